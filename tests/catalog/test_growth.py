"""The catalog that `make bench` grows is one whose pages can be made."""

from __future__ import annotations

from pathlib import Path

from reference import site
from reference.catalog.contents import Catalog
from reference.catalog.loading import load
from reference.exports.publication import Publication
from tests.bench import grow


def test_the_pages_of_a_grown_catalog_are_made(catalog: Catalog, tmp_path: Path) -> None:
    docs = grow(tmp_path / "more", 2)
    grown = load(docs / "catalog")
    assert len(grown.errors) == 2 * len(catalog.errors)
    made = site.make(docs, Publication(grown), site.examples_in(docs.parent / "snippets", grown))
    assert {f"errors/{address}.md" for address in grown.errors} <= made.pages.keys()
