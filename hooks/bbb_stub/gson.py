"""JSON as Gson reads it for `groups`: leniently, and then the whole of it or nothing.

Facts, from the documentation of JsonReader.setLenient and of Gson.fromJson: texts may stand in single quotes or bare;
``;`` parts items as ``,`` does; ``=`` and ``=>`` stand for ``:``; comments are skipped; a missing item of a list is
null; the prefix that guards JSON against scripts is skipped. White space alone is no error. Anything after the value is
one. Nesting costs no stack.
"""

from __future__ import annotations

import re

_SKIP = re.compile(r"(?:[ \t\r\n]+|/\*.*?\*/|//[^\r\n]*|#[^\r\n]*)*", re.DOTALL)
_LITERAL = re.compile(r"[^/\\;#={}\[\]:, \t\f\r\n]+")
_QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\]|\\(?:u[0-9A-Fa-f]{4}|[tbnrf\n'"\\/]))*+)\1""", re.DOTALL)
_GAP = "a value is missing"


class _Reader:
    """A place in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 5 if text.startswith(")]}'\n") else 0

    def peek(self) -> str:
        """Skip what means nothing, and return the next character, or an empty text at the end."""
        match = _SKIP.match(self.text, self.place)
        assert match, "the pattern matches every text"
        self.place = match.end()
        return self.text[self.place : self.place + 1]

    def take(self, characters: str) -> str:
        """Take the next character if it is one of these."""
        found = self.peek()
        if not found or found not in characters:
            return ""
        self.place += 1
        return found

    def word(self) -> str | None:
        """Take a text, quoted or not; nothing if it is the word null."""
        first = self.peek()
        quoted = first in ("'", '"') and bool(first)
        match = (_QUOTED if quoted else _LITERAL).match(self.text, self.place)
        if match is None:
            raise ValueError(_GAP)
        self.place = match.end()
        return match[2] if quoted else None if match[0].lower() == "null" else match[0]


def read(text: str) -> object:
    """Return the value of a text, made of lists, mappings, texts and None; raises ValueError if Gson throws."""
    reader = _Reader(text)
    if not reader.peek():
        return None
    root: list[object] = []
    open_: list[tuple[str, object]] = []
    _value(reader, root, None, open_)
    while open_:
        kind, holder = open_[-1]
        if kind == "[":
            assert isinstance(holder, list)
            _item(reader, holder, open_)
        else:
            assert isinstance(holder, dict)
            _member(reader, holder, open_)
    if reader.peek():
        raise ValueError("something follows the value")
    return root[0]


def _value(reader: _Reader, holder: object, name: str | None, open_: list[tuple[str, object]]) -> None:
    """Take the beginning of a value and put it where it belongs; what has parts stays open."""
    bracket = reader.take("[{")
    value: object = [] if bracket == "[" else {} if bracket else reader.word()
    if isinstance(holder, list):
        holder.append(value)
    elif isinstance(holder, dict):
        holder[name] = value
    if bracket:
        open_.append((bracket, value))


def _item(reader: _Reader, holder: list[object], open_: list[tuple[str, object]]) -> None:
    """Take the next item of a list, or its end."""
    if holder:
        if reader.take("]"):
            open_.pop()
            return
        if not reader.take(",;"):
            raise ValueError("a list is not closed")
    elif reader.take("]"):
        open_.pop()
        return
    if reader.peek() in ("]", ",", ";") and reader.peek():
        holder.append(None)
        return
    _value(reader, holder, None, open_)


def _member(reader: _Reader, holder: dict[str, object], open_: list[tuple[str, object]]) -> None:
    """Take the next member of an object, or its end."""
    if reader.take("}"):
        open_.pop()
        return
    if holder and not reader.take(",;"):
        raise ValueError("an object is not closed")
    name = reader.word()
    if reader.take("="):
        reader.take(">")
    elif not reader.take(":"):
        raise ValueError("a name has no value")
    if name is None:
        name = "null"
    holder.setdefault(name, None)
    _value(reader, holder, name, open_)


def is_groups(text: str) -> bool:
    """Return whether `create` gets over a value of groups.

    Fact: what is no list of objects with an ``id`` is passed over. The ID, the name and the users must be texts, or
    lists of one text.
    """
    try:
        found = read(text)
    except ValueError:
        return False
    for group in found if isinstance(found, list) else []:
        if not isinstance(group, dict) or "id" not in group:
            continue
        roster = group.get("roster")
        users = roster if isinstance(roster, list) else []
        if not all(map(_is_text, [group["id"], group.get("name", ""), *users])):
            return False
    return True


def _is_text(value: object) -> bool:
    """Whether getAsString gives a text."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return isinstance(value, str)
