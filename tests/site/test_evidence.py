"""Every source that an entry's evidence names is linked from its page, and every file of 3.0 and later with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ, Evidence
from reference.pages.links import evidence_url
from reference.pages.text import anchor


def shown(catalog: Catalog, error: Error) -> list[Evidence]:
    """The evidence that belongs on the page of an entry: not that of other programs, which have pages of their own."""
    answers = [answer for answer in error.answers if answer.speaker not in catalog.programs] or error.answers
    lines = [line for answer in answers for line in answer.lines]
    return [evidence for part in (*answers, *lines) for evidence in part.evidence]


def is_older(catalog: Catalog, evidence: Evidence) -> bool:
    """Whether it was read in a line before the one that the reference is about."""
    line = catalog.sources[evidence.at].line if evidence.at else None
    return line is not None and float(line) < float(READ)


@pytest.fixture(scope="module")
def links(site: Path, catalog: Catalog) -> dict[str, set[str]]:
    """What the page of each entry links to, below its heading "Evidence"."""
    found = {}
    for address in catalog.errors:
        page = html.parse(site / "errors" / address / "index.html")
        found[address] = set(page.xpath('//h2[@id="evidence"]/following-sibling::ul[1]//a/@href'))
    return found


def test_every_source_is_named(catalog: Catalog, links: dict[str, set[str]]) -> None:
    missing = {
        (address, evidence.at)
        for address, error in catalog.errors.items()
        for evidence in shown(catalog, error)
        if evidence.at and f"../../sources/#{anchor(evidence.at)}" not in links[address]
    }
    assert missing == set()


def test_files_of_older_lines_are_linked_only_where_there_are_no_others(
    catalog: Catalog, links: dict[str, set[str]]
) -> None:
    wrong = []
    for address, error in catalog.errors.items():
        found = shown(catalog, error)
        only_older = all(is_older(catalog, evidence) for evidence in found)
        for evidence in found:
            linked = evidence.run or evidence_url(evidence, catalog) in links[address]
            if linked == (is_older(catalog, evidence) and not only_older):
                wrong.append((address, evidence.at, evidence.file))
    assert wrong == []
