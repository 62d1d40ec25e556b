"""What HTTP libraries and parsers say: the cause that the pieces in a text point to; as the page's clients.js."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bbb_errors.coats import lower
from bbb_errors.patterns import PATTERNS, pattern
from bbb_errors.templates import PlainText, WordIndex
from bbb_wire.rules import rules

Data = dict[str, Any]
_RULES = rules()["client"]
_SHAPES = [(pattern(each["pattern"]), each["causes"]) for each in _RULES["shapes"]]

SHOWN = 80
"""Letters of a piece that are shown."""


_WHOLE_WORDS = {text: pattern(_RULES["word_begins"] + text + _RULES["word_ends"]) for text in _RULES["words"]}


def _holds(text: str, marker: str) -> bool:
    word = _WHOLE_WORDS.get(marker)
    return word.search(text) is not None if word else marker in text


class Heard(NamedTuple):
    """What pieces in a text point to."""

    causes: list[str]
    """The causes that all pieces allow, the likeliest first."""
    marker: str
    """The longest piece."""
    sure: bool
    """Whether there is no other cause."""
    weak: bool = False
    """Whether other texts hold these pieces too."""


def _words(text: str) -> list[str]:
    """Return the words with something else on both sides, as letters may go on at the ends of a piece."""
    small = lower(text)
    found = PATTERNS["word"].finditer(small)
    return [each[0] for each in found if each.start() > 0 and each.end() < len(small)]


class Clients:
    """The pieces of the catalog."""

    def __init__(self, data: Data) -> None:
        """Take the longest first; each is found by a word."""
        self._markers: list[Data] = sorted(data["markers"], key=lambda each: -len(each["text"]))
        self._causes = data["causes"]
        texts = [each["text"] for each in self._markers]
        words = [_words(text) for text in texts]
        self._index = WordIndex(words)
        # One search tells whether any of those without a word is there.
        wordless = [text for text, own in zip(texts, words, strict=True) if not own]
        self._wordless = re.compile("|".join(map(re.escape, wordless)))

    def in_text(self, plain_text: PlainText) -> Heard | None:
        """Return what the pieces in a text point to; nothing if there are none."""
        text = plain_text.text
        for shape, causes in _SHAPES:
            if match := shape.search(text):
                return Heard(causes, match[0][:SHOWN], len(causes) == 1)
        present: list[Data] = []
        for n in self._index.possible(plain_text.words, self._wordless.search(text) is not None):
            marker = self._markers[n]
            if _holds(text, marker["text"]) and not any(marker["text"] in each["text"] for each in present):
                present.append(marker)
        return self._judged(present) if present else None

    def in_layers(self, layers: list[PlainText]) -> Heard | None:
        """Return what the pieces in the outermost layer that has any point to; nothing if there are none."""
        return next((heard for layer in layers if (heard := self.in_text(layer))), None)

    def _judged(self, present: list[Data]) -> Heard:
        strong = [each for each in present if each["text"] not in _RULES["weak"]] or present
        points: dict[str, int] = {}
        for marker in present:
            total = sum(marker["causes"].values())
            for cause, seen in marker["causes"].items():
                points[cause] = points.get(cause, 0) + 1000 * seen // total
        common = [cause for cause in points if all(cause in each["causes"] for each in strong)]
        possible = sorted(common or points, key=lambda cause: -points[cause])
        weak = strong[0]["text"] in _RULES["weak"]
        return Heard(possible, present[0]["text"][:SHOWN], len(common) == 1 and not weak, weak)

    def entries_of(self, causes: list[str]) -> list[str]:
        """Return the entries of causes, the likeliest of each first."""
        first = [self._causes[cause]["entries"][0] for cause in causes]
        rest = [entry for cause in causes for entry in self._causes[cause]["entries"][1:]]
        return list(dict.fromkeys([*first, *rest]))

    @property
    def first_entries(self) -> set[str]:
        """The entries that are a cause themselves."""
        return {each["entries"][0] for name, each in self._causes.items() if name != _RULES["of_status"]}
