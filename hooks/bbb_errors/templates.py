"""Texts of the catalog with placeholders, and how they are found in a text; as the page's messages.js and texts.js."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from bbb_errors.coats import lower, plain
from bbb_errors.patterns import LIMITS, PATTERNS

Values = dict[str, str]
Owner = TypeVar("Owner")


class Template(NamedTuple):
    """A wording: its fixed parts, in lower case, and the names of what stands between them."""

    text: str
    parts: tuple[str, ...]
    names: tuple[str, ...]
    length: int
    """Letters of the fixed parts."""


class Place(NamedTuple):
    """Where a template stands in a text."""

    at: int
    end: int
    values: Values


def template(text: str) -> Template:
    """Take a wording apart."""
    pieces = PATTERNS["placeholder"].split(plain(text))
    parts = tuple(map(lower, pieces[::2]))
    return Template(text, parts, tuple(pieces[1::2]), sum(map(len, parts)))


def unstopped(text: str) -> str:
    """Return a text without the full stop at its end."""
    return text.removesuffix(".")


def whole(wording: Template, text: str, small: str) -> Values | None:
    """The values in a plain text if all of it is this wording; `small` is the text in lower case."""
    parts, names = wording.parts, wording.names
    if not names:
        return {} if unstopped(small) == unstopped(parts[0]) else None
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


class PlainText:
    """A plain text, the same in lower case, and its words, each once: what every search in it needs."""

    def __init__(self, text: str) -> None:
        """Take a plain text."""
        self.text = text
        self.small = lower(text)
        self.words = dict.fromkeys(PATTERNS["word"].findall(self.small))


class WordIndex:
    """Numbers, each by that of its words that the fewest have, and those that have none."""

    def __init__(self, words: list[list[str]]) -> None:
        """Take the words of each number."""
        counts = Counter(word for own in words for word in own)
        self._by_word: dict[str, list[int]] = {}
        self._without: list[int] = []
        for n, own in enumerate(words):
            rarest = min(own, key=lambda word: (counts[word], -len(word)), default="")
            (self._by_word.setdefault(rarest, []) if rarest else self._without).append(n)

    def possible(self, words: Iterable[str], all_: bool = True) -> list[int]:
        """Return the numbers whose word is among those of a text, in order; with `all_`, those that have none too."""
        found = [*self._without] if all_ else []
        for word in words:
            found += self._by_word.get(word, ())
        return sorted(found)


class Texts(Generic[Owner]):
    """Templates with what they belong to, of which those that may stand in a text are found by a word of theirs."""

    def __init__(self, known: Iterable[tuple[Template, Owner]]) -> None:
        """Put the longest first; of those as long, the order stays."""
        self.known = sorted(known, key=lambda each: -each[0].length)
        self._index = WordIndex([_words(wording) for wording, _ in self.known])

    def _possible(self, plain_text: PlainText) -> list[tuple[Template, Owner]]:
        return [self.known[n] for n in self._index.possible(plain_text.words)]

    def being(self, asked: PlainText) -> list[tuple[Template, Owner, Values]]:
        """Return the longest that are a whole text."""
        found: list[tuple[Template, Owner, Values]] = []
        for wording, owner in self._possible(asked) if asked.text else ():
            if found and wording.length < found[0][0].length:
                break
            values = whole(wording, asked.text, asked.small)
            if values is not None:
                found.append((wording, owner, values))
        return found

    def places(self, plain_text: PlainText) -> list[tuple[Place, list[tuple[Template, Owner]]]]:
        """Return where texts stand in a text, none within another, with all that have the same text."""
        taken: list[tuple[Place, list[tuple[Template, Owner]]]] = []
        for wording, owner in self._possible(plain_text):
            place = within(wording, plain_text.text, plain_text.small)
            if place is None:
                continue
            over = next((each for each in taken if place.at < each[0].end and each[0].at < place.end), None)
            if over is None:
                taken.append((place, [(wording, owner)]))
            elif over[1][0][0].text == wording.text:
                over[1].append((wording, owner))
        return sorted(taken, key=lambda each: each[0].at)


def _words(wording: Template) -> list[str]:
    """Return the words that stand whole in the fixed parts of a template."""
    last = len(wording.parts) - 1
    return [
        found[0]
        for n, part in enumerate(wording.parts)
        for found in PATTERNS["word"].finditer(part)
        if (found.start() > 0 or n == 0) and (found.end() < len(part) or n == last)
    ]
