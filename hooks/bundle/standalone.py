"""Makes the built pages work without a server, and checks that all they refer to is there.

A page loads each of our modules as a classic script, in the order in which they need each other; nothing else about
it changes.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bundle import BundleError, headings, join

_MODULE = re.compile(r'<script type="module" src="([^"]+)"></script>')
_MODULES = re.compile(rf"(?:{_MODULE.pattern}\n)+")
_PRELOAD = re.compile(r'<link rel="modulepreload"[^>]*>\n?')
_LEFT = "//script[@type = 'module'] | //link[@rel = 'modulepreload']"


def readable_pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of every page that is more than a redirect, sorted."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if '<meta http-equiv="refresh"' not in text:
            yield path.relative_to(site).as_posix(), text


def rewrite(site: Path) -> None:
    """Turn the modules of all pages into classic scripts, and make the pages load these.

    Raises:
        BundleError: If a module cannot become a script.
    """
    load = functools.cache(lambda path: join.read(path, site_text(site, path)))
    scripts: dict[str, str] = {}
    for page, text in readable_pages(site):
        modules = join.order((_resolve(page, src) for src in _MODULE.findall(text)), load)
        scripts |= {module.path: module.script for module in modules}
        names = [module.path for module in modules]
        tags = "".join(f'<script defer src="{_relative(page, name)}"></script>\n' for name in names)
        changed = _MODULES.sub(lambda _: tags, _PRELOAD.sub("", text), count=1)  # noqa: B023 - called in this turn
        (site / page).write_text(changed, "utf-8")
    for name, script in scripts.items():
        (site / name).write_text(script, "utf-8")


def site_text(site: Path, path: str) -> str:
    """Return the text of a file of the built site.

    Raises:
        BundleError: If it is not there.
    """
    try:
        return (site / path).read_text("utf-8")
    except OSError as error:
        raise BundleError(f"{path}: a page or a module wants this file, which is not there") from error


def check(site: Path) -> None:
    """Make sure that no page loads a module, and that all it refers to below the site is there, anchors included.

    Raises:
        BundleError: With the first page that does not work from a file.
    """
    trees = {path.relative_to(site).as_posix(): headings.tree(path) for path in sorted(site.rglob("*.html"))}
    anchors = {page: set(tree.xpath("//@id | //@name")) for page, tree in trees.items()}
    for page, tree in trees.items():
        if tree.xpath(_LEFT):
            raise BundleError(
                f"{page}: still loads a module; see how hooks/theme/main.html and bundle/standalone.py write it"
            )
        for link in dict.fromkeys(tree.xpath("//@href | //@src")):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = _resolve(page, parts.path) if parts.path else page
            if not (site / target).is_file():
                raise BundleError(f"{page}: links to {link}, which the offline site does not have")
            anchor = unquote(parts.fragment)
            if anchor and target in anchors and anchor not in anchors[target]:
                raise BundleError(f"{page}: links to {link}, a place which that page does not have")


def _resolve(page: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))


def _relative(page: str, name: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(page) or ".")
