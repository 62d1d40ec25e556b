"""The keys and wordings of the catalog, and what in them is near to a text; as the page's catalog.js."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from bbb_errors.coats import long_words, lower, plain
from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_errors.templates import Place, PlainText, Template, Texts, Values, template
from bbb_wire.rules import rules, said

Data = dict[str, Any]
SCORES = rules()["scores"]
WHY = rules()["why"]


class Owner(NamedTuple):
    """What a wording belongs to."""

    entry: str
    answer: Data | None = None
    """The answer of 3.0 that has it."""
    seen: str = ""
    """Where another wording is met."""
    wire: bool = True
    """Whether a program sends it; otherwise somebody describes it so."""
    lines: tuple[str, ...] = ()
    """Of another wording, the release lines that send it."""


class Fit(NamedTuple):
    """A wording with the values that a text has for it."""

    wording: Template
    owner: Owner
    values: Values


class Candidate(NamedTuple):
    """An entry that a text may be about."""

    entry: str
    why: str
    score: int


def entries_of(fits: Iterable[Fit]) -> list[str]:
    """Return the entries of fits, each once."""
    return list(dict.fromkeys(fit.owner.entry for fit in fits))


def distance(one: str, other: str, most: int) -> int:
    """Letters that are wrong, missing, too many or swapped; more than `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        row = [i]
        for j in range(1, len(other) + 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


class Best:
    """Candidates, of each entry the one with the highest score, in the order in which the entries first came."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: dict[str, Candidate] = {}

    def add(self, candidate: Candidate) -> None:
        """Add one."""
        now = self._found.get(candidate.entry)
        if now is None or candidate.score > now.score:
            self._found[candidate.entry] = candidate

    def all(self) -> list[Candidate]:
        """Return them."""
        return list(self._found.values())


class Catalog:
    """The keys and wordings of the catalog."""

    def __init__(self, data: Data) -> None:
        """Prepare them."""
        self._keys: dict[str, str] = {}
        self.spelled: dict[str, str] = {}
        """Keys as they are written."""
        own = {entry["key"]: name for name, entry in data["entries"].items() if entry["key"]}
        for key, entry in (*own.items(), *data["keys"].items()):
            self._keys.setdefault(lower(key), entry)
            self.spelled.setdefault(key, entry)
        answers = [
            (template(each["message"]), Owner(each["entry"], each)) for each in data["answers"] if each["message"]
        ]
        others = [
            (template(each["text"]), Owner(each["entry"], None, each["seen"], each["wire"], tuple(each["lines"])))
            for each in data["aliases"]
        ]
        self._known = [*answers, *others]
        self._wire = Texts(each for each in self._known if each[1].wire)
        self._described = Texts(each for each in self._known if not each[1].wire)
        self.texts_of = Counter(owner.entry for _, owner in self._known if owner.wire)

    @cached_property
    def _words(self) -> list[tuple[dict[str, None], str]]:
        """The long words of each wording, and its entry."""
        return [(long_words(" ".join(wording.parts)), owner.entry) for wording, owner in self._known]

    @cached_property
    def _with_word(self) -> dict[str, list[int]]:
        """For each long word, the numbers of the wordings that have it."""
        found: dict[str, list[int]] = {}
        for n, (words, _) in enumerate(self._words):
            for word in words:
                found.setdefault(word, []).append(n)
        return found

    def entry_of(self, key: str) -> str | None:
        """Return the entry that has a key, in any case of letters."""
        return self._keys.get(lower(key))

    def wordings_of(self, message: str) -> list[Fit]:
        """Return all wordings that a whole message has and that a program sends; only the longest fit counts."""
        return [Fit(*each) for each in self._wire.being(PlainText(plain(message)))]

    def described_by(self, asked: PlainText) -> list[str]:
        """Return the entries that are described by a text that no program sends."""
        return list(dict.fromkeys(owner.entry for _, owner, _ in self._described.being(asked)))

    def places_in(self, plain_text: PlainText) -> list[tuple[Place, list[Fit]]]:
        """Return the places in a text where wordings stand that a program sends."""
        return [
            (place, [Fit(wording, owner, place.values) for wording, owner in known])
            for place, known in self._wire.places(plain_text)
        ]

    def near(self, word: str, why: str) -> list[Candidate]:
        """Return the entries whose keys are nearest to a word."""
        small = lower(word)
        most = 1 if len(small) < 6 else 2
        found = Best()
        for key, entry in self._keys.items():
            apart = distance(small, key, most)
            if apart <= most:
                found.add(Candidate(entry, why, SCORES["near"] - 10 * apart))
            elif len(small) > 4 and small in key:
                found.add(Candidate(entry, WHY["holds"], SCORES["holds"]))
        return found.all()

    def alike(self, text: str) -> list[Candidate]:
        """Return the entries whose texts have the most of a text's words; a name such as createTime counts twice."""
        read = plain(text)[: LIMITS["words"]]
        asked = long_words(lower(read))
        spelled = (each[0] for each in PATTERNS["key"].finditer(read) if PATTERNS["spelled"].search(each[0]))
        names = {lower(each) for each in spelled}
        shares = Counter(n for word in asked for n in self._with_word.get(word, ()))
        found = Best()
        for n in sorted(shares):
            shared = shares[n]
            words, entry = self._words[n]
            if shared < 2 or shared + (not names.isdisjoint(words)) < min(3, len(words)):
                continue
            among = len(words) * min(len(asked), 12)
            score = (100 * shared * shared + among) // (2 * among)
            if score > SCORES["alike"]:
                found.add(Candidate(entry, said(WHY["alike"], count=shared), score))
        return found.all()

    def keys_in(self, text: str) -> list[tuple[str, str, int]]:
        """Return the keys that stand in a text just as they are written: key, entry, and where it begins."""
        found = []
        for match in PATTERNS["key"].finditer(text[: LIMITS["searched"]]):
            entry = self.spelled.get(match[0])
            if entry and PATTERNS["spelled"].search(match[0]):
                found.append((match[0], entry, match.start()))
        return found
