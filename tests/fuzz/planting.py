"""Plants a text in one place of a copy of the minimal catalog, makes all pages, and looks at what came of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import markdown  # type: ignore[import-untyped]  # it has no types
import yaml
from lxml import html

from reference import site
from reference.catalog.loading import load
from reference.catalog.problems import CatalogError
from reference.exports.publication import Publication
from reference.site import Site
from tests.real import ROOT

MINIMAL = ROOT / "tests" / "data" / "minimal"

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\n\n<script>alert(1)</script>\n\n",
    "\n```\n<script>alert(1)</script>\n```\n",
    "\n~~~\n<script>alert(1)</script>\n~~~\n",
    "`<b onclick=alert(1)>",
    "\\`<b onclick=alert(1)>\\`",
    "``\n<div onclick=alert(1)>\n``",
    '"><script>alert(1)</script>',
    "' onclick='alert(1)",
    "</title><script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "[a](&#x6a;avascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "\n[x]: javascript:alert(1)\n\n[x]",
    "[[page:faq|y](javascript:alert(1)) z]]",
    "[[page:faq#a) [b](javascript:alert(1)|c]]",
    "*a*{onclick=alert(1)}",
    "*a*{: style='x' onclick='alert(1)' }",
    "{: onclick=alert(1) }",
    "![a](http://example.org/a.png)",
    "| a | b |\n| --- | --- |\n| c | <b onclick=alert(1)> |",
    "$(id)",
    "'; id; '",
    "../../escaped",
    "/escaped",
    "a/../../escaped",
    "\u202eevil",
    "\u200b",
    "index",
    "README",
    "404",
    "con",
    "x" * 300,
)
"""What a text must not do to a page: become HTML, a program, an address outside."""

_EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences", "pymdownx.details"]
_SCHEMES = ("javascript:", "data:", "vbscript:")
_FORBIDDEN = {"script", "img", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "svg"}


def texts_of(folder: Path) -> Iterator[tuple[str, tuple[int | str, ...]]]:
    """Yield file and place of every text in a catalog."""
    for path in sorted(folder.rglob("*.yml")):
        for loc in _texts_in(yaml.safe_load(path.read_text(encoding="utf-8"))):
            yield path.relative_to(folder).as_posix(), loc


def _texts_in(value: object, loc: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    match value:
        case dict():
            for name, item in value.items():
                yield from _texts_in(item, (*loc, name))
        case list():
            for number, item in enumerate(value):
                yield from _texts_in(item, (*loc, number))
        case str():
            yield loc


@cache
def places() -> tuple[tuple[str, tuple[int | str, ...]], ...]:
    """Return every text of the minimal catalog."""
    return tuple(texts_of(MINIMAL / "catalog"))


def planted(file: str, loc: tuple[int | str, ...], text: str) -> Site | CatalogError:
    """Return the site with a text put in one place, or why it is refused."""
    with TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        shutil.copytree(MINIMAL, docs)
        path = docs / "catalog" / file
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        holder: Any = data
        for step in loc[:-1]:
            holder = holder[step]
        holder[loc[-1]] = text
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        return made(docs)


def made(docs: Path) -> Site | CatalogError:
    """Return the site of a folder docs/, or why it is refused."""
    try:
        catalog = load(docs / "catalog")
        return site.make(docs, Publication(catalog), site.examples_in(docs.parent / "snippets", catalog))
    except CatalogError as error:
        return error


@cache
def untouched() -> Site:
    """Return the site of the minimal catalog as it is."""
    found = made(MINIMAL)
    assert not isinstance(found, CatalogError), found
    return found


def wrong_with(found: Site | CatalogError, before: Site | None = None) -> list[str]:
    """Return what is wrong with a site, or with the lines that refuse it; pages that are as before are left out."""
    if isinstance(found, CatalogError):
        lines = str(found).split("\n")
        wrong = [line for line in lines if len(line) > 400 or not line.isprintable() or ":" not in line]
        return [*wrong, *(["more lines than problems"] if len(lines) != len(found.problems) else [])]
    wrong = [f"leaves the folder: {uri}" for uri in (*found.texts, *found.files, *found.twins) if _leaves(uri)]
    for uri, text in found.texts.items():
        if before is None or before.texts.get(uri) != text:
            wrong += [f"{uri}: {each}" for each in _wrong_html(_rendered(text))]
    for uri, text in found.files.items():
        if uri.endswith(".html") and (before is None or before.files.get(uri) != text):
            wrong += [f"{uri}: {each}" for each in _wrong_html(text) if not each.startswith(("<meta", "<link"))]
    return wrong


def _leaves(uri: str) -> bool:
    path = PurePosixPath(uri)
    return path.is_absolute() or ".." in path.parts or any(len(part) > 150 for part in path.parts)


def _rendered(text: str) -> str:
    body = text.partition("\n---\n")[2]
    return f"<div>{markdown.markdown(body, extensions=_EXTENSIONS)}</div>"


def _wrong_html(text: str) -> Iterator[str]:
    root: Any = html.fromstring(text)  # lxml's stubs do not know HTML elements
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        if element.tag in _FORBIDDEN and element.get("class") != "diagram":
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            plain = "".join(value.split()).lower()
            if name.startswith("on") or (name in ("href", "src") and plain.startswith(_SCHEMES)):
                yield f"{name}={value}"
