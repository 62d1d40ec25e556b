"""Changes the built pages so that they work without a server, and checks that all they refer to is there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bundle import BundleError, repeats
from bundle.join import Module

EVERYWHERE = "assets/js/offline/everywhere.js"
"""The script that every page loads before the others."""

_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>\s*')
_DROPPED = re.compile(
    r'<(?:link rel="(?:modulepreload|next|prev|canonical)"|meta name="description")[^>]*>\s*'
    r"|(?<=<h[1-6]) data-search-exclude(?=[ >])"
)
_KEPT = re.compile(r"(<(pre|textarea)\b.*?</\2>)", re.DOTALL)
_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\s(?:id|name)="([^"]*)"')


def files(site: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every page that is more than a redirect, sorted, without the page for failed addresses."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if path != site / "404.html" and '<meta http-equiv="refresh"' not in text:
            yield path.relative_to(site).as_posix(), text


def modules(site: Path) -> list[str]:
    """The modules that pages load, each once, in order of first appearance."""
    return list(dict.fromkeys(module for page, text in files(site) for module in _modules(page, text)))


def _modules(page: str, text: str) -> list[str]:
    return [_resolve(page, src) for src in _MODULE.findall(text)]


def rewrite(site: Path, scripts: list[Module]) -> tuple[repeats.Pieces, dict[str, list[Module]]]:
    """Write every page anew; return what was taken out of all of them, and the scripts that they load now.

    Modules that the same pages need become one script, by the path of the last of them.

    Args:
        site: The built site.
        scripts: All modules, each after those it imports.

    Raises:
        BundleError: If pages differ where they must not, or are not built as they were.
    """
    pieces = repeats.Pieces()
    users = _users(site, scripts)
    joined: dict[str, list[Module]] = {}
    # What is imported is needed by all pages that need the importer, and by more if it is another script.
    for needed_by in sorted(set(users.values()), key=lambda addresses: (-len(addresses), sorted(addresses))):
        group = [module for module in scripts if users[module.path] == needed_by]
        joined[group[-1].path if joined else EVERYWHERE] = group
    for page, text in files(site):
        up = "../" * page.count("/")
        names = [name for name, group in joined.items() if page in users[group[-1].path]]
        tags = "".join(f'<script defer src="{up}{name}"></script>\n' for name in names)
        text = pieces.without(page, _DROPPED.sub("", _MODULE.sub("", text)), up)
        (site / page).write_text(_squeezed(text.replace("</head>", f"{tags}</head>", 1)), "utf-8")
    return pieces, joined


def _users(site: Path, scripts: list[Module]) -> dict[str, frozenset[str]]:
    """For each module, the pages that need it.

    Raises:
        BundleError: If there is no module that all pages need.
    """
    needs = _needs(scripts)
    wanted = {page: {path for module in _modules(page, text) for path in needs[module]} for page, text in files(site)}
    users = {module.path: frozenset(page for page in wanted if module.path in wanted[page]) for module in scripts}
    if frozenset(wanted) not in users.values():
        raise BundleError("no script is wanted by every page; see bundle/pages.py")
    return users


def _needs(scripts: list[Module]) -> dict[str, set[str]]:
    """For each module, itself and all that it imports, directly or not."""
    needs: dict[str, set[str]] = {}
    for module in scripts:
        needs[module.path] = {module.path}.union(*(needs[path] for path, _, _ in module.imports))
    return needs


def _squeezed(text: str) -> str:
    """A page without blank lines and indents, except where they are shown."""
    parts = _KEPT.split(text)
    return "".join(
        part if kind == 1 else re.sub(r"\s*\n\s*", "\n", part)
        for kind, part in ((number % 3, part) for number, part in enumerate(parts))
        if kind != 2  # the name of the tag, which the pattern catches as well
    )


def check_links(site: Path) -> None:
    """Make sure that whatever a page refers to below the site is there, anchors included.

    Raises:
        BundleError: With the first page that refers to something that is not there.
    """
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}
    ids = {page: set(_ID.findall(text)) for page, text in texts.items()}
    for page, text in texts.items():
        for link in dict.fromkeys(_LINK.findall(text)):
            parts = urlsplit(link.replace("&amp;", "&"))
            if parts.scheme or parts.netloc:
                continue
            target = _resolve(page, parts.path) if parts.path else page
            if not (site / target).is_file():
                raise BundleError(f"{page}: links to {link}, which the offline site does not have")
            anchor = unquote(parts.fragment)
            if anchor and target in ids and anchor not in ids[target]:
                raise BundleError(f"{page}: links to {link}, a place which that page does not have")


def _resolve(page: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
