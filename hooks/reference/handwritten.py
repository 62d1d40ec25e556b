"""The hand-written pages: guides and start page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reference import directives
from reference.catalog import Catalog
from reference.links import Linker
from reference.problems import CatalogError
from reference.snippets import Example


def check(docs: Path, catalog: Catalog, examples: Mapping[str, Example]) -> None:
    """Raise CatalogError with every directive and reference of the Markdown files in docs/ that does not work."""
    problems = []
    for path in sorted(docs.rglob("*.md")):
        link = Linker(catalog, path.relative_to(docs).as_posix())
        problems += directives.problems(path.read_text(encoding="utf-8"), catalog, examples, link)
    if problems:
        raise CatalogError(problems)
