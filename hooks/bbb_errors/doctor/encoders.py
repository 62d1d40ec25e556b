"""Percent-encoding, as the functions do it that programs use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote_to_bytes

from bbb_errors.doctor.table import ENCODERS

MARKS = "!'()*/:,;@[]$\"<>{}|\\^`?+"
ESCAPED = re.compile("%[0-9a-fA-F]{2}")
RAW = re.compile('[\\x00-\\x20"<>#\\\\^`{|}]|[^\\x00-\\x7e]')
"""Characters that no URL has: a program percent-encodes them before it sends the URL."""


def decoded(text: str) -> str:
    """Percent-decode what can be decoded."""

    def run(match: re.Match[str]) -> str:
        try:
            return unquote_to_bytes(match[0]).decode()
        except UnicodeDecodeError:
            return match[0]

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", run, text)


def quoted(text: str) -> str:
    """Percent-encode every byte."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def encode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-encode marks."""
    for mark in marks:
        text = text.replace(mark, quoted(mark))
    return text


def decode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-decode marks."""
    for mark in marks:
        text = text.replace(quoted(mark), mark).replace(quoted(mark).lower(), mark)
    return text


@functools.cache
def table_of(safe: str, space: str, lower: bool) -> list[str]:
    """What an encoder makes of each byte."""
    signs = map(chr, range(256))
    kept = {sign for sign in map(chr, range(128)) if sign.isalnum()} | set(safe)
    table = [sign if sign in kept else f"%{ord(sign):02{'x' if lower else 'X'}}" for sign in signs]
    table[32] = space
    return table


def recoded(query: str) -> list[tuple[int, str]]:
    """The query as each encoder writes it, with the encoder's place in the list; no text twice for one encoder."""
    raw = query.replace("+", " ")
    readings = [re.split("([&=])", text) for text in dict.fromkeys((raw, query))]
    found: dict[tuple[int, str], None] = {}
    for pieces in readings:
        units: list[str | bytes] = []
        values = False  # a second = in a parameter is a part of its value
        for piece in pieces:
            if piece == "=" and values:
                units.append(b"=")
            else:
                units.append(piece if piece in "&=" and piece else unquote_to_bytes(piece))
            values = piece == "=" or (values and piece != "&")
        for place, (_, safe, space, lower) in enumerate(ENCODERS):
            table = table_of(safe, space, lower)
            said = [unit if isinstance(unit, str) else "".join([table[byte] for byte in unit]) for unit in units]
            found[place, "".join(said)] = None
    return list(found)


def swapped(text: str, pairs: Iterable[Sequence[str]]) -> str:
    """A text after replacements, one after the other."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def on_the_wire(query: str) -> str:
    """The query with characters encoded that no URL has."""
    return RAW.sub(lambda match: quoted(match[0]), query)


def from_latin(query: str, *, back: bool = False) -> str:
    """The query with letters escaped as UTF-8 in place of Latin-1, or the other way `back`."""

    def run(match: re.Match[str]) -> str:
        raw = unquote_to_bytes(match[0])
        try:
            text = raw.decode("utf-8" if back else "latin-1")
            if not back:
                raw.decode()
                return match[0]  # it is UTF-8 already
        except UnicodeDecodeError:
            return match[0] if back else quoted(raw.decode("latin-1"))
        if any(ord(letter) > 255 for letter in text):
            return match[0]
        return "".join(f"%{ord(letter):02X}" for letter in text)

    return re.sub("(?:%[89a-fA-F][0-9a-fA-F])+", run, query)
