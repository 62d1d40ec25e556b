"""One generated page, and the head that every page has."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

CATALOG = "catalog"
"""The catalog's folder below docs/."""


@dataclass(frozen=True)
class Page:
    """One generated page."""

    uri: str
    """Path below docs/, ending in .md."""
    text: str
    """Markdown with front matter."""
    origin: str | None
    """Path below docs/ of the file to edit, if it is one file."""
    parent: str | None = None
    """Path of the page it belongs under."""
    crumb: tuple[str, str] | None = None
    """Title and anchor of its part of the parent page."""
    previous: str | None = None
    next: str | None = None
    plain: str | None = None
    """Another Markdown of the page for its twin, if `text` is largely HTML."""


def front_matter(title: str, description: str, **more: object) -> str:
    """The head of a page; every JSON value is YAML."""
    fields = {"title": title, "description": description, **more}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def split(text: str) -> tuple[str, str]:
    """The front matter of a page, without its lines of dashes, and what follows."""
    if not text.startswith("---\n"):
        return "", text
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return head, body.lstrip("\n")


def in_a_row(pages: list[Page]) -> list[Page]:
    """The pages with links to the one before and the one after."""
    uris = [None, *(page.uri for page in pages), None]
    return [replace(page, previous=uris[n], next=uris[n + 2]) for n, page in enumerate(pages)]
