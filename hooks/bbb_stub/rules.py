"""Pass 2: all rules of a call are evaluated, and the key with the best rank is sent.

Facts (guide on the order of checks): an absent parameter passes the rules on emptiness, length and pattern; only the
not-null rules refuse it. Of rules of one rank that are broken together, one answers, chosen anew for each request; with
the setting ties=first the stub takes the one that stands first here. The log tells of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from bbb_stub.content_type import media_type
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.java_text import length as units
from bbb_stub.java_text import parse_long
from bbb_stub.java_url import is_url

CHANCE = random.SystemRandom()
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
XML = ("application/xml", "text/xml")


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
    best = min(rank(x, rule) for rule in broken)
    equal = [rule for rule in broken if rank(x, rule) == best]
    winner = equal[0] if x.steady() else CHANCE.choice(equal)
    others = [rule for rule in broken if rule is not winner]
    if ties := [rule for rule in equal if rule is not winner]:
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
        if not x.settings.content_type_rule:
            return False
        there = (parse_long(x.request.headers.get("content-length", "0")) or 0) > 0
        there = there or (x.request.chunked and x.settings.chunked_body)
        kind = x.request.content_type.lower() if x.settings.content_type_whole else media_type(x.request.content_type)
        return there and kind not in allowed

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
        return value is not None and not (empty_passes and not value) and not least <= units(value) <= most

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

    def broken(x: Exchange) -> bool:
        return x.has(name) and parse_long(x.get(name) or "") is None

    return Rule(answer, broken, f"{name} isn't a 64-bit integer")


def bad_upload_url(x: Exchange) -> bool:
    """Whether presentationUploadExternalUrl is there and no URL.

    Fact: its placeholders are filled before, the user's name with one that has a blank in it, so that no URL with
    ``%%USERNAME%%`` passes. 2.7 fills none, so that none of them passes.
    """
    url = x.get("presentationUploadExternalUrl")
    if url is None or not x.settings.upload_url_rule:
        return False
    if x.settings.upload_url_fields:
        url = url.replace("%%MEETINGID%%", "123").replace("%%USERID%%", "456").replace("%%USERNAME%%", "John Doe")
    return not is_url(url)


UPLOAD_URL = Rule(
    "validationError-presentationUploadExternalUrl",
    lambda x: not x.settings.url_rule_alone and bad_upload_url(x),
    "presentationUploadExternalUrl isn't a URL",
)


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
