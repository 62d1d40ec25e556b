"""Writes the whole site source as plain files, so that another builder can take over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from reference import site
from reference.exports.publication import Publication
from reference.snippets import Example


def write(docs: Path, target: Path, publication: Publication, examples: Mapping[str, Example]) -> int:
    """Write every page and file of docs/ to a folder that is not there yet; return the number of pages.

    References and directives are expanded, so nothing of this package is needed to build the result. The Markdown
    twins are left out: the pages themselves have their paths.
    Raises CatalogError before anything is written, and FileExistsError if the folder exists.
    """
    made = site.make(docs, publication, examples)
    shutil.copytree(docs, target)
    for uri, text in {**made.files, **made.texts}.items():
        path = target / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return len(made.texts)
