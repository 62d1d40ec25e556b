"""Says in words what was found."""

from __future__ import annotations

from collections.abc import Iterator

from bbb_errors.doctor.find import Result
from bbb_errors.doctor.request import Request
from bbb_errors.doctor.table import MISTAKES, NEXT, SIGNATURES


def report(request: Request, result: Result) -> Iterator[str]:
    """Say it in words. The secret is not among them."""
    if request.callback:
        yield from _callback_report(request, result)
        return
    if result.repeated:
        yield f"The checksum is correct ({result.algorithm}), but it is sent more than once. {REPEATED_REMARK}"
    elif result.verdict == "right":
        yield f"The checksum is correct ({result.algorithm}). If the server still refuses it, check in this order:"
        yield from (f"- {check} {how}" for check, how, _ in NEXT)
    elif result.verdict == "incomplete":
        yield "The request has no checksum." if result.checksum else "The shared secret is empty."
    elif result.verdict == "not-accepted":
        yield (
            "No accepted algorithm produces this length. A server accepts 40, 64, 96 or 128 hex digits. "
            "It may be cut off."
        )
    elif result.verdict == "unknown":
        yield "None of the known mistakes gives this checksum, alone or in pairs. What to check next:"
        yield from (f"- {check} {how}" for check, how, right in NEXT if not right)
    yield from _named(result)
    if result.raw:
        yield RAW_REMARK
    if not result.checksum:
        return
    yield f"Right URL: {result.url}" if result.url else HIDDEN_REMARK
    yield f"Right checksum: {result.checksum}"
    yield "The correct digest for each algorithm; a server accepts those in its setting supportedChecksumAlgorithms:"
    yield from (f"- {name}: {digest}" for name, digest in result.digests)


REPEATED_REMARK = (
    "BigBlueButton 3.0.37 and later refuse a URL that has the parameter checksum twice, with equal values too. "
    "Sign each URL once, and send the right one below."
)
RAW_REMARK = (
    "The URL has characters that aren't allowed in a URL, such as spaces. They are encoded before it is sent, and the "
    "server hashes what arrives: encode first, then sign."
)
HIDDEN_REMARK = "The URL contains part of the shared secret, so it is not shown. Remove the secret from the query."


def _named(result: Result) -> Iterator[str]:
    for number, ids in enumerate(result.mistakes):
        yield "Or:" if number else "This gives exactly your checksum:"
        for title, fix in (MISTAKES[each] for each in ids):
            yield f"- {title} {fix}"
    if result.encoders:
        yield f"What was hashed is written as {' and '.join(result.encoders[:3])} would write it."


def _callback_report(request: Request, result: Result) -> Iterator[str]:
    yield "This URL has no call, so it is treated as a callback from bbb-webhooks to you."
    if result.verdict == "right":
        yield f"The signature is correct ({result.algorithm})."
    elif result.verdict == "incomplete":
        yield (
            "Give the body of the request too, exactly as it arrived, and the shared secret."
            if request.checksum
            else "It has no checksum."
        )
    elif result.verdict == "not-accepted":
        yield "No accepted algorithm produces this length: 40, 64, 96 or 128 hex digits are possible."
    elif result.verdict == "unknown":
        yield (
            "The checksum doesn't match this URL, body and secret. Don't trust the request. Compare the secret, "
            "the URL with the one in hooks/list, and the body byte by byte with what arrived."
        )
    yield from _named(result)
    for number, (versions, proves) in enumerate(SIGNATURES):
        if versions == result.signed:
            hashed = ("the JSON of event, timestamp and domain", "the two characters {}", "the body as it arrived")[
                number
            ]
            yield f"What was hashed: the callback URL as it was registered, {hashed}, and the shared secret."
            yield (
                f"Versions of bbb-webhooks that sign like this: {_in_sentence(versions)}. "
                f"It proves {_in_sentence(proves)}"
            )


def _in_sentence(text: str) -> str:
    """A text that begins in upper case, as it stands within a sentence."""
    return text[:1].lower() + text[1:]
