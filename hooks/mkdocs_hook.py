"""MkDocs adapter: puts the generated pages into the site. All rendering is in the package `reference`."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section

from reference import addresses, assets, catalog, directives, handwritten, headers, links, pages, render, snippets
from reference.edition import edition
from reference.problems import CatalogError
from reference.publication import Publication

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

ROOT = Path(__file__).parent.parent

log = get_plugin_logger(__name__)

# The catalog is tens of thousands of objects that stay for the whole build; looking through them for garbage
# as often as Python does by default would cost a tenth of the build.
gc.set_threshold(100_000, 20, 100)


class State:
    """What one build knows; set in on_startup and on_config, read by the later events."""

    serving = False
    catalog: catalog.Catalog
    publication: Publication
    examples: Mapping[str, snippets.Example]
    pages: dict[str, pages.Page]
    files: Files


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the pages are only for the author's own eyes."""
    State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the catalog, check the hand-written pages and render the others, before anything is written."""
    docs = Path(config.docs_dir)
    try:
        State.catalog = catalog.load(docs / pages.CATALOG)
        State.examples = snippets.load(docs.parent / "snippets")
        handwritten.check(docs, State.catalog, State.examples)
        State.publication = Publication(State.catalog, edition(ROOT, config.site_url, config.use_directory_urls))
    except CatalogError as error:
        raise PluginError(f"{len(error.problems)} problem(s), nothing was built\n{error}") from error
    if State.serving:
        config.extra["policy"] = None
    State.pages = {page.uri: page for page in pages.generate(State.catalog, State.examples, config.use_directory_urls)}
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the redirects of aliases and the list of addresses."""
    in_nav = set(_nav_uris(config.nav))
    for page in State.pages.values():
        file = _add(files, config, page.uri, page.text)
        file.inclusion = InclusionLevel.INCLUDED if page.uri in in_nav else InclusionLevel.NOT_IN_NAV
    uris = [file.src_uri for file in files.documentation_pages()]
    for uri, text in addresses.files(State.catalog, uris, config.use_directory_urls):
        _add(files, config, uri, text)
    for uri, text in assets.files(State.publication):
        _add(files, config, uri, text)
    if config.extra.get("policy"):
        _add(files, config, "_headers", headers.text(config.extra["policy"]))
    _add(files, config, "robots.txt", headers.robots(config.site_url or ""))
    State.files = files
    return files


def _add(files: Files, config: MkDocsConfig, uri: str, text: str) -> File:
    if files.get_file_from_path(uri):
        raise PluginError(f"docs/{uri}:1: a generated page has this path; rename or delete the file")
    file = File.generated(config, uri, content=text)
    files.append(file)
    return file


def _nav_uris(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav or []
    return [uri for item in items for uri in _nav_uris(item)]


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Expand references and directives in hand-written pages."""
    if page.file.src_uri in State.pages:
        return markdown
    link = links.Linker(State.catalog, page.file.src_uri)
    return directives.expand(markdown, State.catalog, State.examples, link)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Take markup without a color of its own out of highlighted code; it is half of such a page."""
    return render.lean(html)


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give generated pages their place: section, breadcrumbs, previous and next, edit link."""
    generated = State.pages.get(page.file.src_uri)
    if generated is None:
        return context
    page.edit_url = _edit_url(generated.origin, page, config) if generated.origin else None
    parent = _page(generated.parent)
    if parent is not None:
        page.parent = Section(parent.title, [parent])
        page.parent.parent = None
        page.previous_page = _page(generated.previous)
        page.next_page = _page(generated.next)
        context["crumb"] = generated.crumb
    return context


def _page(uri: str | None) -> MkDocsPage | None:
    file = State.files.get_file_from_path(uri) if uri else None
    return file.page if file else None


def _edit_url(origin: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """The YAML file in the repository, or, without one, as the site publishes it."""
    if config.repo_url:
        return f"{config.repo_url.rstrip('/')}/edit/main/docs/{origin}"
    up = "../" * page.url.count("/") if config.use_directory_urls else "../" * (len(PurePosixPath(page.url).parts) - 1)
    return f"{up or './'}{origin}"


def on_post_build(config: MkDocsConfig) -> None:
    """Stop if a page is missing: silence is the failure mode of generated sites."""
    site = Path(config.site_dir)
    missing = [uri for uri in State.pages if not (site / File.generated(config, uri, content="").dest_uri).exists()]
    if missing:
        raise PluginError(f"{len(missing)} generated page(s) were not written: {', '.join(missing)}")
    log.info(
        "%d pages from %d entries and %d calls", len(State.pages), len(State.catalog.errors), len(State.catalog.calls)
    )
