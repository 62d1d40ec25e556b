"""The lines of logs in the catalog against the list of lines that were read, in both directions."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from reference.catalog.contents import Catalog
from reference.catalog.log_lines import LogLine, Matters
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
READ: list[dict[str, Any]] = yaml.safe_load((DATA / "log_lines.yml").read_text(encoding="utf-8"))
KEYS: dict[str, dict[str, Any]] = yaml.safe_load((DATA / "log_line_keys.yml").read_text(encoding="utf-8"))
PART = "part of another line"

Row = tuple[str, str, str | None, str, str]
"""Log, logger, level, group and line."""


def in_catalog(catalog: Catalog) -> list[tuple[Row, LogLine]]:
    return [
        ((writer.log, writer.logger, PART if line.is_part else line.level, group.id, line.line), line)
        for group in catalog.log_groups.values()
        for writer in group.writers
        for line in writer.lines
    ]


def row(item: dict[str, Any]) -> Row:
    return item["log"], item["logger"], item["level"], item["group"], item["line"]


EXPECTED = Counter(map(row, READ))


@pytest.mark.parametrize(
    "one",
    sorted(EXPECTED.keys() | {found for found, _ in in_catalog(real_catalog())}, key=str),
    ids=lambda one: f"{one[3]}: {one[4]}",
)
def test_every_line_that_was_read_is_in_the_catalog_and_back(catalog: Catalog, one: Row) -> None:
    assert Counter(found for found, _ in in_catalog(catalog))[one] == EXPECTED[one]


@pytest.mark.parametrize("item", [item for item in READ if "key" in item], ids=lambda item: item["line"])
def test_a_line_leads_to_what_it_was_read_to_tell(catalog: Catalog, item: dict[str, Any]) -> None:
    wanted = KEYS[item["key"]]
    [*lines] = (line for found, line in in_catalog(catalog) if found == row(item))
    for line in lines:
        assert set(wanted.get("errors", ())) <= set(line.errors)
        assert line.causes or not wanted.get("causes")
        assert line.scope or not wanted.get("scope")


def test_every_note_on_a_key_is_needed() -> None:
    assert KEYS.keys() == {item["key"] for item in READ if "key" in item}


def test_a_line_with_a_secret_says_so(catalog: Catalog) -> None:
    secret = ("{password}", "{token}", "{query}", "{digest}")
    for line in catalog.log_lines.values():
        assert line.in_clear or not any(part in line.line for part in secret), line.id


def test_a_harmless_line_belongs_to_no_failure(catalog: Catalog) -> None:
    wrong = [line.id for line in catalog.log_lines.values() if line.matters is Matters.HARMLESS and line.errors]
    assert wrong == []


def test_ids_begin_with_the_group(catalog: Catalog) -> None:
    """So that the anchors of one page do not clash."""
    for group in catalog.log_groups.values():
        assert [line.id for line in group.lines if not line.id.startswith(f"{group.id}-")] == []
