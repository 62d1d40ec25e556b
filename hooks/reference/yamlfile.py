"""Read one YAML file into plain data, with the lines of every value.

The catalog uses the plain part of YAML: mappings with text keys, lists, texts, whole numbers, true and
false. Anchors, aliases and tags are refused. The data is built from the parser's events in one pass, so
nothing is expanded or constructed before it has been looked at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from reference.problems import CatalogError, Problem, shorten

Loc = tuple[int | str, ...]
"""Way to a value: names of fields and numbers of items, as pydantic reports them."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
# What no editor shows, lone surrogates, and line breaks that editors and YAML count differently.
_STRANGE = re.compile(
    "\r(?!\n)|[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PLAIN_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_PLAIN_FLOAT = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_HINTS = {
    "mapping values are not allowed": "put a text that contains `: ` in quotes",
    "cannot start any token": "put the text in quotes",
    "found unexpected end of stream": "close the quotes that were opened here",
    "did not find expected ',' or": "close the bracket, or put a text that begins with one in quotes",
}


@dataclass(frozen=True)
class Document:
    """One file's data, and where in the file each value stands."""

    name: str
    """Path as problems show it."""
    data: object
    spans: dict[Loc, tuple[int, int]]
    """First and last line of every value, the whole file's under (); a field begins in the line of its name."""
    spelled: dict[Loc, str]
    """Unquoted scalars that are not texts, as they are written in the file."""
    source: tuple[str, ...]

    def line(self, loc: Loc, part: str = "") -> int:
        """Return the line of a value, or of a part of its text; of what surrounds it if it does not exist."""
        while loc not in self.spans:
            loc = loc[:-1]
        first, last = self.spans[loc]
        word = (part.split() or [""])[0]
        return next((n for n in range(first, last + 1) if word in "".join(self.source[n - 1 : n])), first)

    def problem(self, loc: Loc, what: str, todo: str, part: str = "") -> Problem:
        """Return a problem at the line of a value."""
        return Problem(self.name, self.line(loc, part), what, todo)


def read(path: Path, name: str) -> Document:
    """Read a file; raise CatalogError with all its problems."""
    text = read_text(path, name)
    reader = _Reader(name, text)
    try:
        reader.read()
    except yaml.YAMLError as error:
        reader.problems.append(_syntax_problem(name, error))
    if reader.problems:
        raise CatalogError(reader.problems)
    return Document(name, reader.data, reader.spans, reader.spelled, tuple(text.split("\n")))


