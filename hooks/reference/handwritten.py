"""The hand-written pages: guides, tools and start page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reference import directives
from reference.catalog import Catalog
from reference.links import Linker
from reference.problems import CatalogError
from reference.snippets import Example


def load(docs: Path, catalog: Catalog, examples: Mapping[str, Example]) -> dict[str, str]:
    """The Markdown files in docs/ by path, front matter included, with directives and references replaced.

    Raises:
        CatalogError: With every directive and reference that does not work.
    """
    texts, problems = {}, []
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        written = path.read_text(encoding="utf-8")
        texts[uri], wrong = directives.expand(written, catalog, examples, Linker(catalog, uri))
        problems += wrong
    if problems:
        raise CatalogError(problems)
    return texts
