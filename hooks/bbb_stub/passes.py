"""The two passes that ApiController makes before a call does anything: the checksum, then all rules."""

from __future__ import annotations

from bbb_stub import checksum
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.rules import Rule, first_violation

REPEATED_KNOWN = ("create", "isMeetingRunning", "end", "getMeetingInfo", "getMeetings", "getSessions")
"""Calls for which it is known that a repeated checksum is refused."""


def passes(x: Exchange, rules: tuple[Rule, ...]) -> Reply | None:
    """Make both passes. The second is made only if the first found nothing."""
    return first_pass(x) or first_violation(x, rules)


def first_pass(x: Exchange) -> Reply | None:
    """The checksum."""
    on_join = x.call == "join"
    if not x.has("checksum"):
        return _missing(x, on_join)
    if x.request.times("checksum") > 1:
        if x.settings.repeated_checksum and x.call in REPEATED_KNOWN:
            return x.say("checksumError-repeated", "the parameter checksum is there more than once")
        x.request.note("checksum is there more than once; the first counts")
    verdict = checksum.verify(x.request, x.call, x.settings)
    x.request.note(verdict.why)
    if verdict.right:
        return None
    if on_join:
        return x.say("checksumError-join", "the checksum is wrong")
    return x.say("checksumError-mismatch", "the checksum is wrong")


def _missing(x: Exchange, on_join: bool) -> Reply:
    """Two violations share the key, so which of the texts is sent is undefined in BigBlueButton."""
    text = x.settings.missing_checksum_text
    why = f"there is no checksum (which text is sent is undefined; here missing_checksum_text={text})"
    if text == "match":
        return x.say("checksumError-join", why) if on_join else x.say("checksumError-mismatch", why)
    return x.say("checksumError-join-missing", why) if on_join else x.say("checksumError-missing", why)
