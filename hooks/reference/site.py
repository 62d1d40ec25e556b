"""All that is made for the site: every page as Markdown, and every other file. The caller decides where to write it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reference import snippets
from reference.catalog.contents import Catalog
from reference.catalog.problems import CatalogError, Problem
from reference.exports import data_files, markdown, programs
from reference.exports.publication import Publication
from reference.pages import catalog_pages, guides
from reference.pages.anchors import wrong_anchors
from reference.pages.frame import Page
from reference.pages.in_languages.programs import programs as programs_in_languages
from reference.pages.links import address_files
from reference.snippets import PROGRAMS, Example


@dataclass(frozen=True)
class Site:
    """What the site is built from, besides the files of docs/ that are taken as they are."""

    pages: Mapping[str, Page]
    """The generated pages by path below docs/."""
    texts: Mapping[str, str]
    """The Markdown of every page, generated or written by hand, by path below docs/; front matter included."""
    files: Mapping[str, str]
    """The other files by path in the site."""
    twins: Mapping[str, str]
    """For each page the same in plain Markdown, by path in the site, which is the page's path below docs/."""


def examples_in(folder: Path, catalog: Catalog) -> dict[str, Example]:
    """All examples by id: those in a folder, and the programs that follow from the catalog.

    Raises:
        CatalogError: With every wrong file and mark.
    """
    return {**snippets.load(folder), **programs_in_languages(catalog, folder)}


def make(docs: Path, publication: Publication, examples: Mapping[str, Example]) -> Site:
    """Make everything.

    Raises:
        CatalogError: With every hand-written page, directive, reference and anchor that does not work.
    """
    catalog, directory_urls = publication.catalog, publication.edition.directory_urls
    pages = {page.uri: page for page in catalog_pages.generate(catalog, examples, directory_urls)}
    data = [(each.uri, each.about) for each in data_files.FILES]
    written, anchored = guides.load(docs, catalog, examples, data)
    texts = written | {uri: page.text for uri, page in pages.items()}
    problems = list(wrong_anchors([*catalog.anchored, *anchored], texts))
    taken = ("a generated page has this path", "rename or delete the file")
    problems += [Problem(f"docs/{uri}", 1, *taken) for uri in pages.keys() & written.keys()]
    if problems:
        raise CatalogError(problems)
    files = dict(address_files(catalog, texts, directory_urls))
    files |= dict(programs.tool_modules(publication)) | dict(data_for_programs(publication))
    files |= {uri: examples[name].text for name, uri in PROGRAMS.items() if name in examples}
    files[markdown.LLMS_URI] = markdown.llms_txt(publication, texts)
    plain = {uri: pages[uri].plain if uri in pages else None for uri in texts}
    return Site(pages, texts, files, {uri: markdown.twin(plain[uri] or text) for uri, text in texts.items()})


def data_for_programs(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield path in the site and text of each file with data for programs that docs/ does not hold already."""
    for each in data_files.FILES:
        if each.text:
            yield each.uri, each.text(publication)


def write_source(docs: Path, target: Path, publication: Publication, examples: Mapping[str, Example]) -> int:
    """Write every page and file of docs/ to a folder that is not there yet; return the number of pages.

    References and directives are expanded, so nothing of this package is needed to build the result. The Markdown
    twins are left out: the pages themselves have their paths.
    Raises CatalogError before anything is written, and OSError if it cannot be; then nothing is left of it.
    """
    made = make(docs, publication, examples)
    target.mkdir(parents=True)
    try:
        shutil.copytree(docs, target, dirs_exist_ok=True)
        for uri, text in {**made.files, **made.texts}.items():
            path = target / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return len(made.texts)
