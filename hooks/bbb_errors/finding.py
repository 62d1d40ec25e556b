"""What is said of an entry that was recognized; as the page's finding.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bbb_errors.catalog import Data, Fit, Owner, entries_of
from bbb_errors.coats import trimmed
from bbb_errors.responses import Told
from bbb_errors.templates import Values, unstopped
from bbb_wire.rules import rules, said

if TYPE_CHECKING:
    from bbb_errors.matcher import Matcher

_REMARKS = rules()["remarks"]


class Around(NamedTuple):
    """What stands around a response; an empty text, 0 and none if nothing."""

    call: str = ""
    status: int = 0
    release: str = ""
    speakers: tuple[str, ...] = ()
    addresses: tuple[Data, ...] = ()


class Finding(NamedTuple):
    """An entry that was recognized, by what, and what of its page fits."""

    entry: str
    how: str
    """response, key, message, body, status, client, sign or sentence."""
    why: str
    fits: bool
    """Whether a wording of the entry fits."""
    message: str
    values: Values
    answer: str | None
    condition: str | None
    call: str | None
    calls: list[str]
    format: str | None
    returncode: str | None
    status: int | None
    release: str | None
    said_by: list[Data]
    fixes: list[int]
    """The numbers of its fixes, those that fit best first."""
    causes: list[int]
    remarks: list[str]


def _possible(answers: list[Data], told: Told, fit: Fit | None, around: Around) -> list[Data]:
    """Return the answers of an entry that fit what is known. What fits none of them narrows nothing."""
    possible = answers

    def narrow(test: Callable[[Data], bool]) -> None:
        nonlocal possible
        possible = [each for each in possible if test(each)] or possible

    if fit and fit.owner.answer:
        own = unstopped(trimmed(fit.owner.answer["message"]))
        narrow(lambda answer: unstopped(trimmed(answer["message"] or "")) == own)
    narrow(lambda answer: (answer["message"] or "") == told.message)
    if around.call:
        narrow(lambda answer: around.call in answer["calls"])
    if told.form:
        narrow(lambda answer: bool(answer["format"] == told.form))
    if told.form == "json":
        narrow(lambda answer: answer["json"] or answer["format"].startswith("json"))
    if told.returncode:
        narrow(lambda answer: bool(answer["returncode"] == told.returncode))
    if around.status:
        narrow(lambda answer: bool(answer["status"] == around.status))
    if around.speakers:
        narrow(lambda answer: answer["speaker"] in around.speakers)
    narrow(lambda answer: around.release not in answer["not_in"] if around.release else bool(answer["sent"]))
    return possible


def _format(form: str, possible: list[Data]) -> str | None:
    known = possible[0]["format"] if len(possible) == 1 else ""
    return str(known) if form == "json" and known.startswith("json") else form or None


def _remarks_on_wording(owner: Owner, release: str) -> list[str]:
    """Return what must be added about the wording that fits."""
    if owner.answer:
        text = owner.answer["texts"].get(release)
        return [said(_REMARKS["other_wording"], release=release, wording=text)] if text else []
    if release in owner.lines:
        return [said(_REMARKS["own_wording"], release=release)]
    return [said(_REMARKS["wording"], seen=owner.seen)]


def _remarks(known: Matcher, entry: str, fits: Sequence[Fit], told: Told, release: str) -> list[str]:
    data = known.data
    about = data["entries"][entry]
    fit = next((each for each in fits if each.owner.entry == entry), None)
    remarks = []
    if release in known.unsent(entry):
        remarks.append(said(_REMARKS["other_release"], release=release))
    if about["status"] == "never sent":
        remarks.append(_REMARKS["never"])
    if about["status"] == "removed":
        remarks.append(_REMARKS["removed"])
    remarks += about["instead"]
    if fit and about["kind"] != "transport":
        remarks += _remarks_on_wording(fit.owner, release)
    others = [other for other in entries_of(fits) if other != entry]
    if not fit and others and about["key"]:
        names = " or ".join(data["entries"][other]["name"] for other in others)
        remarks.append(said(_REMARKS["other_message"], names=names))
    if told.returncode == "SUCCESS" and about["kind"] == "error":
        remarks.append(_REMARKS["success"])
    return remarks


def _names(text: str, call: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(call)}(?![A-Za-z])", text) is not None


def _ordered(texts: list[str], around: Around, calls: list[str], for_line: list[int]) -> list[int]:
    """Return the numbers of texts: first what an address proves, then what names the call, last what names others.

    Of these, those come first that name the release line: the numbers `for_line`.
    """
    pieces = [each["cause"] for each in around.addresses if each["cause"]]

    def rank(number: int) -> int:
        text = texts[number].replace("`", "")
        if any(piece in text for piece in pieces):
            return 0
        if not around.call:
            return 2
        if _names(text, around.call):
            return 1
        return 3 if any(_names(text, call) for call in calls) else 2

    return sorted(range(len(texts)), key=lambda number: (rank(number), number not in for_line))


def finding_on(
    known: Matcher, entry: str, how: str, why: str, around: Around, told: Told | None = None, fits: Sequence[Fit] = ()
) -> Finding:
    """Return a finding about an entry."""
    told = told or Told()
    data = known.data
    about = data["entries"][entry]
    fit = next((each for each in fits if each.owner.entry == entry), None)
    possible = _possible(known.answers.get(entry, []), told, fit, around)
    one = possible[0] if len(possible) == 1 else None
    calls = [around.call] if around.call else list(dict.fromkeys(call for each in possible for call in each["calls"]))
    sole = around.call or (calls[0] if one and len(calls) == 1 else "")
    speakers = {each["speaker"] for each in possible}
    for_line = about["for_line"].get(around.release, {"fixes": [], "causes": []})
    causes = [f"{each['cause']} {each['tell'] or ''}" for each in about["causes"]]
    return Finding(
        entry=entry,
        how=how,
        why=why,
        fits=fit is not None,
        message=told.message,
        values=fit.values if fit else {},
        answer=one["id"] if one else None,
        condition=one["condition"] if one else None,
        call=sole or None,
        calls=calls,
        format=_format(told.form, possible),
        returncode=told.returncode or (one["returncode"] if one else None),
        status=around.status or None,
        release=around.release or None,
        said_by=[each for each in about["said_by"] if each["speaker"] in speakers],
        fixes=_ordered(about["fixes"], around, known.calls, for_line["fixes"]),
        causes=_ordered(causes, around, known.calls, for_line["causes"]),
        remarks=_remarks(known, entry, fits, told, around.release),
    )
