"""Sends one request after the other, and keeps the promises of the reference's own client.

One deadline over the whole exchange, a bounded body, no redirects followed, no cookies kept, no encodings, a new
connection for each request. Needs httpx.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import quote, urlencode, urlsplit

import httpx

from bbb_errors.verify.data import CallFacts
from bbb_errors.verify.masking import Mask
from bbb_wire.signing import EXAMPLE_HOST

API = "/bigbluebutton/api"
LARGEST = 1_000_000
"""Bytes of a body that are read."""
_COOKIE = re.compile(r"JSESSIONID=([\w.!-]{1,200})")
_BROKEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, ValueError, OSError)


class AddressError(ValueError):
    """The URL can't be that of a server; shown as one line."""


@dataclass(frozen=True)
class Outgoing:
    """One request, ready but for its checksum."""

    method: str
    path: str
    """As on a server whose API is at /bigbluebutton/api."""
    query: str
    call: CallFacts | None = None
    """The call, if it is one that asks for a checksum."""
    sign: str = "right"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def shown(self) -> str:
        """The request in one line, with a word in place of the checksum."""
        how = {"right": "CHECKSUM", "wrong": "WRONG-CHECKSUM", "none": None, "empty": ""}
        value = how.get(self.sign, f"CHECKSUM-{self.sign.upper()}") if self.call else None
        query = "&".join(x for x in (self.query, None if value is None else f"checksum={value}") if x)
        return f"{self.method} {self.path}{'?' if query else ''}{query}"


@dataclass(frozen=True)
class Received:
    """What came back; without a status, why nothing did."""

    status: int = 0
    content_type: str = ""
    location: str = ""
    body: bytes = b""
    cookie: str = ""
    """The session cookie that was offered."""
    failure: str = ""


class _NoCookies(CookieJar):
    def extract_cookies(self, *_: object) -> None:
        """Take nothing, and do not even read what is offered."""


class Sender:
    """One server, and the gentle way to it."""

    def __init__(self, url: str, secret: str, mask: Mask, algorithm: str, timeout: float, pause: float) -> None:
        """Take the URL with or without `/bigbluebutton/api`. Times are in seconds. Raises AddressError."""
        self.origin, self.base = _address(url)
        server = urlsplit(self.origin).netloc
        mask.host(server, EXAMPLE_HOST)
        mask.host(re.sub(r":\d+$", "", server), EXAMPLE_HOST)
        self._secret, self._mask, self._algorithm = secret, mask, algorithm
        self._timeout, self._pause = timeout, pause
        self._next = 0.0
        self.sent = 0
        """Requests so far."""
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        try:
            self._http = httpx.AsyncClient(cookies=_NoCookies(), limits=limits, timeout=timeout, follow_redirects=False)
        except (httpx.InvalidURL, ImportError, OSError, ValueError) as error:
            raise AddressError(
                f"a proxy or certificates in the environment cannot be used ({type(error).__name__})"
            ) from None

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def send(self, request: Outgoing) -> Received:
        """Send a request after a pause, and return what came back in time."""
        await asyncio.sleep(max(0.0, self._next - time.monotonic()))
        try:
            async with asyncio.timeout(self._timeout):
                return await self._exchange(request)
        except _BROKEN as error:
            slow = isinstance(error, TimeoutError | httpx.TimeoutException)
            return Received(failure="no response in time" if slow else f"no response ({type(error).__name__})")
        finally:
            self._next = time.monotonic() + self._pause
            self.sent += 1

    async def _exchange(self, request: Outgoing) -> Received:
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", **request.headers}
        async with self._http.stream(
            request.method, self._url(request), headers=headers, content=request.body or None
        ) as response:
            if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
                return Received(failure="a body in an encoding that was not asked for")
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > LARGEST:
                    return Received(failure=f"a body of more than {LARGEST} bytes")
            cookies = "; ".join(response.headers.get_list("set-cookie"))[:4000]
            found = _COOKIE.search(cookies)
            return Received(
                response.status_code,
                response.headers.get("content-type", "")[:4000],
                response.headers.get("location", "")[:8000],
                bytes(body),
                found[1] if found else "",
            )

    def _url(self, request: Outgoing) -> str:
        query = request.query
        value = self._checksum(request)
        if value is not None:
            self._mask.hide(value)
            query += f"{'&' if query else ''}checksum={value}"
        return f"{self.origin}{self.place(request.path)}{'?' if query else ''}{query}"

    def place(self, path: str) -> str:
        """Return where a path is on this server."""
        return self.base + path.removeprefix(API) if path == API or path.startswith(f"{API}/") else path

    def _checksum(self, request: Outgoing) -> str | None:
        if request.call is None or request.sign == "none":
            return None
        if request.sign == "empty":
            return ""
        secret = f"not {self._secret}" if request.sign == "wrong" else self._secret
        algorithm = self._algorithm if request.sign in ("right", "wrong") else request.sign
        text = f"{request.call.name}{request.query}{secret}".encode("utf-8", "replace")
        return hashlib.new(algorithm, text, usedforsecurity=False).hexdigest()


def query_of(parameters: Mapping[str, str]) -> str:
    """Percent-encode parameters in their order."""
    return urlencode(parameters, quote_via=quote)


def _address(url: str) -> tuple[str, str]:
    """Return the origin and the path of the API, without a slash at the end; raises AddressError."""
    wrong = "the URL is not like https://bbb.example.org/bigbluebutton/; take it from `bbb-conf --secret`"
    found = re.fullmatch(r"(https?://[^/?#@\s]+)(/[^?#\s]*)?", url.strip())
    try:
        if not found or not found[0].isprintable() or not urlsplit(found[1]).hostname or urlsplit(found[1]).port == 0:
            raise AddressError(wrong)
        known = httpx.URL(found[1])
        if not known.host.encode("idna"):
            raise AddressError(wrong)
    except (ValueError, httpx.InvalidURL):
        raise AddressError(wrong) from None
    path = (found[2] or "").rstrip("/") or "/bigbluebutton"
    return found[1], path.removesuffix("/api") + "/api"
