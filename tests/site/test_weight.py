"""An error's page, with the tabs of all languages, stays within its budgets; code has markup for its colors alone."""

from __future__ import annotations

import gzip
import re
import statistics
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

from reference.catalog.contents import Catalog
from reference.pages.highlighting import LANGUAGES, PLAIN
from tests.real import ROOT

MEDIAN = 28 * 1024
LARGEST = 48 * 1024
GZIP = 8 * 1024
COLORLESS = "|".join(STANDARD_TYPES[kind] for kind in PLAIN)
LANGUAGE = re.compile(r'<div class="language-([^ "]+) highlight')


@pytest.fixture(scope="module")
def pages(site: Path, catalog: Catalog) -> dict[str, bytes]:
    """The page of each entry by its address."""
    return {address: (site / "errors" / address / "index.html").read_bytes() for address in catalog.errors}


def test_pages_are_within_their_budgets(pages: dict[str, bytes]) -> None:
    sizes = {address: len(page) for address, page in pages.items()}
    assert statistics.median(sizes.values()) <= MEDIAN
    assert {address: size for address, size in sizes.items() if size > LARGEST} == {}
    assert statistics.median(len(gzip.compress(page, 6)) for page in pages.values()) <= GZIP


def test_no_markup_is_left_that_colors_nothing(pages: dict[str, bytes]) -> None:
    spans = re.compile(f'<span class="(?:{COLORLESS})">'.encode())
    assert [address for address, page in pages.items() if spans.search(page)] == []


def test_each_language_of_the_site_is_known_to_the_highlighting(site: Path) -> None:
    """A language that is missing in LANGUAGES would have markup that colors nothing; plain text has none at all."""
    found = {name for page in site.rglob("*.html") for name in LANGUAGE.findall(page.read_text(encoding="utf-8"))}
    assert found - {"text"} == set(LANGUAGES)


def test_what_is_left_out_has_no_color_of_its_own_in_our_styles() -> None:
    """Names and variables have the color of the code; signs may be paler elsewhere, but no style of ours says so."""
    styles = (ROOT / "docs" / "assets" / "css" / "site.css").read_text(encoding="utf-8")
    assert re.findall(rf"\.highlight \.(?:{COLORLESS})\b", styles) == []
    colors = dict(re.findall(r"code-(fg|hl-variable)-color: ([^;]+);", styles))
    assert colors["fg"] == colors["hl-variable"]
