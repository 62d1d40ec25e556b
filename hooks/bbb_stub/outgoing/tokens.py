"""JSON Web Tokens as the recording scripts make them. Standard library only."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping


def compact(value: object) -> str:
    """Return JSON without spaces, as Ruby and JavaScript write it; other letters than ASCII stay."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def token(header: Mapping[str, str], claims: Mapping[str, object], secret: str) -> str:
    """Return a token, signed with the HMAC that `alg` of its header names, or without a signature for `none`."""
    signed = f"{_packed(compact(header).encode())}.{_packed(compact(claims).encode('utf-8', 'replace'))}"
    if header["alg"] == "none":
        return f"{signed}."
    name = header["alg"].replace("HS", "sha")
    key = secret.encode("utf-8", "replace")
    return f"{signed}.{_packed(hmac.digest(key, signed.encode(), hashlib.new(name).name))}"


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
