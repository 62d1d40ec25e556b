"""MkDocs adapter: puts the generated pages into the site. All rendering is in the package `reference`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Section

from reference import site
from reference.catalog.files import read_text
from reference.catalog.loading import load
from reference.catalog.problems import CatalogError, Problem, suggest
from reference.exports import changelog, hosting, search_index
from reference.exports.edition import edition
from reference.exports.publication import Publication
from reference.pages import highlighting
from reference.pages.frame import CATALOG, split
from reference.pages.inline_code import InlineCode

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

ROOT = Path(__file__).parent.parent

log = get_plugin_logger(__name__)


class State:
    """What one build knows; set in on_startup and on_config, read by the later events."""

    serving = False
    publication: Publication
    site: site.Site
    files: Files


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the pages are only for the author's own eyes."""
    State.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the catalog and make every page, before anything is written."""
    docs = Path(config.docs_dir)
    try:
        _check_settings(config)
        loaded = load(docs / CATALOG)
        here = edition(ROOT, config.site_url, config.use_directory_urls)
        State.publication = Publication(loaded, here, changelog.read(ROOT))
        State.site = site.make(docs, State.publication, site.examples_in(docs.parent / "snippets", loaded))
        _check_nav(config)
    except CatalogError as error:
        raise PluginError(f"{len(error.problems)} problem(s), nothing was built\n{error}") from error
    config.mdx_configs["pymdownx.highlight"]["extend_pygments_lang"] = highlighting.languages()
    config.markdown_extensions.append(InlineCode())
    if State.serving:
        config.extra["policy"] = None
    return config


def _check_settings(config: MkDocsConfig) -> None:
    """Raise CatalogError for settings with which the pages would not work, or would do what nobody wants."""
    file = Path(config.config_file_path)
    read = {name: config.extra.get(name) for name in ("policy", "twins")}
    read |= {"site_url": config.site_url, "repo_url": config.repo_url}
    if problems := list(hosting.wrong_settings(file.name, read_text(file, file.name), read)):
        raise CatalogError(problems)


def _check_nav(config: MkDocsConfig) -> None:
    """Raise CatalogError if the navigation names a page that is not there, or leaves a hand-written one out."""
    named = _nav_uris(config.nav)
    known = set(State.site.texts)
    settings = ROOT / "mkdocs.yml"
    lines = read_text(settings, settings.name).split("\n")
    problems = []
    for uri in named:
        if uri.endswith(".md") and "://" not in uri and uri not in known:
            line = next((number for number, line in enumerate(lines, 1) if uri in line), 1)
            todo = suggest(uri, known, "correct the path, or delete the line")
            problems.append(Problem(settings.name, line, f"the navigation names `{uri}`, which is not there", todo))
    for uri in known - State.site.pages.keys() - set(named) if named else ():
        if not uri.startswith(f"{CATALOG}/"):
            todo = f"add it to `nav` in {settings.name}, or delete it"
            problems.append(Problem(f"docs/{uri}", 1, "the page is not in the navigation", todo))
    if problems:
        raise CatalogError(problems)


def on_build_error(error: Exception) -> None:
    """Say in one line that a file cannot be written: the disk is full, or the folder is not ours."""
    if isinstance(error, OSError):
        where = error.filename2 or error.filename or "the site"
        raise PluginError(f"{where}:1: this cannot be written ({error.strerror}); make room, or name another folder")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages and files."""
    in_nav = set(_nav_uris(config.nav))
    for page in State.site.pages.values():
        file = _add(files, config, page.uri, page.text)
        file.inclusion = InclusionLevel.INCLUDED if page.uri in in_nav else InclusionLevel.NOT_IN_NAV
    for uri, text in State.site.files.items():
        _add(files, config, uri, text)
    if config.extra.get("policy"):
        _add(files, config, "_headers", hosting.text(config.extra["policy"]))
    _add(files, config, "robots.txt", hosting.robots(config.site_url or ""))
    State.files = files
    return files


def _add(files: Files, config: MkDocsConfig, uri: str, text: str) -> File:
    if files.get_file_from_path(uri):
        raise PluginError(f"docs/{uri}:1: a generated page has this path; rename or delete the file")
    file = File.generated(config, uri, content=text)
    files.append(file)
    return file


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Leave out the lines of templates that hold tags alone."""
    env.trim_blocks = env.lstrip_blocks = True
    return env


def _nav_uris(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    items = nav.values() if isinstance(nav, dict) else nav or []
    return [uri for item in items for uri in _nav_uris(item)]


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Take hand-written pages with their references and directives replaced."""
    return split(State.site.texts[page.file.src_uri])[1]


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give pages their foot and twin, and generated ones their place: breadcrumbs, previous and next, edit link."""
    if config.extra.get("twins"):
        context["twin"] = page.file.src_uri
    context |= _foot(page.file.src_uri)
    generated = State.site.pages.get(page.file.src_uri)
    origin = generated.origin if generated else page.file.src_uri
    page.edit_url = f"{config.repo_url.rstrip('/')}/edit/main/docs/{origin}" if config.repo_url and origin else None
    context["source"] = f"docs/{origin}" if origin and not config.repo_url else None
    if generated is None:
        return context
    parent = _page(generated.parent)
    if parent is not None:
        page.parent = Section(parent.title, [parent])
        page.parent.parent = None
        page.previous_page = _page(generated.previous)
        page.next_page = _page(generated.next)
        context["crumb"] = generated.crumb
    return context


def _foot(uri: str) -> dict[str, Any]:
    """What stands at the foot of a page: which releases, version, links, and what fills in the repository's forms."""
    lines, here = list(State.publication.catalog.releases), State.publication.edition
    address = here.link(here.page(uri))
    return {
        "foot": {
            "lines": f"{lines[0]} to {lines[-1]}",
            "version": here.version,
            "sources": here.page("sources.md"),
            "data": here.page("guides/use-the-data.md"),
        },
        "report": {
            "wrong": {
                "template": "wrong-response.yml",
                "title": f"Wrong: {here.page(uri).strip('/') or 'start page'}",
                "page": address,
            },
            "missing": {"template": "missing-response.yml"},
        },
    }


def _page(uri: str | None) -> MkDocsPage | None:
    file = State.files.get_file_from_path(uri) if uri else None
    return file.page if file else None


def on_post_build(config: MkDocsConfig) -> None:
    """Write the Markdown twins and our search index; stop if a page is missing, because generated sites fail silently.

    A twin has the path of its page's source, so it cannot be one of MkDocs' files.
    """
    folder, pages = Path(config.site_dir), State.site.pages
    missing = [uri for uri in pages if not (folder / File.generated(config, uri, content="").dest_uri).exists()]
    if missing:
        raise PluginError(f"{len(missing)} generated page(s) were not written: {', '.join(missing)}")
    for uri, text in State.site.twins.items() if config.extra.get("twins") else ():
        (folder / uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / uri).write_text(text, encoding="utf-8", newline="")
    held = State.publication.catalog
    index = folder / search_index.URI
    if index.exists():
        written = search_index.text(index.read_text("utf-8"), held, State.publication.edition)
        index.write_text(written, encoding="utf-8", newline="")
    log.info("%d pages from %d entries and %d calls", len(pages), len(held.errors), len(held.calls))