def read_text(path: Path, name: str) -> str:
    """Return a file's text; raise CatalogError if it is not clean UTF-8."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _stop(name, 1, "the file is missing", "write it")
    except OSError as error:
        _stop(name, 1, f"the file cannot be read ({error.strerror})", "make it a readable file")
    if len(raw) > MAX_BYTES:
        _stop(name, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _stop(name, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
    lines = [(text.count("\n", 0, m.start()) + 1, m[0][0]) for m in _STRANGE.finditer(text)]
    problems = [Problem(name, n, f"invisible character U+{ord(c):04X}", "delete it") for n, c in lines]
    for match in _TAB_INDENT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        problems.append(Problem(name, line, "tab in the indentation", "use spaces"))
    if problems:
        raise CatalogError(problems)
    return text


class _Reader:
    """Builds the data of one document from the parser's events."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.events: Iterator[Event] = yaml.parse(text, Loader=_Loader)
        self.data: object = None
        self.spans: dict[Loc, tuple[int, int]] = {}
        self.spelled: dict[Loc, str] = {}
        self.problems: list[Problem] = []

    def read(self) -> None:
        """Read the only document of the file."""
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    return self.add(event, "a second document begins", "keep one document per file; delete `---`")
            elif isinstance(event, NodeEvent):
                self.data = self.value(event, (), 0)
                self.spans[()] = (_line(event), _line(event))
        if self.data is None and not self.problems:
            _stop(self.name, 1, "the file is empty", "write its fields")
        return None

    def value(self, event: Event, loc: Loc, depth: int) -> object:
        """Return the value that begins with an event, and use up its events."""
        if isinstance(event, AliasEvent):
            self.add(event, f"alias `*{event.anchor}`", "write the value out; aliases are not allowed")
            return None
        assert isinstance(event, NodeEvent)
        if event.anchor is not None:
            self.add(event, f"anchor `&{event.anchor}`", "delete it; anchors are not allowed")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.add(event, f"tag `{shorten(tag)}`", "delete it; tags are not allowed")
        if isinstance(event, ScalarEvent):
            return self.scalar(event, loc)
        if depth == MAX_DEPTH:
            self.add(event, f"more than {MAX_DEPTH} levels of nesting", "check the brackets and the indentation")
            raise CatalogError(self.problems)
        if isinstance(event, MappingStartEvent):
            return self.mapping(loc, depth + 1)
        return self.sequence(loc, depth + 1)

    def sequence(self, loc: Loc, depth: int) -> list[object]:
        """Return the items up to the end of the list."""
        items: list[object] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            here = (*loc, len(items))
            items.append(self.value(event, here, depth))
            self.spans[here] = (_line(event), _last(event))
        return items

    def mapping(self, loc: Loc, depth: int) -> dict[str, object]:
        """Return the fields up to the end of the mapping."""
        fields: dict[str, object] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            name = self.value(event, (), depth)
            here = (*loc, name) if isinstance(name, str) else loc
            first = next(self.events)
            if not isinstance(name, str):
                written = f"`{shorten(event.value)}`" if isinstance(event, ScalarEvent) else "this"
                self.add(event, f"the name of a field must be a text, and {written} is not", "write a field's name")
                self.value(first, here, depth)
            elif name in fields:
                before = self.spans[here][0]
                self.add(event, f"`{shorten(name)}` is there twice, first in line {before}", "delete one of them")
                self.value(first, (*here, ""), depth)
            else:
                fields[name] = self.value(first, here, depth)
                self.spans[here] = (_line(event), _last(first))
        return fields

    def scalar(self, event: ScalarEvent, loc: Loc) -> object:
        """Return a scalar as the text, number, truth value or nothing that YAML 1.1 takes it for."""
        text: str = event.value
        if strange := _STRANGE.search(text):
            self.add(event, f"invisible character U+{ord(strange[0][0]):04X}", "delete it")
        if not event.implicit[0]:
            return text
        value = _guess(text)
        if not isinstance(value, str):
            self.spelled[loc] = text
        return value

    def add(self, event: Event, what: str, todo: str) -> None:
        """Note a problem at an event."""
        self.problems.append(Problem(self.name, _line(event), what, todo))


def _guess(text: str) -> object:
    """Return what YAML 1.1 takes an unquoted scalar for. NaN stands for what no field takes: dates, odd numbers."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], [])
    tag = next((tag for tag, pattern in resolvers if pattern.match(text)), "")
    match tag.rpartition(":")[2]:
        case "null":
            return None
        case "bool":
            return yaml.SafeLoader.bool_values[text.lower()]
        case "int":
            return int(text) if _PLAIN_INT.fullmatch(text) else math.nan
        case "float":
            return float(text) if _PLAIN_FLOAT.fullmatch(text) else math.nan
        case "timestamp":
            return math.nan
    return text


def _syntax_problem(name: str, error: yaml.YAMLError) -> Problem:
    """Translate a parser's complaint."""
    said: str = getattr(error, "problem", None) or "not YAML"
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in said:  # the mistake is where the quotes begin
        mark = getattr(error, "context_mark", None) or mark
    todo = next((hint for part, hint in _HINTS.items() if part in said), "check the indentation and the quotes")
    return Problem(name, mark.line + 1 if mark else 1, f"YAML cannot be read here ({said})", todo)


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _last(event: Event) -> int:
    return event.end_mark.line + 1 if event.end_mark else 1


def _stop(name: str, line: int, what: str, todo: str) -> NoReturn:
    raise CatalogError([Problem(name, line, what, todo)])
