"""Verify the JSON Web Tokens that BigBlueButton signs with a shared secret. Standard library only."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import time
from collections.abc import Iterable
from typing import Any

HASHES = {"HS256": "sha256", "HS512": "sha512"}
"""What the servers and their load balancers sign with. Never add `none`."""


class WrongToken(Exception):
    """The token is not one that the secret has signed, or it is over."""


def verified(token: str, secrets: Iterable[str], now: float | None = None) -> dict[str, Any]:
    """Return the claims of a token that one of the secrets has signed; raises WrongToken for all others."""
    try:
        head, claims, signature = token.encode("ascii").split(b".")
        algorithm = json.loads(_unpacked(head))["alg"]
        told = json.loads(_unpacked(claims))
        given = _unpacked(signature)
    except (AttributeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise WrongToken("it can't be read") from error
    if not isinstance(algorithm, str) or algorithm not in HASHES or not isinstance(told, dict):
        raise WrongToken("it isn't signed by HS256 or HS512")
    right = [hmac.digest(secret.encode(), head + b"." + claims, HASHES[algorithm]) for secret in secrets]
    if not any(hmac.compare_digest(each, given) for each in right):
        raise WrongToken("none of the secrets has signed it")
    if "exp" in told and not (isinstance(told["exp"], (int, float)) and told["exp"] > (now or time.time())):
        raise WrongToken("it has expired")
    return told


def _unpacked(part: bytes) -> bytes:
    """Decode one part; raises ValueError if it isn't base64url."""
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
