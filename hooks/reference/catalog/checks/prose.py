"""Prose that would be markup of another kind on the page: HTML, attributes, blocks, images, and links to elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reference.catalog.files import STRANGE
from reference.catalog.index import Index, Place
from reference.catalog.problems import Problem
from reference.catalog.refs import replace_refs
from reference.catalog.vocabulary import OneLine, marks

# Only spans that begin and end in one line, without a backslash before them: what no Markdown reads otherwise.
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>\n]*>?")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}?")
_BLOCK = re.compile(
    r"""^[\ \t]*(
        [#>|] | `{3} | ~{3} | ={3} | !!! | \?\?\? | \*\[ | \[[^\]\n]*\]:
        | [-*+](?=[\ \t])  # an item of a list
        | [0-9]{1,9}[.)](?=[\ \t])
        | (?:[-*_][\ \t]*){3,}$  # a rule
        | -+[\ \t]*$ | =+[\ \t]*$  # what makes the line above a heading
        | :?-+:?[\ \t]*\|  # what makes the lines around it a table
    )""",
    re.MULTILINE | re.VERBOSE,
)
_INDENTED = re.compile(r"(?:[ \t]*\n)*(?: {4}| {0,3}\t)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,40});")
_LINK_SIGN = re.compile(r"\\.|\[|\](\([^)]*)?")
_MARKUP = re.compile(rf"\[\[[^\[\]\n]+\]\]|\]\(|\*|~~|(?<!\w)_+(?=\w)|\\[^\w\s]|{_ENTITY.pattern}")
"""What a place that reads no Markdown would show as it is; back quotes besides."""
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def unsafe_prose(index: Index) -> Iterator[Problem]:
    """Texts with markup that the catalog does not use."""
    for text, place in index.prose:
        yield from _wrong(text, place)


def unfit_titles(index: Index) -> Iterator[Problem]:
    """Titles of several lines, and those with markup that not every place reads."""
    for thing, place in index.everything:
        for field, mark in marks(type(thing), OneLine).items():
            text, here = getattr(thing, field), place.at(field)
            if "\n" in text:
                yield here.problem(f"`{field}` has several lines", "write one")
            if found := _MARKUP.search(_CODE.sub("", text) if mark.code else text):
                todo = "say it in words, without references and Markdown"
                yield here.problem(f"`{found[0]}` in `{field}`: not every place shows it rightly", todo, part=found[0])
            elif not mark.code and "`" in text:
                yield here.problem(f"code in `{field}`: not every place shows it rightly", "say it in words", part="`")


def _wrong(text: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with one text."""
    prose = _CODE.sub("", text)
    for match in _TAG.finditer(prose):
        yield place.problem(f"HTML tag `{match[0]}` in a text", "put it in back quotes", part=match[0])
    yield from _wrong_references(prose, place)
    yield from _wrong_links(prose, place)
    for match in _ATTRIBUTES.finditer(prose):
        yield place.problem(f"braces `{match[0]}` in a text", "put them in back quotes", part=match[0])
    for match in _ENTITY.finditer(prose):
        if STRANGE.search(html.unescape(match[0])):
            yield place.problem(f"the invisible character `{match[0]}`", "delete it", part=match[0])
    if re.search(r"\S[ \t]*\n[ \t]*\n[ \t\n]*\S", text):
        yield place.problem("a text of several paragraphs", "write one paragraph")
    if _INDENTED.match(text):
        yield place.problem("a text that begins with a tab or four spaces", "delete them")
    for match in _BLOCK.finditer(prose):
        yield place.problem(f"a line that begins with `{match[1]}`", "write it in words, or put it in back quotes")


def _wrong_references(prose: str, place: Place) -> Iterator[Problem]:
    """Yield references that aren't closed, and those that Markdown would read otherwise."""
    without = replace_refs(prose, lambda _: "")
    for sign in ("[[", "]]"):
        if sign in without:
            todo = "write [[target]] or [[target|label]], or put it in back quotes"
            yield place.problem(f"`{sign}` belongs to no reference", todo, part=sign)
    for sign in ("\\[[", "\\]]"):
        if sign in prose:
            yield place.problem(f"`{sign}`: Markdown takes the bracket for text", "delete the backslash", part=sign)
    if _has_ref_in_link(replace_refs(prose, lambda _: "\0")):
        yield place.problem("a reference inside a link", "write one of the two")
    if "`" in prose and "[[" in prose:
        yield place.problem("a back quote without another one", "close the code, or delete it", part="`")


def _has_ref_in_link(text: str) -> bool:
    """Return whether a link holds a reference, in its words or behind them; each reference is written as NUL."""
    opened = []
    for sign in _LINK_SIGN.finditer(text):
        if sign[0] == "[":
            opened.append(sign.start())
        elif sign[0][0] == "]" and opened:
            begin = opened.pop()
            if sign[1] and "\0" in text[begin : sign.end()]:
                return True
    return False


def _wrong_links(prose: str, place: Place) -> Iterator[Problem]:
    """Yield images, and links to what is no web address."""
    for match in _TARGET.finditer(prose):
        if not _WEB.match(html.unescape(match[1])):
            what = f"the target `{match[1]}` of a link isn't a web address"
            yield place.problem(what, "begin it with https://, or link our own pages by [[target]]", part=match[1])
    if "![" in prose:
        yield place.problem("an image in a text", "say it in words", part="![")


def is_code_link(target: str) -> bool:
    """Return whether the target of a link is a program or a page of its own: `javascript:`, `data:` and the like."""
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", html.unescape(target)))
    return scheme is not None and scheme[0].lower() not in ("http:", "https:", "mailto:")
