"""Sentences of front ends: which of them a text is or holds, and what can be behind them. As sentences.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bbb_errors.read import long_words, lower, plain
from bbb_errors.templates import Template, template, whole, within

BEGUN = 20
"""Letters of a sentence that is broken off."""

Sentence = dict[str, Any]
"""One item of `sentences` in the tool's data."""


class Sentences:
    """The sentences of front ends."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """Take the sentences apart; the longest come first."""
        known = [(template(text), sentence) for sentence in sentences for text in sentence["texts"]]
        self.known: list[tuple[Template, Sentence]] = sorted(known, key=lambda each: -each[0].length)

    def within(self, asked: str, layers: Iterable[str]) -> list[Sentence]:
        """Return the sentences that a text is; if none, those that it holds; if none, those that it begins.

        Args:
            asked: The whole text with single spaces; empty if it is too long for that.
            layers: The text, and the text without its coats.
        """
        return _once(self._being(asked)) or _once(self._held_by(layers)) or _once(self._begun_by(asked))

    def alike(self, asked: str) -> list[Sentence]:
        """Return the sentences whose words are nearly those of a text with single spaces."""
        words = long_words(lower(asked))
        rated = [(_share(long_words(" ".join(known.parts)), words), sentence) for known, sentence in self.known]
        best = max((share for share, _ in rated), default=0)
        return _once([sentence for share, sentence in rated if share and share == best])

    def _being(self, asked: str) -> list[Sentence]:
        small = lower(asked)
        fits = [each for each in self.known if asked and whole(each[0], asked, small) is not None]
        return [sentence for known, sentence in fits if known.length == fits[0][0].length]

    def _held_by(self, layers: Iterable[str]) -> list[Sentence]:
        for layer in layers:
            text = plain(layer)
            small = lower(text)
            places: list[tuple[int, int, Template, Sentence]] = []
            for known, sentence in self.known:
                place = within(known, text, small)
                if place is None:
                    continue
                taken = next((each for each in places if place[0] < each[1] and each[0] < place[1]), None)
                if taken is None or taken[2].text == known.text:
                    places.append((place[0], place[1], known, sentence))
            if places:
                return [sentence for *_, sentence in places]
        return []

    def _begun_by(self, asked: str) -> list[Sentence]:
        begin = lower(asked).rstrip(" .\u2026")
        return [sentence for known, sentence in self.known if len(begin) >= BEGUN and known.parts[0].startswith(begin)]


def _share(own: set[str], asked: set[str]) -> float:
    """Return which share of a sentence's words a text has, or 0 if it is too little of either."""
    shared = len(own & asked)
    enough = shared >= 3 and shared >= 0.7 * len(own) and shared >= 0.5 * len(asked)
    return shared / len(own) if enough else 0


def _once(sentences: list[Sentence]) -> list[Sentence]:
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
