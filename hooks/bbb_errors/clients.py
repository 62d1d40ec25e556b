"""What HTTP libraries and parsers say: the cause that the pieces in a text point to; as the page's clients.js."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bbb_errors.read import PATTERNS, lower, pattern
from bbb_wire.rules import rules

Data = dict[str, Any]
_RULES = rules()["client"]
_SHAPES = [(pattern(each["pattern"]), each["causes"]) for each in _RULES["shapes"]]

SHOWN = 80
"""Letters of a piece that are shown."""


@dataclass(frozen=True)
class Heard:
    """What pieces in a text point to."""

    causes: list[str]
    """The causes that all pieces allow, the likeliest first."""
    marker: str
    """The longest piece."""
    sure: bool
    """Whether there is no other cause."""
    weak: bool = False
    """Whether other texts hold these pieces too."""


class Clients:
    """The pieces of the catalog."""

    def __init__(self, data: Data) -> None:
        """Take the longest first; each is found by its longest word."""
        self._markers: list[Data] = sorted(data["markers"], key=lambda each: -len(each["text"]))
        self._causes = data["causes"]
        self._by_word: dict[str, list[int]] = {}
        self._always: list[int] = []
        for n, marker in enumerate(self._markers):
            word = self._anchor(marker["text"])
            (self._by_word.setdefault(word, []) if word else self._always).append(n)

    @staticmethod
    def _anchor(text: str) -> str:
        """Return the longest word with something else on both sides, as letters may go on at the ends of a piece."""
        small = lower(text)
        best = ""
        for found in PATTERNS["word"].finditer(small):
            if found.start() > 0 and found.end() < len(small) and len(found[0]) > len(best):
                best = found[0]
        return best

    def in_text(self, text: str) -> Heard | None:
        """Return what the pieces in a text point to; nothing if there are none."""
        for shape, causes in _SHAPES:
            if match := shape.search(text):
                return Heard(causes, match[0][:SHOWN], len(causes) == 1)
        found = set(self._always)
        for word in dict.fromkeys(PATTERNS["word"].findall(lower(text))):
            found.update(self._by_word.get(word, ()))
        present: list[Data] = []
        for n in sorted(found):
            marker = self._markers[n]
            if marker["text"] in text and not any(marker["text"] in each["text"] for each in present):
                present.append(marker)
        return self._judged(present) if present else None

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
