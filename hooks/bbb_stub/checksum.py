"""The checksum, as the server computes and compares it.

Facts (checksum guide): call name, raw query string without the checksum, and secret are hashed with nothing between
them; the body is not covered; the length of the value selects the hash; case does not matter.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bbb_stub.java_text import length
from bbb_stub.request import ApiRequest
from bbb_stub.settings import Settings

ALGORITHMS = {40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}
"""By number of hex digits."""


def without_checksum(query: bytes, value: str) -> bytes:
    """Cut the checksum out of a query string, as plain text and in its three spellings."""
    parameter = b"checksum=" + value.encode("utf-8", "replace")
    for spelling in (b"&" + parameter, parameter + b"&", parameter):
        query = query.replace(spelling, b"")
    return query


@dataclass(frozen=True)
class Verdict:
    """What came of a checksum."""

    right: bool
    why: str
    """For the log. The secret is not in it."""


def verify(request: ApiRequest, call: str, settings: Settings, given: str) -> Verdict:
    """Compare the checksum that was given, cleaned or not, with the one that the request should have."""
    if not settings.secret:
        return Verdict(True, "the secret is empty, so the checksum is not compared")
    algorithm = ALGORITHMS.get(length(given))
    query = without_checksum(request.query, given)
    hashed = f'hashed: "{call}{query.decode("latin-1")}***"'
    if algorithm is None:
        return Verdict(False, f"{length(given)} characters are no known checksum; {hashed}")
    if algorithm not in settings.supported_checksum_algorithms:
        return Verdict(False, f"{algorithm} is not among the accepted algorithms; {hashed}")
    expected = hashlib.new(algorithm, call.encode() + query + settings.secret.encode("utf-8", "replace")).hexdigest()
    right = expected == given.lower()
    return Verdict(right, f"{algorithm} {'is right' if right else 'differs'}; {hashed}")
