"""Reads Java and Groovy as far as needed: comments taken out, calls with their arguments, texts put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"""
    r"""|(?P<text>\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)"""
    r"""|(?<!\\)"(?:\\.|[^"\\\n])*"|(?<!\\)'(?:\\.|[^'\\\n])*')""",
    re.DOTALL,
)
_BRACKET = re.compile(rf"{_TOKEN.pattern}|[(\[{{)\]}}]", re.DOTALL)
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_CONSTANT = re.compile(r"\bString\s+(\w+)\s*=\s*(\"(?:\\.|[^\"\\\n])*\")\s*;?")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_VALUE = re.compile(r"\$\{[^}]{0,500}\}|\$\w+|%[sd]")
HOLE = "{}"
"""Stands for a part of a text that only a running server knows."""
DEEPEST = 60
"""Brackets in brackets that are read."""


@dataclass(frozen=True)
class Call:
    """A call, an annotation or a list in the source: its name and its arguments, as they stand there."""

    name: str
    arguments: tuple[str, ...]
    line: int
    start: int = 0
    """Where it begins in the text."""


def without_comments(text: str) -> str:
    """Return source without comments; lines keep their numbers."""
    return _TOKEN.sub(lambda m: m[0] if m["text"] else re.sub(r"[^\n]", " ", m[0]), text)


def constants(text: str) -> dict[str, str]:
    """Return the text constants of a file by name."""
    return {m[1]: unquoted(m[2]) for m in _CONSTANT.finditer(text)}


def calls(text: str, name: str, opening: str = "(") -> Iterator[Call]:
    """Yield what begins with a pattern and an opening bracket, from source without comments."""
    closing, _ = _brackets(text)
    for found in re.finditer(rf"(?P<name>{name})\s*{re.escape(opening)}", text):
        end = closing.get(found.end() - 1)
        if end is not None:
            arguments = tuple(split(text[found.end() : end]))
            yield Call(found["name"], arguments, line_of(text, found.start()), found.start())


def line_of(text: str, at: int) -> int:
    """Return the number of the line that a place in a text is in."""
    return bisect_left(_breaks(text), at) + 1


def is_deep(text: str) -> bool:
    """Whether source has more than DEEPEST brackets in brackets, so that reading it would take long."""
    return _brackets(text)[1] > DEEPEST


@lru_cache(maxsize=8)
def _breaks(text: str) -> list[int]:
    return [found.start() for found in re.finditer("\n", text)]


@lru_cache(maxsize=8)
def _brackets(text: str) -> tuple[Mapping[int, int], int]:
    """Return where each bracket that is closed is closed, by where it is opened, and how many are in one another."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    deepest = 0
    for found in _BRACKET.finditer(text):
        if found[0] in _OPENING:
            opened.append(found.start())
            deepest = max(deepest, len(opened))
        elif found[0] in _CLOSING and opened:
            closing[opened.pop()] = found.start()
    return closing, deepest


def split(arguments: str) -> Iterator[str]:
    """Yield arguments, split at the commas that stand in no bracket and in no text."""
    depth, at, begun = 0, 0, 0
    while at < len(arguments):
        token = _TOKEN.match(arguments, at)
        if token:
            at = token.end()
            continue
        depth += (arguments[at] in "([{") - (arguments[at] in ")]}")
        if arguments[at] == "," and depth == 0:
            yield arguments[begun:at].strip()
            begun = at + 1
        at += 1
    if arguments[begun:].strip():
        yield arguments[begun:].strip()


def text_of(expression: str, known: Mapping[str, str]) -> str | None:
    """Return the text of an expression with {} for each part that isn't written there; nothing if no part is.

    Args:
        expression: Texts and names with plus signs between them.
        known: Constants by name.
    """
    parts: list[str] = []
    written = False
    for part in _terms(expression):
        if _TOKEN.fullmatch(part):
            parts.append(_VALUE.sub(HOLE, unquoted(part)))
            written = True
        elif part.rpartition(".")[2] in known:
            parts.append(known[part.rpartition(".")[2]])
            written = True
        else:
            parts.append(HOLE)
    return "".join(parts) if written else None


def _terms(expression: str) -> Iterator[str]:
    depth, at, begun = 0, 0, 0
    while at < len(expression):
        token = _TOKEN.match(expression, at)
        if token:
            at = token.end()
            continue
        depth += (expression[at] in "([{") - (expression[at] in ")]}")
        if expression[at] == "+" and depth == 0:
            yield expression[begun:at].strip()
            begun = at + 1
        at += 1
    yield expression[begun:].strip()


def unquoted(literal: str) -> str:
    """Return the text that a literal of the language stands for."""
    size = 3 if literal[:3] in ('"""', "'''") and len(literal) >= 6 else 1
    return re.sub(
        r"\\(u[0-9a-fA-F]{4}|.)",
        lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else _ESCAPES.get(m[1], m[1]),
        literal[size:-size],
        flags=re.DOTALL,
    )
