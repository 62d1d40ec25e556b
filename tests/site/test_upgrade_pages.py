"""The pages of releases and upgrades show all that the catalog holds of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reference.catalog.answer import SERVER
from reference.catalog.contents import Catalog
from reference.pages import release_lines
from reference.pages.around import WORDS
from reference.pages.links import public_url, upgrade_uri
from reference.pages.text import plain


def parsed(site: Path, address: str) -> Any:
    """The tree of a built page."""
    return html.parse(site / address / "index.html").getroot()


def words(element: Any) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().replace("¶", "").split())


@pytest.fixture(scope="module")
def expected(catalog: Catalog) -> dict[str, list[str]]:
    """The rows of the matrix: what each line does, by key."""
    shown = [e for e in catalog.errors.values() if e.key and any(a.sendable and a.speaker == SERVER for a in e.answers)]
    return {e.name: [WORDS[holds] for holds in release_lines.extent(catalog, e.answers).values()] for e in shown}


def test_the_matrix_has_every_key_and_line(site: Path, catalog: Catalog, expected: dict[str, list[str]]) -> None:
    tree = parsed(site, "releases")
    [table] = tree.xpath("//table[contains(@class, 'matrix')]")
    assert [words(cell) for cell in table.xpath("./thead/tr/th")] == ["messageKey", *catalog.releases]
    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in table.xpath("./tbody/tr")}
    assert rows == expected


def test_the_twin_of_the_matrix_has_the_same_rows(site: Path, expected: dict[str, list[str]]) -> None:
    lines = (site / "releases/index.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| [`")]
    assert {row[0].split("`")[1]: row[1:] for row in rows} == expected


def test_in_part_is_what_only_some_releases_do(catalog: Catalog) -> None:
    for error in catalog.errors.values():
        for name, extent in release_lines.extent(catalog, error.answers).items():
            sent = [
                line for a in error.own for line in [a.line(name)] if a.speaker == SERVER and line.holds.value == "yes"
            ]
            assert (extent in ("yes", "part")) == bool(sent), (error.name, name)
            assert (extent == "yes") == any(not (line.since or line.until) for line in sent), (error.name, name)


def test_the_page_of_an_upgrade_shows_every_point(site: Path, catalog: Catalog) -> None:
    for step in catalog.upgrades.values():
        tree = parsed(site, public_url(upgrade_uri(step.id)))
        text = words(tree.xpath("//article")[0])
        headings = [words(each) for each in tree.xpath("//article//h2[starts-with(@id, 'point-')]")]
        assert headings == [plain(point.title) for point in step.points]
        for point in step.points:
            for part in (point.do, point.before, point.after, point.since or ""):
                assert all(piece in text for piece in plain(part).split("`")[::2] if "[[" not in part), part
        assert all(plain(unknown).split("`")[0] in text for unknown in step.unknown if "[[" not in unknown)


def test_an_example_stands_once_on_a_page(site: Path, catalog: Catalog) -> None:
    for step in catalog.upgrades.values():
        tree = parsed(site, public_url(upgrade_uri(step.id)))
        shown = tree.xpath("//div[contains(@class, 'language-python')]")
        assert len(shown) == len({point.example for point in step.points if point.example}), step.id
