"""Prose that would be markup of another kind on the page: HTML, attributes, blocks, images, and links to elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reference.catalog.index import Index, Place
from reference.catalog.problems import Problem
from reference.catalog.refs import replace_refs

# Only spans that begin and end in one line, without a backslash before them: what no Markdown reads otherwise.
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>\n]*>?")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}?")
_BLOCK = re.compile(r"^[ \t]*(#|>|\||`{3}|~{3}|={3}|!!!|\?\?\?|\*\[|\[[^\]\n]*\]:)", re.MULTILINE)
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def unsafe_prose(index: Index) -> Iterator[Problem]:
    """Texts with markup that the catalog does not use."""
    for text, place in index.prose:
        yield from _wrong(text, place)


def _wrong(text: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with one text."""
    prose = _CODE.sub("", text)
    for match in _TAG.finditer(prose):
        yield place.problem(f"HTML tag `{match[0]}` in a text", "put it in back quotes", part=match[0])
    without = replace_refs(prose, lambda _: "")
    for sign in ("[[", "]]"):
        if sign in without:
            todo = "write [[target]] or [[target|label]], or put it in back quotes"
            yield place.problem(f"`{sign}` belongs to no reference", todo, part=sign)
    for match in _TARGET.finditer(prose):
        if not _WEB.match(html.unescape(match[1])):
            what = f"the target `{match[1]}` of a link isn't a web address"
            yield place.problem(what, "begin it with https://, or link our own pages by [[target]]", part=match[1])
    if "![" in without:
        yield place.problem("an image in a text", "say it in words", part="![")
    for match in _ATTRIBUTES.finditer(prose):
        yield place.problem(f"braces `{match[0]}` in a text", "put them in back quotes", part=match[0])
    if re.search(r"\S[ \t]*\n[ \t]*\n[ \t\n]*\S", text):
        yield place.problem("a text of several paragraphs", "write one paragraph")
    for match in _BLOCK.finditer(prose):
        yield place.problem(f"a line that begins with `{match[1]}`", "write it in words, or put it in back quotes")


def is_code_link(target: str) -> bool:
    """Return whether the target of a link is a program or a page of its own: `javascript:`, `data:` and the like."""
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", html.unescape(target)))
    return scheme is not None and scheme[0].lower() not in ("http:", "https:", "mailto:")
