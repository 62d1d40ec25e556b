"""Writes the whole site source as plain Markdown files, so that another builder can take over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from reference import addresses, directives, handwritten, pages
from reference.catalog import Catalog
from reference.links import Linker
from reference.snippets import Example


def write(docs: Path, target: Path, catalog: Catalog, examples: Mapping[str, Example]) -> int:
    """Write every page and file of docs/ to a folder that is not there yet; return the number of pages.

    References and directives are expanded, so nothing of this package is needed to build the result.
    Raises CatalogError before anything is written, and FileExistsError if the folder exists.
    """
    handwritten.check(docs, catalog, examples)
    texts = {page.uri: page.text for page in pages.generate(catalog, examples)}
    for path in sorted(docs.rglob("*.md")):
        uri = path.relative_to(docs).as_posix()
        texts[uri] = directives.expand(path.read_text(encoding="utf-8"), catalog, examples, Linker(catalog, uri))
    files = dict(addresses.files(catalog, texts, directory_urls=True)) | texts
    shutil.copytree(docs, target)
    for uri, text in files.items():
        path = target / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(texts)
