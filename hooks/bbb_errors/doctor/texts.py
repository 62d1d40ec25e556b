"""The texts that are hashed: those with one or two mistakes in them."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator

from bbb_errors.doctor.encoders import recoded
from bbb_errors.doctor.mistakes import Change, as_a_whole, calls, changes, layouts, secrets
from bbb_errors.doctor.queries import queries
from bbb_errors.doctor.request import Request

Attempt = tuple[tuple[str, ...], str]


def alone(request: Request, secret: str) -> Iterator[Attempt]:
    """All texts with one mistake."""
    call, query = request.call, request.query
    yield from (((one,), call + query + text) for one, text in secrets(secret, request))
    yield from (((one,), text + query + secret) for one, text in calls(call, request))
    yield from (((one,), call + text + secret) for one, text in queries(query, request))
    yield from (((one,), text) for one, text in layouts(call, query, secret, request))
    yield from (((one,), text) for one, text in as_a_whole(call, query, secret))


def together(request: Request, secret: str) -> Iterator[Attempt]:
    """Texts with two mistakes; no part is left out and changed as well."""
    call, query = request.call, request.query
    in_secret, in_call = secrets(secret, request), calls(call, request)
    in_query = [*queries(query, request, second=True), *_otherwise(query)]
    for one, text in in_query:
        yield from (((one, two), call + text + other) for two, other in in_secret)
        yield from (((one, two), other + text + secret) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, text, secret, request, second=True))
    for one, text in in_secret:
        yield from (((one, two), other + query + text) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, query, text, request, second=True))
    for one, text in in_call:
        yield from (((one, two), other) for two, other in layouts(text, query, secret, request, second=True))
    for one, text in in_secret:
        yield from (((one, two), call + query + other) for two, other in secrets(text, request) if text and other)


def _otherwise(query: str) -> list[Change]:
    """The query as other encoders write it."""
    return changes(query, [("encoder", text) for _, text in recoded(query)])


def both_in_query(request: Request) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Queries with two mistakes, and as they are with the first one alone."""
    query = request.query
    for one, text in [*queries(query, request, second=True), *_otherwise(query)]:
        if text:
            yield from (((one, two), other, text) for two, other in queries(text, request, second=True))


def keyed_pairs(request: Request, secret: str, algorithm: str) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """HMACs with one mistake besides."""
    call, query = request.call, request.query
    for one, text in queries(query, request, second=True):
        yield (one,), hmac.digest(secret.encode(), (call + text).encode(), algorithm)
    for one, text in calls(call, request):
        yield (one,), hmac.digest(secret.encode(), (text + query).encode(), algorithm)
    for one, text in secrets(secret, request):
        if text:
            yield (one,), hmac.digest(text.encode(), (call + query).encode(), algorithm)


def _units(query: str) -> list[str]:
    """The bytes of a query, each as it is written: raw, or as an escape."""
    found = re.findall("%[0-9a-fA-F]{2}|[^%]+|%", query)
    return [unit for each in found for unit in ([each] if each[0] == "%" else [chr(byte) for byte in each.encode()])]


def undone(query: str, changed: str, again: str) -> bool:
    """Whether a second change of a query takes back a part of the first, so that they are no two mistakes."""
    if again == query:
        return True
    if len(query) > 2000:
        return False
    first, second, third = _units(query), _units(changed), _units(again)
    same = len(first) == len(second) == len(third)
    return same and any(a != b and a == c for a, b, c in zip(first, second, third, strict=True))
