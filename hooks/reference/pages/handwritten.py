"""What is wrong with the text of a hand-written page before its directives and references are looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.catalog.checks.prose import is_code_link
from reference.catalog.problems import CatalogError, Problem, shorten
from reference.catalog.reading import parse
from reference.catalog.refs import replace_refs, without_code

_HEAD = re.compile(r"---[ \t]*\n(?P<fields>(?:.*\n)*?)---[ \t]*(?:\n|\Z)")
_SCRIPT = re.compile(r"<script\b|<[^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_TARGET = re.compile(
    r"""\]\(\s*<?([^)\s>]+)|\b(?:href|src|action)\s*=\s*["']?([^"'\s>]+)|^\[[^\]\n]+\]:\s*(\S+)""", re.MULTILINE
)
_ELSEWHERE = re.compile(
    r"""!\[[^\]\n]*\]\(\s*<?(?:[a-z]+:)?//[^)\s]*|<(?:meta|base|iframe|object|embed|link)\b|\bsrc\s*=\s*["']?(?:[a-z]+:)?//[^"'\s>]*""",
    re.IGNORECASE,
)
"""What would load something from another host, or lead there by itself."""
_NESTING = re.compile(r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*+", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*(?=\n)|\Z")
DEEPEST, LONGEST, LARGEST = 100, 5000, 100_000
"""Characters of blanks and list marks before a line, of a paragraph, and of a page: Markdown fails on deep ones, and
takes a time that grows with the square of long ones."""
_BRACKETS = re.compile(r"\[\[|\]\]")
_TEXTS, _LISTS = ("title", "description"), ("scripts", "styles", "hide")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def wrong_page(text: str, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the front matter, the links and the HTML of a page."""
    head = _HEAD.match(text)
    if head is None:
        todo = "begin the file with ---, a title, a description, and --- again"
        yield Problem(file, 1, "the page has no front matter", todo)
    else:
        yield from _wrong_head(head["fields"], file)
    prose = without_code(text)

    def problem(start: int, what: str, todo: str) -> Problem:
        return Problem(file, prose.count("\n", 0, start) + 1, what, todo)

    for start, what, todo in _too_much(prose):
        yield problem(start, what, todo)
    for match in _SCRIPT.finditer(prose):
        yield problem(match.start(), f"a program `{match[0]}` in the page", "name a file under `scripts`")
    for match in _ELSEWHERE.finditer(prose):
        what = f"`{shorten(match[0])}` loads something, or leads to another page by itself"
        yield problem(match.start(), what, "put the file into docs/assets, or write a link")
    for match in _TARGET.finditer(prose):
        target = match[1] or match[2] or match[3]
        if is_code_link(target):
            yield problem(
                match.start(), f"the target `{target}` of a link isn't a web address", "begin it with https://"
            )
    without = replace_refs(prose, lambda ref: "\n" * ref.raw.count("\n"))
    for match in _BRACKETS.finditer(without):
        todo = "write [[target]] or [[target|label]], or put it in back quotes"
        yield Problem(file, without.count("\n", 0, match.start()) + 1, f"`{match[0]}` belongs to no reference", todo)


def _too_much(prose: str) -> Iterator[tuple[int, str, str]]:
    """Yield place, problem and what to do for each line and paragraph that Markdown can't read, or not in time."""
    for match in _NESTING.finditer(prose):
        if len(match[0]) > DEEPEST:
            yield match.start(), "a line that is nested too deep", f"begin its text by column {DEEPEST}"
    begin = 0
    for match in _GAP.finditer(prose):
        length = match.start() - begin
        if length > LONGEST:
            yield begin, f"a paragraph of {length} characters", f"divide it; {LONGEST} is the most"
        begin = match.end()


def _wrong_head(fields: str, file: str) -> Iterator[Problem]:
    """Yield what is wrong with the fields of the front matter."""
    try:
        document = parse(f"\n{fields}", file)
    except CatalogError as error:
        yield from error.problems
        return
    data = document.data
    if not isinstance(data, dict):
        yield Problem(file, 2, "the front matter must be a mapping of fields", "write `title: ...`")
        return
    for name in data.keys() - {*_TEXTS, *_LISTS}:
        todo = f"delete it; a page has {', '.join((*_TEXTS, *_LISTS))}"
        yield document.problem((name,), f"a page takes no field `{name}`", todo)
    for name in _TEXTS:
        value = data.get(name)
        if name not in data:
            yield Problem(file, 1, f"`{name}` is missing", "add it to the front matter")
        elif not isinstance(value, str) or not value.strip():
            yield document.problem((name,), f"`{name}` must be a text", "write it, in quotes if it has a colon")
        elif "<" in value or "\n" in value.strip():
            yield document.problem((name,), f"`{name}` holds a tag or a line break", "write one line of plain text")
    for name in _LISTS:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and _NAME.fullmatch(item) for item in value):
            yield document.problem((name,), f"`{name}` must be a list of names", "write them as [one, two]")
