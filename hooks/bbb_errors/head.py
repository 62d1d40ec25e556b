"""What a text is and how sure that is, in one line; as the page's head.js."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_errors.responses import call_in
from bbb_errors.sentences import CLIENT
from bbb_wire.rules import rules, said

if TYPE_CHECKING:
    from bbb_errors.catalog import Candidate
    from bbb_errors.finding import Finding
    from bbb_errors.reading import Reading
    from bbb_errors.sentences import Sign

_HEAD = rules()["head"]
_OURS = "bigbluebutton"


def head_of(reading: Reading, kind: str, candidates: list[Candidate]) -> str:
    """Return the line."""
    if kind == "found":
        return _found(reading, list(reading.findings.values()))
    if kind == "unsure":
        return _unsure(reading, [each.entry for each in candidates[:3]])
    if kind == "success" and reading.let_in:
        return reading.notes[0]
    return str(_HEAD[kind])


def _named(data: dict[str, Any], entries: list[str]) -> str:
    return ", ".join(data["entries"][entry]["name"] for entry in entries)


def _together(texts: Iterable[str]) -> str:
    """Return each text once, with "and" between them."""
    return " and ".join(dict.fromkeys(texts))


def _is_telling(reading: Reading, sign: Sign) -> bool:
    """Return whether hardly anybody else writes this: it is neither short nor the reason of a status."""
    text = sign["text"]
    is_log_of_ours = sign["source"] != CLIENT and reading.is_ours
    return is_log_of_ours or (len(text) >= LIMITS["telling"] and not PATTERNS["reason"].search(text))


def _writers(reading: Reading, names: str) -> str:
    """Return the line on who writes signs; nothing if others write them too and something else tells more."""
    if telling := [each["who"] for each in reading.signs if _is_telling(reading, each)]:
        return said(_HEAD["sign"], who=_together(telling))
    if not reading.signs or names or reading.notes:
        return ""
    return said(_HEAD["sign_too"], who=_together(each["who"] for each in reading.signs))


def _found(reading: Reading, findings: list[Finding]) -> str:
    data = reading.data
    names = _named(data, [each.entry for each in findings])
    if len(findings) > 1:
        return said(_HEAD["several"], count=len(findings), names=names)
    [finding] = findings
    speakers = [each["speaker"] for each in finding.said_by]
    if finding.how == "response" and (not speakers or _OURS in speakers):
        return said(_HEAD["response"], who="BigBlueButton", names=names)
    if finding.how == "response":
        who = " or ".join(data["speakers"][each]["name"] for each in speakers[:3])
        return said(_HEAD["told"], who=who, names=names)
    who = _together(each["who"] for each in reading.signs if finding.entry in each["entries"])
    return said(_HEAD.get(finding.how, _HEAD["found"]), names=names, who=who)


def _unsure(reading: Reading, entries: list[str]) -> str:
    data = reading.data
    names = _named(data, entries)
    if reading.cut and all(entry == "cut" for entry in entries):
        return str(_HEAD["cut"])
    if reading.sentences:
        who = _together(data["front_ends"][each["front_end"]]["name"] for each in reading.sentences)
        several = any(len(each["behind"]) > 1 for each in reading.sentences)
        return said(_HEAD["hides" if several else "says"], who=who)
    if writers := _writers(reading, names):
        return writers
    if reading.heard and not reading.heard.weak and not reading.elsewhere and names:
        return said(_HEAD["client"], names=names)
    if reading.request:
        return said(_HEAD["request"], call=call_in(reading.request))
    if not names and reading.notes:
        return reading.notes[0]
    return said(_HEAD["unsure"], names=names) if names else str(_HEAD["nothing_near"])
