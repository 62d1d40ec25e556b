"""The site for programs that read Markdown: a plain twin of each page, and llms.txt, which lists them (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from reference.exports import data_files
from reference.exports.publication import Publication
from reference.pages.frame import split
from reference.pages.links import call_uri, error_uri
from reference.pages.text import capitalize_first, plain

_OPENING = frozenset("`~=!<")
"""How a line begins that may open something of several lines."""
_FENCE = re.compile(r"( *(?:`{3,}|~{3,}))")
_TAB = re.compile(r'=== "(.*)"$')
_NOTE = re.compile(r'!!! \w+ "(.*)"$')
_ONLY_IN_BROWSERS = re.compile(r"<(div|form|noscript|textarea)\b")
_ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}\s*$")
_MARKED = re.compile("[<#]|{:")
_ITEM = re.compile(r"<li\b[^>]*>(.*?)(</li>)?$")
_CODE = re.compile(r"(`+[^`]*`+)")

_LINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\{: [^}]*\}"), ""),
    (re.compile(r'<span class="badge[^>]*>(.*?)</span>'), r"(\1)"),
    (re.compile(r"</?(?:small|span|details|summary|ul|ol|li|p)\b[^>]*>"), ""),
)
"""What becomes of attributes and HTML within a line, outside code."""

_IN_PAGE = re.compile(r"\[([^\[\]]*)\]\(#[^()]*\)")
_FRAGMENT = re.compile(r"(\]\((?!\w+:)[^()#\s]+)#[^()\s]*\)")


def twin(text: str) -> str:
    """The plain Markdown of a page.

    Args:
        text: The page's Markdown, with front matter, directives and references expanded.
    """
    head, body = split(text)
    lines = list(_plain(body.split("\n")))
    if re.search("^scripts: .*-page", head, re.MULTILINE):  # without its tool, the page does not say what it is for
        lines.insert(1, f"\n{yaml.safe_load(head)['description']}\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _plain(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if _IN_PAGE.fullmatch(line):
            end = at + 1
        elif line.lstrip(" ")[:1] not in _OPENING:
            end = at + 1
            yield _bare(line)
        elif found := _FENCE.match(line):
            end = _after(lines, at, found[1])
            yield from lines[at:end]
        elif found := _ONLY_IN_BROWSERS.match(line):
            closing = f"</{found[1]}>"
            end = at + 1 if closing in line else _after(lines, at, closing)
        elif found := _TAB.match(line):
            end = _end_of_block(lines, at)
            yield from (f"**{found[1]}**", "", *_plain(_dedented(lines[at + 1 : end])))
        elif found := _NOTE.match(line):
            end = _end_of_block(lines, at)
            inside = _plain(_dedented(lines[at + 1 : end]))
            yield from (f"> **{found[1]}**", *(f"> {each}".rstrip() for each in inside), "")
        elif line.startswith("<ol "):
            end = lines.index("</ol>", at) + 1
            yield from _numbered(lines[at + 1 : end - 1])
        elif line.startswith("<li "):
            end = at + 1
            yield f"- {_bare(_ITEM.sub(lambda item: item[1], line))}"
        else:
            end = at + 1
            yield _bare(line)
        at = end


def _numbered(lines: list[str]) -> Iterator[str]:
    """A list of HTML whose items are Markdown."""
    starts = [at for at, line in enumerate(lines) if line.startswith("<li ")]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        mark = f"{number}. "
        inside = "\n".join(_plain(lines[start + 1 : end])).removesuffix("</li>").strip("\n").split("\n")
        yield from (f"{mark if n == 0 else ' ' * len(mark)}{each}".rstrip() for n, each in enumerate(inside))
        yield ""


def _bare(line: str) -> str:
    """A line without attributes, HTML and places in pages. Code stays, with its pipes escaped in a table."""
    line = _ATTRIBUTES.sub("", line)
    in_table = line.startswith("|")
    if not in_table and not _MARKED.search(line):
        return line
    parts = _CODE.split(_IN_PAGE.sub(r"\1", line))
    parts[::2] = [_FRAGMENT.sub(r"\1)", _without_html(part)) for part in parts[::2]]
    parts[1::2] = [part.replace("|", r"\|") if in_table else part for part in parts[1::2]]
    return "".join(parts)


def _without_html(text: str) -> str:
    for pattern, instead in _LINE:
        text = pattern.sub(instead, text)
    return text


def _dedented(lines: list[str]) -> list[str]:
    return [line[4:] for line in lines]


def _end_of_block(lines: list[str], at: int) -> int:
    """The first line after a block that is indented."""
    rest = range(at + 1, len(lines))
    return next((n for n in rest if lines[n].strip() and not lines[n].startswith("    ")), len(lines))


def _after(lines: list[str], at: int, closing: str) -> int:
    """The line after the next that is this one."""
    return next((n + 1 for n in range(at + 1, len(lines)) if lines[n].rstrip() == closing), len(lines))


LLMS_URI = "llms.txt"

_HEAD = """\
# BigBlueButton API Errors

> Every error of the BigBlueButton API, 2.2 to 4.0: exact response, meaning, causes, fix, order of checks, evidence.

Match on the messageKey of a response; texts vary by release. `SUCCESS` can have a key as well. A fact is marked if it \
wasn't read in the server's source. Links to pages lead to plain Markdown; `data/errors.json` has all of it at once.
"""


def llms_txt(publication: Publication, texts: Mapping[str, str]) -> str:
    """Return the text of llms.txt.

    Args:
        publication: The catalog in its edition.
        texts: The Markdown of every page by path, front matter included.
    """
    catalog, link = publication.catalog, publication.edition.link
    chapters: dict[str, list[str]] = {"Start here": [], "Guides": []}
    for uri in sorted(texts.keys() - {*map(error_uri, catalog.errors), *map(call_uri, catalog.calls)}):
        head = yaml.safe_load(split(texts[uri])[0])
        chapter = chapters["Guides" if uri.startswith("guides/") else "Start here"]
        chapter.append(_line(head["title"], link(uri), head["description"]))
    for category in catalog.categories:
        chapters[f"Errors: {category.title}"] = [
            _line(error.name, link(error_uri(error.address)), error.meaning) for error in catalog.entries(category)
        ]
    chapters["Calls"] = [
        _line(call.written, link(call_uri(call.name)), call.summary) for call in catalog.calls.values()
    ]
    chapters["Data"] = [_line(each.uri, link(each.uri), each.about) for each in data_files.FILES]
    text = "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in chapters.items())
    return _HEAD + text


def _line(title: str, url: str, about: str) -> str:
    return f"- [{title}]({url}): {plain(capitalize_first(about))}"
