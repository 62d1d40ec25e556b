"""Read one YAML file into plain data, with the lines of every value.

The catalog uses the plain part of YAML: mappings with text keys, lists, texts, whole numbers, true and
false. Anchors, aliases and tags are refused while PyYAML composes its nodes, so nothing is expanded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.composer import Composer
from yaml.events import AliasEvent, Event, StreamEndEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

from reference.catalog.files import STRANGE, hidden, read_text
from reference.catalog.problems import CatalogError, Problem, shorten, some

Loc = tuple[int | str, ...]
"""Way to a value: names of fields and numbers of items, as pydantic reports them."""

MAX_DEPTH = 20

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Where the events come from."""
_TAB_INDENT = re.compile(r" *\t")
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
    return parse(read_text(path, name), name)


def parse(text: str, name: str) -> Document:
    """Return the data of a file's text; raise CatalogError with all its problems."""
    _refuse_tabs(name, text)
    reader = _Reader(name, text)
    try:
        reader.read()
    except yaml.YAMLError as error:
        reader.problems.append(_syntax_problem(name, error))
    if reader.problems:
        raise CatalogError(some(reader.problems))
    return Document(name, reader.data, reader.spans, reader.spelled, tuple(text.split("\n")))


def _refuse_tabs(name: str, text: str) -> None:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _TAB_INDENT.match(line)]
    if lines:
        more = f", here and in {len(lines) - 1} more place{'s' if len(lines) > 2 else ''}" if len(lines) > 1 else ""
        _stop(name, lines[0], "tab in the indentation", f"use spaces{more}")


class _Composer(Composer, _Parser, Resolver):  # type: ignore[misc]  # the C parser has no types
    """Composes nodes and notes what the catalog does not use: anchors, aliases, tags, deep nesting."""

    def __init__(self, name: str, text: str) -> None:
        _Parser.__init__(self, text)
        Composer.__init__(self)
        Resolver.__init__(self)
        self.name = name
        self.depth = 0
        self.problems: list[Problem] = []

    def compose_node(self, parent: Node | None, index: Any) -> Node:
        """Return the next node; what is refused is noted, and an alias becomes nothing."""
        event = self.peek_event()
        if isinstance(event, AliasEvent):
            self.add(event, f"alias `*{event.anchor}`", "write the value out; aliases are not allowed")
            event = self.get_event()
            return ScalarNode("tag:yaml.org,2002:null", "", event.start_mark, event.end_mark)
        if event.anchor is not None:
            self.add(event, f"anchor `&{event.anchor}`", "delete it; anchors are not allowed")
            event.anchor = None  # or a second anchor of this name would end the reading here
        if event.tag is not None:
            self.add(event, f"tag `{shorten(event.tag)}`", "delete it; tags are not allowed")
        if self.depth > MAX_DEPTH:
            self.add(event, f"more than {MAX_DEPTH} levels of nesting", "check the brackets and the indentation")
            raise CatalogError(some(self.problems))
        self.depth += 1
        node = super().compose_node(parent, index)
        assert node is not None, "it is none only at the end of the stream"
        self.depth -= 1
        return node

    def add(self, place: Event | Node, what: str, todo: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.name, _line(place), what, todo))


class _Reader:
    """Makes data of the nodes of one document."""

    def __init__(self, name: str, text: str) -> None:
        self.composer = _Composer(name, text)
        self.problems = self.composer.problems
        self.add = self.composer.add
        self.data: object = None
        self.spans: dict[Loc, tuple[int, int]] = {}
        self.spelled: dict[Loc, str] = {}

    def read(self) -> None:
        """Read the only document of the file."""
        self.composer.get_event()  # the stream begins
        if not self.composer.check_event(StreamEndEvent):
            node = self.composer.compose_document()
            assert node is not None, "a document has a node"
            self.data = self.value(node, ())
            self.spans[()] = (_line(node), _line(node))
        if not self.composer.check_event(StreamEndEvent):
            self.add(self.composer.peek_event(), "a second document begins", "keep one document per file; delete `---`")
        elif self.data is None and not self.problems:
            _stop(self.composer.name, 1, "the file is empty", "write its fields")

    def value(self, node: Node, loc: Loc) -> object:
        """Return the data of a node, and note the places of all that is in it."""
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            for number, item in enumerate(node.value):
                self.spans[(*loc, number)] = (_line(item), _last(item))
            return [self.value(item, (*loc, number)) for number, item in enumerate(node.value)]
        assert isinstance(node, ScalarNode)
        return self.scalar(node, loc)

    def mapping(self, node: MappingNode, loc: Loc) -> dict[str, object]:
        """Return the fields of a mapping."""
        fields: dict[str, object] = {}
        for key, node_of_value in node.value:
            name = self.value(key, ("",))
            if not isinstance(name, str):
                written = f"`{shorten(key.value)}`" if isinstance(key, ScalarNode) and key.value else "this"
                self.add(key, f"the name of a field must be a text, and {written} is not", "write a field's name")
            elif name in fields:
                before = self.spans[(*loc, name)][0]
                self.add(key, f"`{shorten(name)}` is there twice, first in line {before}", "delete one of them")
            else:
                here = (*loc, name)
                self.spans[here] = (_line(key), _last(node_of_value))
                fields[name] = self.value(node_of_value, here)
        return fields

    def scalar(self, node: ScalarNode, loc: Loc) -> object:
        """Return a scalar as the text, number, truth value or nothing that YAML 1.1 takes it for."""
        if strange := STRANGE.search(node.value):
            self.problems.append(hidden(self.composer.name, _line(node), strange[0][0]))
        value = node.value if node.style else _guess(node)
        if not isinstance(value, str):
            self.spelled[loc] = node.value
        return value


def _guess(node: ScalarNode) -> object:
    """Return what YAML 1.1 takes an unquoted scalar for. NaN stands for what no field takes: dates, odd numbers."""
    text: str = node.value
    match node.tag.rpartition(":")[2]:
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


def _line(place: Event | Node) -> int:
    return place.start_mark.line + 1 if place.start_mark else 1


def _last(place: Event | Node) -> int:
    return place.end_mark.line + 1 if place.end_mark else 1


def _stop(name: str, line: int, what: str, todo: str) -> NoReturn:
    raise CatalogError([Problem(name, line, what, todo)])
