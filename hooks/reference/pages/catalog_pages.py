"""All generated pages: from the catalog to Markdown. Pure; whoever calls decides where the pages go."""

from __future__ import annotations

from collections.abc import Mapping

from reference.catalog.contents import Catalog
from reference.catalog.refs import not_linked
from reference.pages import after_join, around, log_lines, server_settings, troubleshooting
from reference.pages.badges import MEANINGS
from reference.pages.calls import call_page, calls_index
from reference.pages.errors import error_page, errors_index
from reference.pages.frame import CATALOG, Page, front_matter, in_a_row
from reference.pages.links import Linker, run_anchor
from reference.pages.text import render
from reference.snippets import Example

__all__ = ["CATALOG", "Page", "generate"]


def generate(catalog: Catalog, examples: Mapping[str, Example], directory_urls: bool = True) -> list[Page]:
    """All pages of the catalog. `directory_urls` is MkDocs' setting, for the links that stand in HTML."""
    pages = [errors_index(catalog, directory_urls), calls_index(catalog)]
    for category in catalog.categories:
        pages += in_a_row([error_page(catalog, examples, error) for error in catalog.entries(category)])
    pages += in_a_row([call_page(catalog, call) for call in catalog.calls.values()])
    pages += around.pages(catalog, examples, directory_urls)
    pages += [after_join.page(catalog), log_lines.page(catalog), server_settings.page(catalog)]
    pages += troubleshooting.pages(catalog, examples, directory_urls)
    return [*pages, _faq(catalog), sources_page(catalog)]


def _faq(catalog: Catalog) -> Page:
    link = Linker(catalog, "faq.md")
    body = render(
        "faq.md.j2",
        items=catalog.faq,
        prose=link.prose,
        links=link.errors,
        others=lambda item: not_linked(item.errors, item.answer),
    )
    head = front_matter(
        "Frequently asked questions", "Short answers to what developers ask about BigBlueButton API errors."
    )
    return Page(link.uri, head + body, f"{CATALOG}/faq.yml")


def sources_page(catalog: Catalog) -> Page:
    """Return the page of sources, certainties and reports."""
    link = Linker(catalog, "sources.md")
    body = render(
        "sources.md.j2",
        sources=catalog.sources.values(),
        speakers=catalog.speakers.values(),
        releases=catalog.releases.values(),
        setup=catalog.setup,
        runs=catalog.runs.values(),
        reports=catalog.reports,
        owner=catalog.owner,
        speaker_names={speaker.id: speaker.name for speaker in catalog.speakers.values()},
        run_anchor=run_anchor,
        badges=MEANINGS,
        prose=link.prose,
    )
    head = front_matter(
        "Sources",
        "Which BigBlueButton releases were read for this reference, and what inferred, observed and unknown mean.",
    )
    return Page(link.uri, head + body, f"{CATALOG}/sources.yml")
