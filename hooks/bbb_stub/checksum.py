"""The checksum, as the server computes and compares it.

Facts (checksum guide): call name, raw query string without the checksum, and secret are hashed with nothing between
them; the body is not covered, but for the one case of `signed_text`; the length of the value selects the hash; case
does not matter.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bbb_stub.java_text import length, sanitize
from bbb_stub.java_url import encode
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


def signed_text(request: ApiRequest, settings: Settings) -> bytes:
    """Return the text of which a client signs what is not its checksum: the query string.

    Fact: up to 2.7.7 a request without one is signed over its parameters, cleaned, sorted by name and encoded anew.
    """
    if request.query or not settings.body_signed:
        return request.query
    values: dict[str, list[str]] = {}
    for name, found in request.raw.items():
        values[sanitize(name)] = [sanitize(value) for value in found]
    values.pop("checksum", None)
    names = sorted(values, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    return "&".join(f"{name}={encode(value)}" for name in names for value in values[name]).encode("utf-8", "replace")


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
    query = without_checksum(signed_text(request, settings), given)
    hashed = f'hashed: "{call}{query.decode("latin-1")}***"'
    if algorithm is None:
        return Verdict(False, f"{length(given)} characters aren't the length of any known checksum; {hashed}")
    if algorithm not in settings.supported_checksum_algorithms:
        return Verdict(False, f"{algorithm} is not among the accepted algorithms; {hashed}")
    expected = hashlib.new(algorithm, call.encode() + query + settings.secret.encode("utf-8", "replace")).hexdigest()
    right = expected == given.lower()
    return Verdict(right, f"{algorithm} {'is right' if right else 'differs'}; {hashed}")
