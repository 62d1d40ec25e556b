"""The docset: its index opens, names everything, and every place it names is there."""

from __future__ import annotations

import plistlib
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html

from reference.catalog.contents import Catalog

NAME = "BigBlueButton_API_Errors"
TYPES = {"Error", "Method", "Guide", "Section"}  # each is one of those that readers of docsets know
Row = tuple[str, str, str]


@pytest.fixture(scope="module")
def docset(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docset")
    with tarfile.open(bundle / f"{NAME}.tgz") as archive:
        archive.extractall(place, filter="data")
    assert [path.name for path in place.iterdir()] == [f"{NAME}.docset"]
    return place / f"{NAME}.docset"


@pytest.fixture(scope="module")
def rows(docset: Path) -> list[Row]:
    with closing(sqlite3.connect(docset / "Contents/Resources/docSet.dsidx")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return database.execute("SELECT name, type, path FROM searchIndex").fetchall()


def test_its_index_is_as_readers_of_docsets_expect(docset: Path, rows: list[Row]) -> None:
    with closing(sqlite3.connect(docset / "Contents/Resources/docSet.dsidx")) as database:
        columns = [row[1:3] for row in database.execute("PRAGMA table_info(searchIndex)")]
        unique = [row[1] for row in database.execute("PRAGMA index_list(searchIndex)") if row[2]]
    assert columns == [("id", "INTEGER"), ("name", "TEXT"), ("type", "TEXT"), ("path", "TEXT")]
    assert len(unique) == 1
    assert {kind for _, kind, _ in rows} == TYPES
    assert all(name.strip() == name != "" for name, _, _ in rows)


def test_its_facts_name_a_start_page_that_is_there(docset: Path) -> None:
    facts = plistlib.loads((docset / "Contents/Info.plist").read_bytes())
    assert facts["isDashDocset"] is True
    assert facts["isJavaScriptEnabled"] is True
    assert facts["CFBundleName"] == "BigBlueButton API Errors"
    assert (docset / "Contents/Resources/Documents" / facts["dashIndexFilePath"]).is_file()


def test_every_error_call_and_guide_can_be_looked_up(rows: list[Row], catalog: Catalog) -> None:
    there = set(rows)
    wanted = {(error.name, "Error", f"errors/{address}.html") for address, error in catalog.errors.items()}
    wanted |= {(call.written, "Method", f"calls/{name}.html") for name, call in catalog.calls.items()}
    assert sorted(wanted - there) == []
    guides = {f"guides/{path.stem}.html" for path in Path("docs/guides").glob("*.md")}
    assert sorted(guides - {path for _, kind, path in rows if kind == "Guide"}) == []


def test_every_exact_message_and_every_other_name_can_be_looked_up(rows: list[Row], catalog: Catalog) -> None:
    there = {(name, path.split("#")[0]) for name, kind, path in rows if kind == "Error"}
    wanted = set()
    for address, error in catalog.errors.items():
        texts = [answer.message for answer in error.answers if answer.sendable] + [
            alias.key or alias.text for alias in error.aliases
        ]
        wanted |= {(" ".join(text.split()), f"errors/{address}.html") for text in texts if text}
    assert sorted(wanted - there) == []


def test_every_place_in_the_index_is_there(docset: Path, rows: list[Row]) -> None:
    documents = docset / "Contents/Resources/Documents"
    ids: dict[str, set[str]] = {}
    for _, _, path in rows:
        page, _, anchor = path.partition("#")
        if page not in ids:
            ids[page] = set(html.parse(documents / page).getroot().xpath("//@id"))
        assert not anchor or anchor in ids[page], path


def test_its_pages_are_those_of_the_zip(docset: Path, offline_site: Path) -> None:
    documents = docset / "Contents/Resources/Documents"
    for path in documents.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (offline_site / path.relative_to(documents)).read_bytes()
