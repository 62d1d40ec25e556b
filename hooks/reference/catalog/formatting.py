"""One look for all YAML files of the catalog: the order of fields, block and flow style, wrapped texts, comments kept.

`make fix` applies it, `make check` holds it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml

from reference.catalog import schema
from reference.catalog.client_texts import AlsoSeen, Marker
from reference.catalog.evidence import Evidence, Line
from reference.catalog.lists import FOLDERS, LISTS
from reference.catalog.problems import CatalogError
from reference.catalog.provocation import Break, Change, Request
from reference.catalog.reading import Document, Loc, read
from reference.catalog.vocabulary import Strict

WIDTH = 118
FLOW = (Evidence, Line, Request, Change, Break, Marker, AlsoSeen)
"""Types whose objects stand in one line, if they fit."""

_NAME = re.compile(r"[^\s,\[\]{}]+")


def unformatted(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield path, text of now and right text of each file of a catalog that has another look.

    Raises:
        CatalogError: If a file can't be read as YAML.
    """
    for pattern, kind in {**FOLDERS, **LISTS}.items():
        for path in sorted(folder.glob(pattern)):
            document = read(path, str(path))
            if not isinstance(document.data, dict):
                raise CatalogError(
                    [document.problem((), "the file must be a mapping of fields", "write `name: value`")]
                )
            now = path.read_text(encoding="utf-8")
            right = formatted(document, kind, schema.from_file(path.relative_to(folder).as_posix(), pattern))
            if now != right:
                yield path, now, right


