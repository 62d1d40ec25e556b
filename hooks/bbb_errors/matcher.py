"""Tells what a text means, as the page's matcher does; the two are held against the same corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bbb_errors.read import answers, call_in, coats, long_words, lower, plain, status_in
from bbb_errors.sentences import Sentence, Sentences, entries_behind, is_certain
from bbb_errors.templates import Template, Values, template, whole, within

MOST = 6
READ = 100
"""Different answers that are read."""
ASKED = 1000
LIKELIEST = 89
PAGES = {301: "http-301-redirect", 404: "http-404", 413: "http-413", 500: "http-500", 502: "http-502", 504: "http-504"}
_OURS = re.compile(r"bigbluebutton|\bbbb\b|messageKey|returncode|/api/(?:create|join|end|get|is)", re.IGNORECASE)


@dataclass(frozen=True)
class Wording(Template):
    """One text of the catalog."""

    entry: str
    own: bool
    """Whether an answer of 3.0 has it; otherwise it is another name."""


@dataclass
class Report:
    """What was recognized: kind (found, success, unsure, foreign, empty), entries with values, candidates, notes.

    `sentences` are those of front ends that the text is or holds; what can be behind them is among the candidates.
    """

    kind: str = "empty"
    findings: dict[str, Values] = field(default_factory=dict)
    calls: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


def wording(entry: str, text: str, own: bool) -> Wording:
    """Take a template apart."""
    made = template(text)
    return Wording(made.text, made.parts, made.names, entry, own)


def distance(one: str, other: str, most: int) -> int:
    """Letters that are wrong, missing, too many or swapped; more than `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most:
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


def _different(told: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Answers without those that say the same as one before; of a great many, the first ones."""
    return list({tuple(each.values()): each for each in told}.values())[:READ]


class Matcher:
    """The matcher over the data of explain.json."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Prepare keys and wordings."""
        self.data = data
        self.keys = {key.lower(): entry for key, entry in data["keys"].items()}
        self.keys |= {entry["key"].lower(): name for name, entry in data["entries"].items() if entry["key"]}
        own = [wording(each["entry"], each["message"], True) for each in data["answers"] if each["message"]]
        other = [wording(each["entry"], each["text"], False) for each in data["aliases"]]
        self.sentences = Sentences(data["sentences"])
        self.wordings = sorted([*own, *other], key=lambda each: (-each.length, not each.own))

    def explain(self, text: str) -> Report:
        """Say what a text means."""
        report = Report()
        if not plain(text[:ASKED]):
            return report
        layers = coats(text)
        everything = "\n".join(layers)
        asked = plain(text[:ASKED])
        report.sentences = self.sentences.within(asked if len(asked) < ASKED else "", layers)
        succeeded = self._from_answers(layers, call_in(everything), report)
        if report.findings:
            self._beside(layers, report)
        elif not report.candidates and not succeeded:
            self._from_text(asked, layers, everything, report)
            self._from_little(asked, status_in(everything), report)
        most = max(MOST, len(entries_behind(report.sentences)))
        open_ones = (each for each in report.candidates.items() if each[0] not in report.findings)
        report.candidates = dict(sorted(open_ones, key=lambda each: -each[1])[:most])
        if report.findings:
            report.kind = "found"
        elif report.candidates or report.notes or report.sentences:
            report.kind = "unsure"
        else:
            report.kind = "success" if succeeded else "foreign"
        return report

    def _offer(self, report: Report, entry: str, score: int) -> None:
        if entry not in report.findings:
            report.candidates[entry] = max(score, report.candidates.get(entry, 0))

    def _fits(self, message: str) -> dict[str, Values]:
        """The entries that have exactly this message, by the longest wording."""
        found: dict[str, Values] = {}
        longest = 0
        text = plain(message)
        small = lower(text)
        for each in self.wordings if text else ():
            if found and each.length < longest:
                break
            values = whole(each, text, small)
            if values is not None:
                longest = each.length
                found.setdefault(each.entry, values)
        return found

    def _from_answers(self, layers: list[str], call: str, report: Report) -> bool:
        succeeded = False
        for told in _different(answer for layer in layers for answer in answers(layer)):
            fits = self._fits(told["message"])
            known = self.keys.get(told["key"].lower())
            if known:
                values = report.findings.get(known) or fits.get(known, {})
                report.findings[known] = values
                report.calls[known] = call
            elif told["key"] and (told["returncode"] or told["form"] == "xml-list" or fits):
                report.notes.append(f"No release that was read sends the key {told['key'][:80]}.")
                self._near(told["key"], report)
                for entry in fits:
                    self._offer(report, entry, 95)
            elif fits:
                plain_ones = [entry for entry in fits if not self.data["entries"][entry]["key"]]
                chosen = plain_ones if told["returncode"] and len(plain_ones) == 1 else list(fits)
                if len(chosen) == 1:
                    report.findings.setdefault(chosen[0], fits[chosen[0]])
                for entry in chosen if len(chosen) > 1 else ():
                    self._offer(report, entry, 90)
            elif told["returncode"] == "FAILED":
                report.notes.append("This is a failed answer of the API, with no key and no message that is known.")
                self._alike(told["message"], report)
            succeeded = succeeded or (told["returncode"] == "SUCCESS" and not known and not fits)
        return succeeded

    def _near(self, word: str, report: Report) -> None:
        small = word.lower()
        most = 1 if len(small) < 6 else 2
        for key, entry in self.keys.items():
            apart = distance(small, key, most)
            if apart <= most:
                self._offer(report, entry, 100 - 10 * apart)
            elif len(small) > 4 and small in key:
                self._offer(report, entry, 60)

    def _alike(self, text: str, report: Report) -> None:
        asked = long_words(lower(plain(text)[:2000]))
        for each in self.wordings if asked else ():
            words = long_words(" ".join(each.parts))
            shared = len(words & asked)
            if shared >= 2 and shared >= min(3, len(words)):
                score = round(50 * shared * shared / (len(words) * min(len(asked), 12)))
                if score > 12:
                    self._offer(report, each.entry, score)

    def _places(self, layers: list[str]) -> list[tuple[str, dict[str, Values]]]:
        """Messages that stand in a longer text: the text, and the entries that have it."""
        for layer in layers:
            text = plain(layer)
            small = lower(text)
            taken: list[tuple[int, int, dict[str, Values]]] = []
            for each in self.wordings:
                place = within(each, text, small)
                if place and not any(place[0] < end and begin < place[1] for begin, end, _ in taken):
                    same = {other.entry: place[2] for other in self.wordings if other.text == each.text}
                    taken.append((place[0], place[1], same))
            if taken:
                return [(small[begin:end], found) for begin, end, found in sorted(taken, key=lambda each: each[0])]
        return []

    def _beside(self, layers: list[str], report: Report) -> None:
        """Messages that stand beside answers."""
        messages = [lower(plain(told["message"])) for layer in layers for told in answers(layer)]
        for text, found in self._places(layers):
            if len(found) == 1 and not any(text in message for message in messages):
                for entry, values in found.items():
                    report.findings.setdefault(entry, values)

    def _from_text(self, asked: str, layers: list[str], everything: str, report: Report) -> None:
        bare = re.sub(r"""^['"`]+|['"`.,;:]+$""", "", asked)
        fits = self._fits(asked)
        if bare.lower() in self.keys:
            report.findings[self.keys[bare.lower()]] = {}
        elif likely := self._likely(fits):
            report.findings[likely] = fits[likely]
            for entry in fits:
                self._offer(report, entry, 60)
        elif fits:
            for entry in fits:
                self._offer(report, entry, 90)
        elif not report.sentences and re.fullmatch(r"[\w .-]{1,40}", bare, re.ASCII):
            self._near(bare, report)
        if not report.findings and not report.candidates:
            self._messages(layers, report)
        if not report.findings:
            self._key_words(everything, report)

    def _likely(self, entries: Iterable[str]) -> str | None:
        """The entry that a message is of, if there is only one, or only one that 3.0 sends."""
        found = tuple(entries)
        rest = [entry for entry in found if self.data["entries"][entry]["status"] != "removed"]
        return next(iter(rest or found)) if len(rest) == 1 or len(found) == 1 else None

    def _from_little(self, asked: str, status: int, report: Report) -> None:
        """The sentences of front ends; if none, a status; if none, words that are alike."""
        if report.sentences:
            self._from_sentences(report)
        elif not report.findings and not report.candidates and status in PAGES:
            report.findings[PAGES[status]] = {}
        elif not report.findings and not report.candidates:
            self._alike(asked, report)
            report.sentences = [] if report.candidates else self.sentences.alike(asked)
            for entry in entries_behind(report.sentences):
                self._offer(report, entry, LIKELIEST)

    def _from_sentences(self, report: Report) -> None:
        """What can be behind the sentences of front ends, where nothing else tells what is."""
        behind = entries_behind(report.sentences)
        if not report.findings and is_certain(report.sentences):
            report.findings[behind[0]] = {}
        elif not report.findings:
            for turn, entry in enumerate(behind):
                self._offer(report, entry, LIKELIEST - turn)

    def _key_words(self, everything: str, report: Report) -> None:
        """Keys that stand in a longer text: sure only if the text is about this API."""
        is_ours = _OURS.search(everything) is not None
        for word in dict.fromkeys(re.findall(r"\b[A-Za-z][A-Za-z_]{4,39}\b", everything[:100_000])):
            known = self.keys.get(word.lower())
            if known and re.search("[a-z][A-Z]|_", word) and word == self.data["entries"][known]["key"]:
                if is_ours:
                    report.findings[known] = {}
                else:
                    self._offer(report, known, 70)

    def _messages(self, layers: list[str], report: Report) -> None:
        """Messages that stand in a longer text. A status beside the sentence of a front end may be its own."""
        for _, found in self._places(layers):
            likely = self._likely(found)
            if likely and not (report.sentences and self.data["entries"][likely]["kind"] == "transport"):
                report.findings[likely] = found[likely]
            else:
                for entry in found:
                    self._offer(report, entry, 90)
