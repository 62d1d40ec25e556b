"""Tells what a pasted text means, as the page's matcher.js does.

`found` is only said of what is certain. What outranks what: a key in a response; a key in plain text; a whole text
with one owner; status and body; other signs; words that are alike.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bbb_errors.catalog import Best, Candidate, Catalog
from bbb_errors.clients import Clients
from bbb_errors.coats import joined, lower, plain, units
from bbb_errors.finding import Finding
from bbb_errors.head import head_of
from bbb_errors.log import Met
from bbb_errors.patterns import LIMITS, PATTERNS, pattern
from bbb_errors.reading import Reading
from bbb_errors.sentences import Sentence, Sentences, Sign, Signs, entries_behind
from bbb_errors.templates import Values
from bbb_wire.rules import rules, said

Data = dict[str, Any]
_NOTES, _REMARKS, _WHY = rules()["notes"], rules()["remarks"], rules()["why"]


class Report(NamedTuple):
    """What was recognized.

    `sentences` are those of front ends that the text is or holds, and `signs` the lines of logs and the like; what can
    be behind them is among the candidates.
    """

    kind: str
    """found, success, unsure, foreign or empty."""
    head: str
    """What it is, and how sure that is, in one line."""
    findings: dict[str, Values]
    """Entries that were recognized, with the values that are filled in."""
    calls: dict[str, str]
    candidates: dict[str, int]
    """Entries that it may be, with a score, best first."""
    notes: list[str]
    sentences: list[Sentence]
    signs: list[Sign]
    details: dict[str, Finding]
    """More about each of `findings`."""
    reasons: dict[str, str]
    """Why each of `candidates` is one."""
    request: str | None
    """The signed request in the text, if it is one."""
    log: list[Met]
    """What stands in a log, the most frequent first, if the text is one."""

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON has it."""
        return self._asdict() | {"details": {entry: finding._asdict() for entry, finding in self.details.items()}}


EMPTY = Report("empty", "", {}, {}, {}, [], [], [], {}, {}, request=None, log=[])
"""The report on a text without a word."""


class Matcher:
    """The matcher over the tool's data."""

    def __init__(self, data: Data) -> None:
        """Prepare keys, wordings, sentences and signs."""
        self.data = data
        self.answers: dict[str, list[Data]] = {}
        for each in data["answers"]:
            self.answers.setdefault(each["entry"], []).append(each)
        self._unsent = {
            entry: set.intersection(*(set(each["not_in"]) for each in own)) for entry, own in self.answers.items()
        }
        self.calls = list(dict.fromkeys(call for each in data["answers"] for call in each["calls"]))
        self.catalog = Catalog(data)
        self.sentences = Sentences(data["sentences"])
        self.signs = Signs(data["signs"])
        self.clients = Clients(data)
        self.causes = self.clients.first_entries
        self.addresses = [(pattern(each["pattern"]), each) for each in data["addresses"]]
        self.speakers = [
            (lower(each["name"]), name) for name, each in data["speakers"].items() if name != "bigbluebutton"
        ]
        self.bodies: dict[str, list[str]] = {}
        for each in data["bodies"]:
            self.bodies.setdefault(each["text"], []).append(each["entry"])

    def unsent(self, entry: str) -> set[str]:
        """Return the release lines in which none of an entry's answers is sent."""
        return self._unsent.get(entry, set())

    def explain(self, text: str) -> Report:
        """Say what a text means."""
        text = units(text)
        if not plain(text[: LIMITS["asked"]]):
            return EMPTY
        reading = Reading(self, text)
        reading.read()
        return _report_on(reading)

    def entry(self, name: str) -> Report:
        """Say what an entry of the reference is about. KeyError if there is none of this name."""
        reading = Reading(self, name)
        reading.find(name, "entry", _WHY["entry"])
        return _report_on(reading)


def _finish(reading: Reading) -> None:
    """Add to the findings what only the whole text tells."""
    for finding in reading.findings.values():
        causes = reading.data["entries"][finding.entry]["causes"]
        for each in reading.around.addresses:
            piece = each["cause"]
            fitting = next((cause for cause in causes if piece and piece in cause["cause"].replace("`", "")), None)
            if fitting and finding.entry in each["entries"]:
                finding.remarks.append(said(_REMARKS["fitting"], says=each["says"], cause=fitting["cause"]))
        if reading.cut and finding.how == "response":
            finding.remarks.append(_REMARKS["cut"])


def _best(reading: Reading) -> list[Candidate]:
    """Return the candidates, best first; those that the release in the text doesn't send are marked and come last."""
    found = Best()
    for each in reading.candidates:
        if each.entry not in reading.findings:
            found.add(each)
    release = reading.around.release
    ours, others = [], []
    for each in sorted(found.all(), key=lambda each: -each.score):
        if release in reading.known.unsent(each.entry):
            others.append(each._replace(why=said(_WHY["other_release"], why=each.why, release=release)))
        else:
            ours.append(each)
    most = max(LIMITS["candidates"], len(entries_behind(reading.sentences)))
    return [*ours, *others][:most]


def _kind(reading: Reading, candidates: list[Candidate]) -> str:
    """Return how sure a reading is."""
    if reading.findings:
        return "found"
    let_in = reading.let_in and len(reading.notes) < 2 and not candidates
    if (reading.succeeded and not reading.notes) or let_in:
        return "success"
    shown = candidates or reading.notes or reading.sentences or reading.signs or reading.request
    return "unsure" if shown else "foreign"


def _notes_on_whole(reading: Reading, kind: str) -> list[str]:
    """Return what is said of the text as a whole."""
    call, status = reading.around.call, reading.around.status
    if kind == "success" and reading.succeeded:
        return [said(_NOTES["succeeded_call"], call=call) if call else _NOTES["succeeded"]]
    if kind != "foreign":
        return []
    is_json = PATTERNS["json"].match(reading.layers[0]) is not None
    what = "html" if PATTERNS["html"].search(reading.all) else "json" if is_json else "nothing"
    return [_NOTES[what], *([said(_NOTES["status"], status=status)] if status else [])]


def _report_on(reading: Reading) -> Report:
    """Return the report on what was read."""
    _finish(reading)
    candidates = _best(reading)
    if reading.request and not reading.findings and not reading.let_in:
        reading.note(_NOTES["request"])
    kind = _kind(reading, candidates)
    details = {entry: _joined(each) for entry, each in reading.findings.items()}
    return Report(
        kind=kind,
        head=joined(head_of(reading, kind, candidates)),
        findings={entry: each.values for entry, each in details.items()},
        calls=dict.fromkeys(details, reading.around.call),
        candidates={each.entry: each.score for each in candidates},
        notes=[joined(note) for note in [*reading.notes, *_notes_on_whole(reading, kind)]],
        sentences=reading.sentences,
        signs=reading.signs,
        details=details,
        reasons={each.entry: joined(each.why) for each in candidates},
        request=joined(reading.request) if reading.request else None,
        log=[],
    )


def _joined(finding: Finding) -> Finding:
    """Return a finding whose texts have their characters whole."""
    values = {name: joined(value) for name, value in finding.values.items()}
    returncode = joined(finding.returncode) if finding.returncode else None
    return finding._replace(message=joined(finding.message), returncode=returncode, values=values)