def formatted(document: Document, kind: type[Strict], schema_path: str) -> str:
    """Return the right text of a file.

    Args:
        document: The file as it was read.
        kind: What the file holds; fields come in the order of the type.
        schema_path: Path of its JSON Schema, from the file.
    """
    writer = _Writer(document)
    head = [f"# yaml-language-server: $schema={schema_path}"]
    head += [
        line for line in document.source[: writer.first_line - 1] if line.startswith("#") and "$schema=" not in line
    ]
    return "\n".join([*head, *writer.mapping(document.data, kind, (), 0)]) + "\n"


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        lines = document.source
        self.first_line = next((n for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")), 1)
        self.comments: dict[Loc, list[str]] = {}
        starts: dict[int, Loc] = {}
        for loc, (first, _) in document.spans.items():
            if loc and (first not in starts or len(loc) < len(starts[first])):
                starts[first] = loc
        ordered = sorted(starts)
        for number in range(self.first_line, len(lines)):
            line = lines[number - 1].strip()
            place = bisect_right(ordered, number)
            if line.startswith("#") and place < len(ordered) and not _inside_a_text(document, number):
                self.comments.setdefault(starts[ordered[place]], []).append(line)

    def mapping(self, data: Any, kind: Any, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping in block style."""
        for name in _in_order(data, kind):
            here = (*loc, name)
            yield from (" " * indent + comment for comment in self.comments.get(here, ()))
            yield from self.field(f"{' ' * indent}{_key(name)}:", data[name], _type_of(kind, name), here, indent)

    def field(self, head: str, value: Any, kind: Any, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a field, whose first one begins with `head`."""
        one_line = None if isinstance(value, str) else _flow(value, kind)
        if one_line is not None and len(head) + 1 + len(one_line) <= WIDTH:
            yield f"{head} {one_line}"
        elif isinstance(value, dict):
            yield head
            yield from self.mapping(value, kind, loc, indent + 2)
        elif isinstance(value, list):
            yield head
            yield from self.sequence(value, _item_of(kind), loc, indent + 2)
        else:
            yield from _text(head, value, indent + 2)

    def sequence(self, items: list[Any], kind: Any, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of a list in block style; long items of a list of the file's own stand apart."""
        blocks = [list(self.item(item, kind, (*loc, number), indent)) for number, item in enumerate(items)]
        apart = len(loc) == 1 and any(len(block) > 5 for block in blocks)
        for number, block in enumerate(blocks):
            if apart and number:
                yield ""
            yield from block

    def item(self, item: Any, kind: Any, loc: Loc, indent: int) -> Iterator[str]:
        """Yield the lines of one item of a list."""
        yield from (" " * indent + comment for comment in self.comments.get(loc, ()))
        one_line = None if isinstance(item, str) else _flow(item, kind)
        if one_line is not None and indent + 2 + len(one_line) <= WIDTH:
            yield f"{' ' * indent}- {one_line}"
        elif isinstance(item, dict):
            lines = list(self.mapping(item, kind, loc, indent + 2))
            begin = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from lines[:begin]
            yield f"{' ' * indent}- {lines[begin].lstrip()}"
            yield from lines[begin + 1 :]
        elif isinstance(item, list):
            yield f"{' ' * indent}-"
            yield from self.sequence(item, _item_of(kind), loc, indent + 2)
        else:
            yield from _text(f"{' ' * indent}-", item, indent + 2)


def _inside_a_text(document: Document, number: int) -> bool:
    """Whether a line is part of a text of several lines, in which # begins no comment."""
    for loc, (first, last) in document.spans.items():
        if first < number < last and isinstance(_value_at(document.data, loc), str):
            return True
    return False


def _value_at(data: Any, loc: Loc) -> Any:
    for step in loc:
        data = data[step]
    return data


def _in_order(data: Mapping[str, Any], kind: Any) -> list[str]:
    """Return the names of the fields: a type's own, those of its bases, then those that it does not have."""
    bases = kind.__mro__ if isinstance(kind, type) and issubclass(kind, Strict) else ()
    known = [name for base in bases for name in vars(base).get("__annotations__", ()) if name in kind.model_fields]
    return [*(name for name in known if name in data), *(name for name in data if name not in known)]


def _type_of(kind: Any, name: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Strict) and name in kind.model_fields:
        return _bare(kind.model_fields[name].annotation)
    return None


def _item_of(kind: Any) -> Any:
    return _bare(get_args(kind)[0]) if get_origin(kind) is tuple else None


def _bare(kind: Any) -> Any:
    """Return a type without its metadata and without the possibility to be absent."""
    if hasattr(kind, "__metadata__"):
        return _bare(kind.__origin__)
    several = [part for part in get_args(kind) if part is not type(None)]
    is_optional = type(None) in get_args(kind) and get_origin(kind) is not dict
    return _bare(several[0]) if is_optional and len(several) == 1 else kind


def _flow(value: Any, kind: Any) -> str | None:
    """Return a value in one line, or nothing if it belongs into several."""
    if isinstance(value, dict):
        is_plain = not (isinstance(kind, type) and issubclass(kind, Strict))
        if not is_plain and not issubclass(kind, FLOW):
            return None
        parts = [(name, _flow(value[name], _type_of(kind, name))) for name in _in_order(value, kind)]
        if any(part is None for _, part in parts):
            return None
        return "{" + ", ".join(f"{_key(name)}: {part}" for name, part in parts) + "}"
    if isinstance(value, list):
        return f"[{', '.join(value)}]" if all(_is_name(item) for item in value) else None
    if isinstance(value, str):
        return None if "\n" in value else _scalar(value, in_flow=True)
    return _scalar(value, in_flow=True)


def _is_name(item: object) -> bool:
    return isinstance(item, str) and _NAME.fullmatch(item) is not None and _scalar(item, in_flow=True) == item


def _key(name: str) -> str:
    return _scalar(name, in_flow=True)


def _scalar(value: object, in_flow: bool) -> str:
    """Return a scalar in one line: plain if YAML reads it so, else in quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if _reads_as(value, value, in_flow):
        return value
    single = "'" + value.replace("'", "''") + "'"
    if "'" not in value and _reads_as(single, value, in_flow):
        return single
    double = yaml.dump(value, default_style='"', width=100_000, allow_unicode=True).strip()
    return double if "'" in value or not _reads_as(single, value, in_flow) else single


@cache
def _reads_as(written: str, value: str, in_flow: bool) -> bool:
    if "\n" in written or not written:
        return False
    try:
        document = f"[{written}, {{k: {written}}}]" if in_flow else f"- k: {written}\n- {written}"
        return bool(yaml.safe_load(document) == ([value, {"k": value}] if in_flow else [{"k": value}, value]))
    except (yaml.YAMLError, RecursionError):  # many brackets, one in the other
        return False


def _text(head: str, value: object, indent: int) -> Iterator[str]:
    """Yield the lines of a scalar: in one line if it fits, else folded; a text with line breaks as it is."""
    if isinstance(value, str) and "\n" in value.rstrip("\n") and _can_be_literal(value):
        yield f"{head} |{'' if value.endswith(chr(10)) else '-'}"
        yield from (f"{' ' * indent}{line}" if line else "" for line in value.rstrip("\n").split("\n"))
        return
    one_line = _scalar(value, in_flow=False)
    if len(head) + 1 + len(one_line) <= WIDTH or not isinstance(value, str) or not _can_be_folded(value):
        yield f"{head} {one_line}"
        return
    yield f"{head} >-"
    line = ""
    for word in value.split(" "):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line


def _can_be_literal(value: str) -> bool:
    lines = value.split("\n")
    ends_once = not value.endswith("\n\n") and not value.startswith((" ", "\n"))
    return ends_once and not any(line != line.rstrip() for line in lines)


def _can_be_folded(value: str) -> bool:
    return "\n" not in value and "  " not in value and value == value.strip()
