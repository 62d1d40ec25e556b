"""Pass 2: all rules of a call are evaluated, and the key with the best rank is sent.

Facts (guide on the order of checks): an absent parameter passes the rules on emptiness, length and pattern; only the
not-null rules refuse it. Two rules of one rank are a tie, whose winner is undefined in BigBlueButton; the stub takes
the one that stands first in calls.yml, and says so in the log.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bbb_stub.exchange import Exchange, Reply

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
XML = ("application/xml", "text/xml")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_ABSOLUTE_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/]+\S*")


@dataclass(frozen=True)
class Rule:
    """One rule: the answer it gives, and whether a request breaks it."""

    answer: str
    """Id of the answer in the catalog."""
    broken: Callable[[Exchange], bool]
    why: str


def first_violation(x: Exchange, rules: tuple[Rule, ...]) -> Reply | None:
    """Evaluate all rules and answer with the winner, or return nothing if none is broken."""
    broken = [rule for rule in rules if rule.broken(x)]
    if not broken:
        return None
    winner = min(broken, key=lambda rule: rank(x, rule))
    others = [rule for rule in broken if rule is not winner]
    if ties := [rule for rule in others if rank(x, rule) == rank(x, winner)]:
        x.request.note(f"a tie with {', '.join(r.answer for r in ties)}: undefined in BigBlueButton")
    why = winner.why + (f" (also broken: {', '.join(r.answer for r in others)})" if others else "")
    return x.say(winner.answer, why)


def rank(x: Exchange, rule: Rule) -> int:
    """The rank of a rule's key."""
    found = x.data.ranks.get(x.data.responses[rule.answer].response.key or "")
    assert found is not None, f"{rule.answer} has no rank"
    return found


def content_type(allowed: tuple[str, ...], answer: str = "unsupportedContentType") -> Rule:
    """A body has an accepted media type. A body counts by its Content-Length, whatever the method is."""

    def broken(x: Exchange) -> bool:
        length = x.request.headers.get("content-length", "0")
        there = length.isdigit() and int(length) > 0
        there = there or (x.request.chunked and x.settings.chunked_body)
        return there and x.request.media_type not in allowed

    return Rule(answer, broken, f"the media type of the body is none of {', '.join(allowed)}")


def absent(answer: str, name: str) -> Rule:
    """The not-null rule: the only one that refuses an absent parameter."""
    return Rule(answer, lambda x: x.get(name) is None, f"{name} is absent")


def empty(answer: str, name: str) -> Rule:
    """The not-empty rule."""
    return Rule(answer, lambda x: x.get(name) == "", f"{name} is empty")


def length(answer: str, name: str, least: int, most: int, empty_passes: bool = False) -> Rule:
    """The rule on the number of characters."""

    def broken(x: Exchange) -> bool:
        value = x.get(name)
        return value is not None and not (empty_passes and not value) and not least <= len(value) <= most

    return Rule(answer, broken, f"{name} is not {least} to {most} characters long")


def boolean(answer: str, name: str) -> Rule:
    """True, false, 0 or 1 in any case; empty passes."""
    return Rule(
        answer,
        lambda x: (x.get(name) or "true").lower() not in ("true", "false", "0", "1"),
        f"{name} is none of true, false, 0 and 1",
    )


def integer(answer: str, name: str) -> Rule:
    """A 64-bit integer; empty passes."""
    return Rule(answer, lambda x: x.has(name) and not is_long(x.get(name) or ""), f"{name} is no 64-bit integer")


def is_long(text: str) -> bool:
    """Whether Java reads a text as a long."""
    return bool(_INTEGER.fullmatch(text)) and -(2**63) <= int(text) < 2**63


def absolute_url(answer: str, name: str) -> Rule:
    """An absolute URL, after its placeholders were filled."""

    def broken(x: Exchange) -> bool:
        return x.has(name) and not _ABSOLUTE_URL.fullmatch(re.sub("%%[A-Z]+%%", "", x.get(name) or ""))

    return Rule(answer, broken, f"{name} is no absolute URL")


def meeting_id(size: str = "sizeError-meetingID", comma: str = "validationError-comma") -> tuple[Rule, ...]:
    """The rules every meetingID has."""
    return (
        length(size, "meetingID", 2, 256),
        Rule(comma, lambda x: "," in (x.get("meetingID") or ""), "meetingID holds a comma"),
        empty("missingParamMeetingID-hidden", "meetingID"),
    )


def when(rule: Rule, condition: Callable[[Exchange], bool]) -> Rule:
    """A rule that only some servers have."""
    return Rule(rule.answer, lambda x: condition(x) and rule.broken(x), rule.why)
