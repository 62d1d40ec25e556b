"""Makes a page about what stands around the server from its template."""

from __future__ import annotations

from typing import Any

from reference.pages import views
from reference.pages.frame import CATALOG, Page, front_matter
from reference.pages.links import Linker, error_uri
from reference.pages.text import plain, render, shorten


def page_of(
    template: str,
    link: Linker,
    title: str,
    description: str,
    origin: str | None,
    toc_levels: int | None = None,
    **values: Any,
) -> Page:
    """Return a page whose template may use the links, the evidence, and a search for entries.

    Args:
        template: Name of the template.
        link: Makes links from the page; knows its path.
        title: Title for search engines and tabs.
        description: One sentence for the same.
        origin: Path in the catalog of the file that the pencil leads to.
        toc_levels: How deep its table of contents goes, where that is not the usual.
        **values: What else the template uses.
    """
    parent = None if link.uri.count("/") == 0 or link.uri.endswith("index.md") else f"{link.uri.split('/')[0]}/index.md"
    body = render(
        template,
        link=link,
        prose=link.prose,
        error_uri=error_uri,
        errors=link.catalog.errors,
        proofs=lambda evidence: views.proofs_of(link.catalog, link, evidence),
        **values,
    )
    head = front_matter(title, description, **({"toc_levels": toc_levels} if toc_levels else {}))
    return Page(link.uri, head + body, origin and f"{CATALOG}/{origin}", parent=parent)


def about(text: str) -> str:
    """Return prose as a description: plain, and short enough."""
    return shorten(plain(text))
