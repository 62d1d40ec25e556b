"""Sentences of front ends, lines of logs and the like: which a text is or holds; as the page's sentences.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from bbb_errors.coats import long_words, lower
from bbb_errors.patterns import LIMITS
from bbb_errors.templates import PlainText, Template, Texts, template

Sentence = dict[str, Any]
"""One item of `sentences` in the tool's data."""
Sign = dict[str, Any]
"""One item of `signs` in the tool's data."""

CLIENT = "client"
"""The source of texts that the client of a meeting shows, which may be those of a page of the web server."""


class Sentences:
    """The sentences of front ends."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """Take the sentences apart; the longest come first."""
        known = [(template(text), sentence) for sentence in sentences for text in sentence["texts"]]
        self._texts: Texts[Sentence] = Texts(known)

    @cached_property
    def _words(self) -> list[tuple[dict[str, None], Sentence]]:
        """The long words of each text, and its sentence."""
        return [(long_words(" ".join(known.parts)), sentence) for known, sentence in self._texts.known]

    def within(self, asked: PlainText, layers: Iterable[PlainText]) -> list[Sentence]:
        """Return the sentences that a text is; if none, those that it holds; if none, those that it begins.

        Args:
            asked: The whole text; empty if it is too long for that.
            layers: The text, and the text without its coats.
        """
        return (
            _once(sentence for _, sentence, _ in self._texts.being(asked))
            or _once(_held(self._texts, layers))
            or _once(self._begun_by(asked))
        )

    def alike(self, asked: str) -> list[Sentence]:
        """Return the sentences whose words are nearly those of a text with single spaces."""
        words = long_words(lower(asked))
        rated = [(_share(own, words), sentence) for own, sentence in self._words]
        best = max((share for share, _ in rated), default=0)
        return _once(sentence for share, sentence in rated if share and share == best)

    def _begun_by(self, asked: PlainText) -> list[Sentence]:
        begin = asked.small.rstrip(" .\u2026")
        if len(begin) < LIMITS["begun"]:
            return []
        return [sentence for known, sentence in self._texts.known if known.parts[0].startswith(begin)]


class Signs:
    """Lines of logs, texts of the client after a join, and what libraries put around a failure."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        """Take them apart."""
        self._signs = list(signs)
        known: list[tuple[Template, Sign]] = [(template(sign["text"]), sign) for sign in self._signs]
        self._texts: Texts[Sign] = Texts(known)

    def within(self, asked: PlainText, layers: Iterable[PlainText]) -> list[Sign]:
        """Return the signs that a text is; if none, those that it holds."""
        found = _once(sign for _, sign, _ in self._texts.being(asked)) or _once(_held(self._texts, layers))
        return found[: LIMITS["signs"]]

    def of_status(self, status: int) -> list[Sign]:
        """Return what the client of a meeting shows with a status."""
        return [sign for sign in self._signs if sign["number"] == status][: LIMITS["signs"]]


def _held(texts: Texts[dict[str, Any]], layers: Iterable[PlainText]) -> list[dict[str, Any]]:
    for layer in layers:
        if places := texts.places(layer):
            return [owner for _, known in places for _, owner in known]
    return []


def _share(own: dict[str, None], asked: dict[str, None]) -> float:
    """Return which share of a sentence's words a text has, or 0 if it is too little of either."""
    shared = sum(word in asked for word in own)
    enough = shared >= 3 and 10 * shared >= 7 * len(own) and 2 * shared >= len(asked)
    return shared / len(own) if enough else 0


def _once(sentences: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({id(sentence): sentence for sentence in sentences}.values())


def entries_behind(sentences: Sequence[Sentence]) -> list[str]:
    """Return the entries that can be behind sentences, each once: what is likeliest for each of them comes first."""
    most = max((len(sentence["behind"]) for sentence in sentences), default=0)
    turns = (each["behind"][turn : turn + 1] for turn in range(most) for each in sentences)
    return list(dict.fromkeys(entry for behind in turns for each in behind for entry in each["entries"]))


def is_certain(sentences: Sequence[Sentence]) -> bool:
    """Return whether nothing else than one entry can be behind sentences."""
    sole = all(len(each["behind"]) == 1 and len(each["behind"][0]["entries"]) == 1 for each in sentences)
    return sole and len(entries_behind(sentences)) == 1
