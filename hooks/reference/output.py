"""All that is made for the site: every page as Markdown, and every other file. Whoever calls decides where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reference import addresses, assets, handwritten, pages
from reference.exports import llms, twins
from reference.page import Page
from reference.publication import Publication
from reference.snippets import Example


@dataclass(frozen=True)
class Output:
    """What the site is built from, besides the files of docs/ that are taken as they are."""

    pages: Mapping[str, Page]
    """The generated pages by path below docs/."""
    texts: Mapping[str, str]
    """The Markdown of every page, generated or written by hand, by path below docs/; front matter included."""
    files: Mapping[str, str]
    """The other files by path in the site."""
    twins: Mapping[str, str]
    """For each page the same in plain Markdown, by path in the site, which is the page's path below docs/."""


def make(docs: Path, publication: Publication, examples: Mapping[str, Example]) -> Output:
    """Make everything.

    Raises:
        CatalogError: With every directive and reference of the hand-written pages that does not work.
    """
    catalog, directory_urls = publication.catalog, publication.edition.directory_urls
    generated = {page.uri: page for page in pages.generate(catalog, examples, directory_urls)}
    texts = handwritten.load(docs, catalog, examples) | {uri: page.text for uri, page in generated.items()}
    files = dict(addresses.files(catalog, texts, directory_urls))
    files |= assets.files(publication)
    files |= llms.files(publication, texts)
    plain = {uri: generated[uri].plain if uri in generated else None for uri in texts}
    return Output(generated, texts, files, {uri: twins.twin(plain[uri] or text) for uri, text in texts.items()})
