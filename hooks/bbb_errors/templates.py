"""Texts of the catalog with placeholders, and how they are found in a text; as the page's messages.js and texts.js."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bbb_errors.read import LIMITS, PATTERNS, lower, plain

Values = dict[str, str]
Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Template:
    """A wording: its fixed parts, in lower case, and the names of what stands between them."""

    text: str
    parts: tuple[str, ...]
    names: tuple[str, ...]
    length: int
    """Letters of the fixed parts."""


@dataclass(frozen=True)
class Place:
    """Where a template stands in a text."""

    at: int
    end: int
    values: Values


def template(text: str) -> Template:
    """Take a wording apart."""
    pieces = PATTERNS["placeholder"].split(plain(text))
    parts = tuple(map(lower, pieces[::2]))
    return Template(text, parts, tuple(pieces[1::2]), sum(map(len, parts)))


def _unstopped(text: str) -> str:
    return text.removesuffix(".")


def whole(wording: Template, text: str, small: str) -> Values | None:
    """The values in a plain text if all of it is this wording; `small` is the text in lower case."""
    parts, names = wording.parts, wording.names
    if not names:
        return {} if _unstopped(small) == _unstopped(parts[0]) else None
    if not small.startswith(parts[0]) or not small.endswith(parts[-1]):
        return None
    end, at = len(small) - len(parts[-1]), len(parts[0])
    values = []
    for part in parts[1:-1]:
        following = small.find(part, at)
        if following < 0 or following + len(part) > end:
            return None
        values.append(text[at:following])
        at = following + len(part)
    if at > end:
        return None
    return {name: value.strip(" ") for name, value in zip(names, [*values, text[at:end]], strict=True)}


def within(wording: Template, text: str, small: str) -> Place | None:
    """Where this wording stands in a plain text."""
    if wording.length < LIMITS["shortest"] or not wording.parts[0].strip(" "):
        return None
    at = small.find(wording.parts[0])
    for _ in range(LIMITS["tries"]):
        if at < 0:
            return None
        if place := _begun_at(wording, text, small, at):
            return place
        at = small.find(wording.parts[0], at + 1)
    return None


def _begun_at(wording: Template, text: str, small: str, at: int) -> Place | None:
    end = at + len(wording.parts[0])
    values = {}
    for name, part in zip(wording.names, wording.parts[1:], strict=True):
        if part.strip(" "):
            near = small[end : end + LIMITS["farthest"] + len(part)].find(part)
            stop = end + near if near >= 0 else -1
        else:
            stop = _end_of_word(text, end)
        if stop < 0:
            return None
        values[name] = text[end:stop].strip(" ")
        end = stop + len(part)
    return Place(at, end, values)


def _end_of_word(text: str, at: int) -> int:
    near = text[at : at + LIMITS["farthest"]]
    found = PATTERNS["value_end"].search(near)
    return at + (found.start() if found else len(near))


class Texts(Generic[Owner]):
    """Templates with what they belong to, of which those that may stand in a text are found by a word of theirs."""

    def __init__(self, known: Iterable[tuple[Template, Owner]]) -> None:
        """Put the longest first; of those as long, the order stays."""
        self.known = sorted(known, key=lambda each: -each[0].length)
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        for n, (wording, _) in enumerate(self.known):
            word = _anchor(wording)
            (self._by_word.setdefault(word, []) if word else self._always).append(n)

    def possible(self, small: str) -> list[tuple[Template, Owner]]:
        """Return those of which a word stands in a text in lower case, the longest first."""
        found = set(self._always)
        for word in dict.fromkeys(PATTERNS["word"].findall(small)):
            found.update(self._by_word.get(word, ()))
        return [self.known[n] for n in sorted(found)]

    def being(self, asked: str) -> list[tuple[Template, Owner, Values]]:
        """Return the longest that are a whole plain text."""
        small = lower(asked)
        found: list[tuple[Template, Owner, Values]] = []
        for wording, owner in self.possible(small) if asked else ():
            if found and wording.length < found[0][0].length:
                break
            values = whole(wording, asked, small)
            if values is not None:
                found.append((wording, owner, values))
        return found

    def places(self, text: str) -> list[tuple[Place, list[tuple[Template, Owner]]]]:
        """Return where texts stand in a plain text, none within another, with all that have the same text."""
        small = lower(text)
        taken: list[tuple[Place, list[tuple[Template, Owner]]]] = []
        possible = self.possible(small)
        for wording, owner in possible:
            place = within(wording, text, small)
            if place is None:
                continue
            over = next((each for each in taken if place.at < each[0].end and each[0].at < place.end), None)
            if over is None:
                taken.append((place, [(wording, owner)]))
            elif over[1][0][0].text == wording.text:
                over[1].append((wording, owner))
        return sorted(taken, key=lambda each: each[0].at)


def _anchor(wording: Template) -> str:
    """Return the longest word that stands whole in a fixed part; an empty text if there is none."""
    last = len(wording.parts) - 1
    best = ""
    for n, part in enumerate(wording.parts):
        for found in re.finditer(PATTERNS["word"], part):
            begins = found.start() > 0 or n == 0
            ends = found.end() < len(part) or n == last
            if begins and ends and len(found[0]) > len(best):
                best = found[0]
    return best
