"""How a request arrives: headers and body, within limits of size and time.

A body larger than the limit is not kept: neither one that is announced so, nor one that turns out so. What is left of
it is thrown away by the web server after the response. A body that does not arrive in time ends in TimeoutError.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import unquote

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from bbb_stub.java_text import parse_long

_AUTHORITY = re.compile(rb"https?://[^/?#]*", re.IGNORECASE)


def in_origin_form(scope: Scope) -> Scope:
    """Return a request without the scheme and host that its target may begin with, as one to a proxy does."""
    found = _AUTHORITY.match(scope["raw_path"])
    if found is None:
        return scope
    rest = scope["raw_path"][found.end() :] or b"/"
    return {**scope, "raw_path": rest, "path": unquote(rest.decode("ascii"))}


def headers_of(scope: Scope) -> Mapping[str, str]:
    """Return the headers by name in lower case; of a repeated one the first counts."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])}


async def body_of(headers: Mapping[str, str], receive: Receive, limit: int, seconds: float) -> bytes | None:
    """Return the body, or nothing if it is larger than the limit.

    Raises TimeoutError if it takes longer than that, and ClientDisconnect if the client leaves before.
    """
    if "content-length" not in headers and "transfer-encoding" not in headers:
        return b""
    if (parse_long(headers.get("content-length", "0")) or 0) > limit:
        return None
    found = bytearray()
    async with asyncio.timeout(seconds):
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            found += message.get("body", b"")
            if len(found) > limit:
                return None
            if not message.get("more_body", False):
                return bytes(found)
