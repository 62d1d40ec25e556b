"""The two passes that ApiController makes before a call does anything: the checksum, then all rules.

Facts: servers that refuse a repeated checksum do so before every other rule, on every call that is validated, also on
those without a checksum; only parameters named exactly ``checksum`` count. 3.0.15 to 3.0.20 judge
presentationUploadExternalUrl before that, on every call.
"""

from __future__ import annotations

import random

from bbb_stub import checksum
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.rules import Rule, bad_upload_url, first_violation
from bbb_wire.response import Format

RARE = random.SystemRandom()


def passes(x: Exchange, rules: tuple[Rule, ...]) -> Reply | None:
    """Make both passes. The second is made only if the first found nothing."""
    return upload_url_alone(x) or first_pass(x) or first_violation(x, rules)


def upload_url_alone(x: Exchange) -> Reply | None:
    """The rule on presentationUploadExternalUrl, on servers that have it in front of all others."""
    if not (x.settings.url_rule_alone and bad_upload_url(x)):
        return None
    why = "presentationUploadExternalUrl isn't a URL, which is judged first and alone"
    form = Format.REDIRECT if x.call == "join" else None
    return x.say("validationError-presentationUploadExternalUrl", why, form=form)


def is_repeated(x: Exchange) -> bool:
    """Whether the checksum is there more than once, and the server refuses that."""
    return x.settings.repeated_checksum and len(x.request.raw.get("checksum", ())) > 1


def first_pass(x: Exchange) -> Reply | None:
    """The checksum."""
    on_join = x.call == "join"
    if is_repeated(x):
        why = "the parameter checksum is there more than once"
        return x.say("checksumError-join", why) if on_join else x.say("checksumError-repeated", why)
    if not x.has("checksum"):
        return _missing(x, on_join)
    if len(x.request.raw.get("checksum", ())) > 1:
        x.request.note("checksum is there more than once; the first counts")
    verdict = checksum.verify(x.request, x.call, x.settings, x.get("checksum") or "")
    x.request.note(verdict.why)
    if verdict.right:
        return None
    if on_join:
        return x.say("checksumError-join", "the checksum is wrong")
    return x.say("checksumError-mismatch", "the checksum is wrong")


def _missing(x: Exchange, on_join: bool) -> Reply:
    """Two violations share the key, so one of the two texts is sent, chosen anew for each request.

    Fact: without a secret nothing is compared, and only one of the rules is broken.
    """
    text = x.settings.missing_checksum_text
    if text == "any":
        text = "provide" if x.steady() or not x.settings.secret else RARE.choice(("provide", "match"))
    why = f"there is no checksum (two rules are broken; the text is that of missing_checksum_text={text})"
    if text == "match":
        return x.say("checksumError-join", why) if on_join else x.say("checksumError-mismatch", why)
    return x.say("checksumError-join-missing", why) if on_join else x.say("checksumError-missing", why)
