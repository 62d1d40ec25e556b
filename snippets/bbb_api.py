"""A small client for the BigBlueButton (BBB) API. Copy this file; it needs Python 3.11, httpx 0.25 and lxml.

    with Client.from_env() as bbb:  # reads BBB_URL and BBB_SECRET
        response = bbb.call("create", meetingID="algebra-1", name="Algebra I")
        print(response.get("createTime"), response.warning)

A call that fails raises one of these. Catch those you can do something about:

    BBBError          has key, message, call, status and page
    ├── FixRequest    the request is wrong; sent again, it fails again
    ├── FixSecret     checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
    ├── RetryLater    the room is full, or the server down or too slow; it may have done the work all the same
    ├── Refused       the server says no, or what you ask for is not there; tell the user
    └── BadResponse   not an API response: a wrong URL or certificate, an error page, something broken or hostile

Wrong settings, such as an empty secret, are a ValueError. The secret and checksums stay out of exceptions,
tracebacks, reprs and logs. What else stands in a URL, such as a meeting's passwords, does get into the log of httpx.
Each call has a connection of its own and keeps no cookies, so that no response changes what happens to the next call.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import html
import json
import logging
import math
import os
import re
import socket
import ssl
import time
import unicodedata
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from contextlib import aclosing, closing, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from http.cookiejar import CookieJar
from traceback import clear_frames
from typing import Any, Generic, Self, TypeVar, cast
from urllib.parse import quote, unquote, unquote_plus

import httpcore
import httpx
from lxml import etree

DOCS_URL = os.environ.get("BBB_ERRORS_URL", "")
"""Where your copy of the error reference is. Without it, the links to its pages are relative."""

ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
"""The hashes a server may accept; it sees by the length of a checksum which one was used."""

Value = str | int | bool | None
"""What a parameter may be. A bool is sent as true or false; None is not sent."""

Params = Mapping[str, Value] | Iterable[tuple[str, Value]]
"""Parameters of a call."""

Body = str | bytes | bytearray | memoryview | Mapping[str, Value] | list[tuple[str, Value]]
"""What a POST may carry; a mapping or a list of pairs becomes a form."""


class BBBError(Exception):
    """A call that failed. Branch on the class or on `key`, never on the text: texts differ between releases."""

    def __init__(
        self, message: str, key: str | None = None, call: str = "", status: int | None = None, page: str = ""
    ) -> None:
        """Keep what is known. Without a key, `page` is the name of the error's page; it becomes the whole link."""
        super().__init__(message)
        self.message, self.key, self.call, self.status = message, key, call, status
        slug = re.sub(r"[^A-Za-z0-9_-]", "-", key or page)
        self.page = "/".join(x for x in (DOCS_URL.rstrip("/"), "errors", slug) if x) + "/"
        self.add_note(f"See {self.page}")

    def __str__(self) -> str:
        text = ": ".join(x for x in (self.call, self.key, self.message) if x)
        return f"{text} (HTTP {self.status})" if self.status else text


class FixRequest(BBBError):
    """The request is wrong. Sent again as it is, it fails again."""


class FixSecret(BBBError):
    """The checksum is not the one the server expects: wrong secret or algorithm, or another query was hashed."""


class RetryLater(BBBError):
    """The same request may succeed later, or has worked unseen; `create` then returns duplicateWarning."""


class Refused(BBBError):
    """The server says no, or does not have the meeting, recording or user. Tell whoever asked."""


class BadResponse(BBBError):
    """What arrived isn't a response of the API."""


# What a key asks the caller to do. Other keys, and responses without one, are Refused.
_KINDS: dict[str, type[BBBError]] = {
    # [keys] written by `make generate` from the catalog
    "b3scale_server_error": FixRequest,
    "b3scaleGatewayError": RetryLater,
    "checksumError": FixSecret,
    "clientError": FixRequest,
    "configXMLChecksumError": FixSecret,
    "configXMLError": FixRequest,
    "createHookError": FixRequest,
    "destroyHookError": RetryLater,
    "emptyError": FixRequest,
    "fullNameTooLong": FixRequest,
    "idNotUnique": FixRequest,
    "internalError": RetryLater,
    "invalidFormat": FixRequest,
    "invalidKind": FixRequest,
    "invalidLang": FixRequest,
    "invalidPassword": FixRequest,
    "invalidPresentationUrl": FixRequest,
    "malformedXml": FixRequest,
    "maxParticipantsReached": RetryLater,
    "meetingPoolReached": RetryLater,
    "missingParamCallbackURL": FixRequest,
    "missingParameterMeetingID": FixRequest,
    "missingParameterName": FixRequest,
    "missingParameterPublish": FixRequest,
    "missingParameterRecordID": FixRequest,
    "missingParameters": FixRequest,
    "missingParamFullName": FixRequest,
    "missingParamHookID": FixRequest,
    "missingParamMeetingID": FixRequest,
    "missingParamMessage": FixRequest,
    "missingParamPublish": FixRequest,
    "missingParamRecordID": FixRequest,
    "noInstanceFound": RetryLater,
    "nonUniqueVoiceBridge": FixRequest,
    "noResponse": RetryLater,
    "nullError": FixRequest,
    "paramError": FixRequest,
    "Params required": FixRequest,
    "parentMeetingIDMissing": FixRequest,
    "parentMeetingIdMissing": FixRequest,
    "pollXMLChecksumError": FixSecret,
    "sameServer": FixRequest,
    "serverTagUnavailable": RetryLater,
    "serverUnavailable": RetryLater,
    "sizeError": FixRequest,
    "tenantNotFound": FixRequest,
    "unsupportedContentType": FixRequest,
    "unsupportedRequest": FixRequest,
    "upload_text_track_failed": RetryLater,
    "userPoolReached": RetryLater,
    "validationError": FixRequest,
    # [/keys]
}


@dataclass(frozen=True, eq=False)
class Response:
    """A response, whatever form it came in. Calls return only those with returncode SUCCESS, and no HTTP error."""

    call: str
    status: int
    returncode: str
    key: str | None = None
    message: str = ""
    xml: etree._Element = field(default_factory=lambda: etree.Element("response"), repr=False)
    """The element `response`; empty if the response isn't XML."""
    data: dict[str, Any] = field(default_factory=dict, repr=False)
    """The members of `response`; empty if the response isn't JSON."""
    location: str = field(default="", repr=False)
    """Where `join` sends the browser, by http or https. The host is the server's word; it gets the session token.
    From a load balancer it is `join` of a server behind it, which then responds to the browser itself."""

    @property
    def warning(self) -> str | None:
        """The key, if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored."""
        return self.key if self.key == "duplicateWarning" else None

    def get(self, name: str, default: str = "") -> str:
        """Return the text of an element or a member, such as `meetingID`. For what is nested, see xml and data."""
        value = self.data.get(name, self.xml.findtext(name))
        return _text(value) if isinstance(value, str | int | float) else default


def encode(params: Params) -> str:
    """Percent-encode parameters as UTF-8, each value once and in the order given."""
    pairs = list(params.items() if isinstance(params, Mapping) else params)
    if not all(isinstance(pair, tuple | list) and len(pair) == 2 and isinstance(pair[0], str) for pair in pairs):
        raise FixRequest("parameters are a mapping, or pairs of a name and a value")
    try:
        return "&".join(f"{quote(name, safe='')}={quote(_text(x), safe='')}" for name, x in pairs if x is not None)
    except UnicodeEncodeError:
        raise FixRequest("a parameter holds half a character (a lone surrogate)") from None
    except ValueError:
        raise FixRequest("a parameter is a number of too many digits") from None


def sign(call: str, params: Params, secret: str, algorithm: str = "sha256") -> str:
    """Return a call's query string with its checksum. Send it as it is: another encoding breaks the checksum."""
    if algorithm not in ALGORITHMS:
        raise ValueError(f"unknown algorithm; use one of {', '.join(ALGORITHMS)}")
    query = encode(params)
    checksum = hashlib.new(algorithm, call.encode() + query.encode() + secret.encode()).hexdigest()
    return f"{query}&checksum={checksum}" if query else f"checksum={checksum}"


def parse(call: str, status: int, body: bytes, location: str = "") -> Response:
    """Read a response in any form of the API; raise what it stands for unless it is SUCCESS."""
    response = _redirect(call, status, location) if 300 <= status < 400 else _body(call, status, body)
    if response.returncode != "SUCCESS":
        kind = _KINDS.get(response.key or "", RetryLater if status >= 500 else Refused)
        raise kind(response.message or "no reason given", response.key, call, status)
    if not 200 <= status < 400:
        raise _of_status(call, status, "the body says SUCCESS, and the HTTP status doesn't")
    if call and response.get("apiVersion"):  # what a wrong method gets; only the call "" asks for the version
        raise FixRequest("nothing was done: the call wants another method", None, call, status, "wrong-http-method")
    return response


# Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash.
_HOST = r"https?://(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?"
_JOINED = re.compile(
    _HOST + r"(?=[/?])(?>[!\"$-\[\]-~]*?[?&]sessionToken=)[!-\[\]-~]++", re.IGNORECASE | re.ASCII
)  # the first token decides, or a long URL would take long
_PASSED_ON = re.compile(_HOST + r"/[!\"$->@-\[\]-~]*/join\?[!\"$-\[\]-~]*\bchecksum=(\w+)", re.IGNORECASE | re.ASCII)


def _redirect(call: str, status: int, location: str) -> Response:
    for value in reversed(re.findall(r"[?&]errors=([^&#]*)", location)):
        match _json(unquote_plus(value)):
            case [{"key": str(key), "message": str(message)}, *_]:
                return Response(call, status, "FAILED", _line(key), _line(message))
    if call == "join" and (_JOINED.fullmatch(location) or _passed_on(status, location)):
        return Response(call, status, "SUCCESS", location=location)
    raise BadResponse("redirected elsewhere: check the base URL, https too", None, call, status, "http-301-redirect")


def _passed_on(status: int, location: str) -> bool:
    """Return whether a load balancer sends the browser to a server, for which it has signed the request anew."""
    found = _PASSED_ON.fullmatch(location)
    return status in {302, 307} and found is not None and found[1] != _CALL.get()[1]


def _body(call: str, status: int, body: bytes) -> Response:
    content = _json(body)
    data = content.get("response", content) if isinstance(content, dict) else None
    if isinstance(data, dict) and isinstance(data.get("returncode"), str):
        members = map(data.get, ("returncode", "messageKey", "message"))
        code, key, message = (_line(x) if isinstance(x, str) else "" for x in members)
        return Response(call, status, code, key or None, message, data=data)
    xml = _xml(body)
    if xml is None:
        raise _not_an_api_response(call, status, body)
    key = _line(xml.findtext("messageKey") or xml.findtext("errors/error/key") or "")
    message = _line(xml.findtext("message") or xml.findtext("errors/error/message") or "")
    return Response(call, status, _line(xml.findtext("returncode", "")), key or None, message, xml)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _json(text: str | bytes) -> object:
    try:
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse)  # NaN and Infinity are no JSON
    except (ValueError, RecursionError):
        return None


_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<response[\s/>]")
"""How a response in XML begins. So no document type comes before it, which a parser may take minutes to read."""


def _xml(body: bytes) -> etree._Element | None:
    """Return the element `response` if this is a response in XML."""
    body = body.lstrip()
    if not _OPENING.match(body):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if root.tag == "response" and root.findtext("returncode") else None


_PAGES = {400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 500, 502, 503, 504}
_STATUSES: dict[int, type[BBBError]] = {
    **dict.fromkeys((405, 413, 414, 415), FixRequest),
    401: FixSecret,
    **dict.fromkeys((408, 429, 502, 503, 504), RetryLater),
}


def _not_an_api_response(call: str, status: int, body: bytes) -> BBBError:
    words = _line(re.sub(rb"<[^>]*>", b" ", body[:500]).decode(errors="replace"))[:100]
    text = f"not an API response, but {words!r}" if words else "not an API response, but an empty body"
    return _of_status(call, status, text)


def _of_status(call: str, status: int, text: str) -> BBBError:
    kind = _STATUSES.get(status, BadResponse)
    page = f"http-{status}" if status in _PAGES else "not-bigbluebutton" if status < 300 else ""
    return kind(text, None, call, status, page)


_BROKEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TimeoutError, ValueError)


def _no_reply(call: str, error: Exception) -> BBBError:
    """Say what a failure of httpx means. Its text and its request are not kept: they may hold the URL."""
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return RetryLater("no response in time", None, call, None, "time-out")
    if isinstance(error, httpx.LocalProtocolError):
        return FixRequest("nothing was sent: a header, such as the content type, breaks HTTP", None, call)
    if isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error):
        return BadResponse("redirected to what isn't a URL: check the base URL", None, call, None, "http-301-redirect")
    if isinstance(error, httpx.TransportError):
        kind, page = _failed_connection(error)
        return kind(f"no response, the connection failed ({type(error).__name__})", None, call, None, page)
    return BadResponse(f"a response that breaks HTTP ({type(error).__name__})", None, call)


_CERTIFICATE = {10: "tls-expired", 62: "tls-name", 64: "tls-name"}
"""Pages about a certificate, by OpenSSL's numbers of what is wrong with it; all others are about trust."""
_HANDSHAKE = {
    "WRONG_VERSION_NUMBER": "tls-to-plain",
    "TLSV1_ALERT_PROTOCOL_VERSION": "tls-version",
    "UNEXPECTED_EOF_WHILE_READING": "empty",
}
"""Pages about a TLS handshake that fails before a certificate matters, by OpenSSL's reasons."""
_CONNECTION = {
    socket.gaierror: "dns",
    ConnectionRefusedError: "refused",
    ConnectionResetError: "reset",
    httpx.ProxyError: "proxy",
    httpx.UnsupportedProtocol: "bad-url",
}
"""Pages about a connection that failed, by what was raised."""
_BREACH = {"without sending a response": "empty", "complete": "cut", "status line": "no-http"}
"""Pages about a response that breaks HTTP, by words of httpx."""
_PASSING = {"refused", "reset", "empty", "cut"}
"""Those of these pages whose failure may pass by itself."""


def _failed_connection(error: BaseException | None) -> tuple[type[BBBError], str]:
    """Return class and page for a connection that failed, by the errors behind it; no page if they do not tell."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            page = _CERTIFICATE.get(getattr(error, "verify_code", 0), "tls-chain")
        elif isinstance(error, ssl.SSLError):
            page = _HANDSHAKE.get(getattr(error, "reason", ""), "")
        elif isinstance(error, httpx.RemoteProtocolError):
            page = next((page for words, page in _BREACH.items() if words in str(error)), "")
        else:
            page = next((page for kind, page in _CONNECTION.items() if isinstance(error, kind)), "")
        if page:
            passing = page in _PASSING or (isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN)
            return RetryLater if passing else BadResponse, page
        error = error.__cause__ or error.__context__
    return RetryLater, ""


def _settle(outcome: Response | BaseException) -> Response:
    """Return a response or raise an error. None of its frames knows URL, checksum or body then."""
    if isinstance(outcome, Response):
        return outcome
    clear_frames(outcome.__traceback__)
    outcome.__cause__ = outcome.__context__ = None
    raise outcome.with_traceback(None) if isinstance(outcome, BBBError) else outcome


def _text(value: object) -> str:
    if isinstance(value, Enum):
        value = value.value
    if not isinstance(value, str | int | float):
        raise FixRequest("a parameter is neither text nor a number, True, False or None")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _line(text: str, limit: int = 2000) -> str:
    """Make a server's text fit for a log: one line, no control characters, no checksum, not endless."""
    return _mask("".join(c for c in " ".join(text[:limit].split()) if c.isprintable()))


class _Secret(str):
    """A secret that does not show itself to print, logs, debuggers and tracebacks with local variables."""

    def __repr__(self) -> str:
        return "'***'"

    __str__ = __repr__


_CALL = ContextVar("_CALL", default=(math.inf, "", ""))
"""The call under way in this thread or task: the time by which it must end, its checksum, and the secret."""

_DIGITS = re.compile(r"(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){8,}", re.IGNORECASE)  # as they are, or percent-encoded


_ESCAPE = re.compile(r"(?:[\\%]u(?:0{6}|00|\{0*)|\\x|=|%)([0-9a-f]{2})\}?", re.IGNORECASE)


_PACKED = re.compile(r"[A-Za-z0-9+/_-]{16,}")
"""What may be base64."""

_HEX = re.compile(r"(?:[0-9a-f]{2}[ :-]?){8,}", re.IGNORECASE)
"""What may be text in hex digits."""


def _unpacked(text: str) -> Iterator[str]:
    """Yield what a text may hold in hex, and in base64 from whichever letter it begins: as letters, and as digits."""
    for found in _HEX.findall(text):
        yield bytes.fromhex(re.sub("[ :-]", "", found)).decode("latin-1")
    for found in _PACKED.findall(text):
        packed = found.replace("-", "+").replace("_", "/")
        for start in range(4):
            end = len(packed) - ((len(packed) - start) % 4 == 1)  # one letter alone is no byte
            data = base64.b64decode(packed[start:end] + "==")
            yield data.decode("latin-1")
            yield data.hex()


def _holds(text: str, checksum: str, secret: str) -> bool:
    """Whether a text holds the secret, or a part of the checksum, in whatever way its letters are written or parted."""
    for _ in range(3):
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), html.unescape(text))
    text = unicodedata.normalize("NFKC", text)
    parts = {checksum[at : at + 16] for at in range(len(checksum) - 15)}
    hidden = {x for x in (secret.lower(), _letters(secret)) if len(x) >= 8}
    for written in (text, text[::-1], *_unpacked(text)):
        low = written.lower()
        digits, letters = re.sub("[^0-9a-f]", "", low), _letters(low)
        if any(part in digits for part in parts) or any(x in low or x in letters for x in hidden):
            return True
    return False


def _letters(text: str) -> str:
    """Return what of a text is letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def _mask(text: str) -> str:
    """Hide what is called a checksum, and every run of digits that is the checksum of this call or a part of it.

    Of a text that still holds it, or the secret, nothing is left.
    """
    _, checksum, secret = _CALL.get()

    def hide(digits: re.Match[str]) -> str:
        plain = unquote(re.sub("%(?:25)+", "%", digits[0])).lower()
        return "***" if plain in checksum or checksum in plain else digits[0]

    text = re.sub(r"(checksum(?:=|%(?:25)*3D))\w+", r"\1***", text, flags=re.IGNORECASE)
    if checksum:
        text = _DIGITS.sub(hide, text)
    text = text.replace(secret, "***") if len(secret) >= 8 else text  # the server has it, too
    return "***" if _holds(text, checksum, secret) else text


def _mask_record(record: logging.LogRecord) -> bool:
    record.msg, record.args = _mask(record.getMessage()), ()
    return True


for _name in ("httpx", "httpcore.http11", "httpcore.http2"):  # they log URLs at INFO, and headers at DEBUG
    logging.getLogger(_name).addFilter(_mask_record)


def _left(timeout: float | None) -> float | None:
    """Return a timeout, cut to the time that the call under way has left."""
    left = _CALL.get()[0] - time.monotonic()
    if left <= 0:
        raise httpcore.TimeoutException
    return timeout if left == math.inf else min(left, timeout or left)


class _Stream(httpcore.NetworkStream):
    """A connection that ends with the call. httpx bounds each step, but not how many there are."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(min(max_bytes, 16_384), _left(timeout))  # little enough to be taken apart quickly

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for at in range(0, len(buffer), 16_384):
            self._stream.write(buffer[at : at + 16_384], _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))
        except Exception:
            self.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Network(httpcore.SyncBackend):
    """Opens such connections. The system's search for the address of a host is the one step that it cannot bound."""

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *args: Any, **more: Any) -> _Stream:
        addresses = 1  # tried one after the other; each gets its share of the time
        with suppress(OSError):
            addresses = len(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        left = _left(timeout)
        return _Stream(super().connect_tcp(host, port, left and left / addresses, *args, **more))


def _bound(http: httpx.Client) -> None:
    """Put that network under a client of httpx. `_pool` and the like are private, but the same from 0.25 to 0.28."""
    for transport in (http._transport, *http._mounts.values()):
        pool = transport._pool if isinstance(transport, httpx.HTTPTransport) else None
        if pool and type(pool._network_backend) is httpcore.SyncBackend:
            pool._network_backend = _Network()


_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=0)
"""No call waits for another, and none gets a connection on which an earlier response may have left something."""


class _NoCookies(CookieJar):
    def extract_cookies(self, *_: object) -> None:
        """Take nothing, and do not even read what is offered."""


@cache
def _tls() -> ssl.SSLContext:
    """Return the settings for https. They take long to load, and all clients can share them."""
    return httpx.create_ssl_context()


R = TypeVar("R")  # what a call returns: a response, or a coroutine that returns one


def _check_kinds(url: object, secret: object, timeout: object, limit: object) -> None:
    """Raise ValueError for a setting of another kind, such as None for a variable that is not set, or out of bounds."""
    for name, value in (("URL", url), ("SECRET", secret)):
        if not isinstance(value, str):
            raise ValueError(f"the {name.lower()} is not a str; set BBB_{name}")
    if not isinstance(timeout, int | float) or not 0 < timeout <= 86_400:
        raise ValueError("the timeout is not between 0 and 86,400 seconds")
    if not isinstance(limit, int) or limit < 1:
        raise ValueError("the limit is not a number of bytes")


class _Base(Generic[R]):
    _open: type[httpx.Client | httpx.AsyncClient]
    _http: Any
    _api = ""

    def __init__(
        self,
        url: str,
        secret: str,
        algorithm: str = "sha256",
        timeout: float = 30,
        limit: int = 10_000_000,
        http: httpx.Client | httpx.AsyncClient | None = None,
    ) -> None:
        """Take the URL with or without `/bigbluebutton/api`, and the secret with or without blanks around it.

        `timeout` is in seconds, for the whole of a call, from the connection to the last byte. `limit` is in bytes,
        for the body; while a body is read, it may take 45 times that in memory. `http` is a client of httpx with
        settings of your own, such as a proxy; it is not closed, and keeps cookies and connections in its own way.
        """
        _check_kinds(url, secret, timeout, limit)
        self._secret = secret = _Secret(secret.strip())
        address = re.fullmatch(r"(https?://[^/?#@\s]+)(/[^?#\s]*)?", url.strip())
        if not address:
            raise ValueError("the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL")
        if not secret or not secret.isprintable():
            raise ValueError("the secret is empty or holds invisible characters; set BBB_SECRET")
        sign("", (), secret, algorithm)  # refuses an unknown algorithm
        path = (address[2] or "").rstrip("/") or "/bigbluebutton"
        self._api = address[1] + path.removesuffix("/api") + "/api"
        self._algorithm, self._timeout, self._limit = algorithm, timeout, limit
        try:
            known = httpx.URL(self._api)
            possible = known.host.encode("idna") and 0 < (known.port or 1) < 65_536
        except (httpx.InvalidURL, UnicodeError):
            possible = False
        if not possible:
            raise ValueError("the URL has a host or a port that cannot be; set BBB_URL")
        self._own = http is None
        try:
            self._http = http or self._open(verify=_tls(), cookies=_NoCookies(), limits=_LIMITS)
        except (httpx.InvalidURL, ImportError, OSError, ValueError) as error:  # what httpx reads there cannot be used
            raise ValueError(
                f"proxy or certificates cannot be used ({type(error).__name__}); "
                "correct HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE or SSLKEYLOGFILE"
            ) from None
        if isinstance(self._http, httpx.Client):
            _bound(self._http)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._api!r})"

    @classmethod
    def from_env(cls, **options: Any) -> Self:
        """Take URL and secret from BBB_URL and BBB_SECRET; the options are those of the class."""
        return cls(os.environ.get("BBB_URL", ""), os.environ.get("BBB_SECRET", ""), **options)

    def call(self, call: str, /, **params: Value) -> R:
        """Call by GET and return the response, or raise a BBBError. The call "" asks for the version."""
        return self._send("GET", call, params, b"", "")

    def post(self, call: str, params: Params = (), body: Body = b"", content_type: str = "application/xml") -> R:
        """Call by POST. Only `params`, which go into the URL, are signed; the body is not."""
        return self._send("POST", call, params, body, content_type)

    def url(self, call: str, /, **params: Value) -> str:
        """Return the signed URL of a call, such as the link a user joins by. Whoever has it can use it."""
        return self._url(call, params)

    def _send(self, method: str, call: str, params: Params, body: Body, content_type: str) -> R:
        raise NotImplementedError

    def _url(self, call: str, params: Params) -> str:
        if not re.fullmatch("(hooks/)?[A-Za-z]*", call):
            raise FixRequest("the name of a call has letters only, after hooks/ too")
        return f"{self._api}/{call}".rstrip("/") + "?" + sign(call, params, self._secret, self._algorithm)

    def _request(self, method: str, call: str, params: Params, body: Body, content_type: str) -> httpx.Request:
        """Build what is sent. httpx keeps a finished URL as it is, but would encode parameters in its own way."""
        headers = {"Accept-Encoding": "identity"}  # or a small response could unfold into a huge one
        if body is None:
            raise FixRequest("nothing was sent: the body is None", None, call)
        if isinstance(body, bytearray | memoryview):
            body = bytes(body)
        elif isinstance(body, Mapping | list):
            body, content_type = encode(body), "application/x-www-form-urlencoded"
        if body:
            headers["Content-Type"] = content_type
        url = self._url(call, params)
        try:
            request = self._http.build_request(method, url, content=body, headers=headers, timeout=self._timeout)
        except httpx.InvalidURL:
            raise FixRequest("the URL is too long; send parameters in a form body", None, call) from None
        except (TypeError, ValueError):
            raise FixRequest("nothing was sent: body, headers or cookies cannot be encoded", None, call) from None
        return cast(httpx.Request, request)

    def _check(self, call: str, response: httpx.Response, arrived: bytearray) -> None:
        if time.monotonic() > _CALL.get()[0]:  # many tiny pieces may have come at once
            raise TimeoutError
        if response.headers.get("content-encoding", "").lower() not in ("", "identity"):
            raise BadResponse("an encoding nobody asked for", None, call, response.status_code)
        if len(arrived) > self._limit:
            raise BadResponse(f"more than {self._limit} bytes", None, call, response.status_code)

    @contextmanager
    def _under_way(self, request: httpx.Request) -> Iterator[None]:
        """Make this the call whose end bounds the connection, and whose checksum does not show."""
        checksum = request.url.query.decode().rpartition("checksum=")[2]
        before = _CALL.set((time.monotonic() + self._timeout, checksum, self._secret))
        try:
            yield
        finally:
            _CALL.reset(before)


class Client(_Base[Response]):
    """Calls the API of one server. Use it in a `with` statement, or close it."""

    _open = httpx.Client
    _http: httpx.Client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        if self._own:
            self._http.close()

    def _send(self, *request: Any) -> Response:
        return _settle(self._exchange(*request))

    def _exchange(self, method: str, call: str, *sent: Any) -> Response | BaseException:
        try:
            request = self._request(method, call, *sent)
            with self._under_way(request):
                with closing(self._http.send(request, stream=True, follow_redirects=False)) as response:
                    self._check(call, response, arrived := bytearray())
                    for chunk in response.iter_bytes():
                        arrived += chunk
                        self._check(call, response, arrived)
                return parse(call, response.status_code, bytes(arrived), response.headers.get("location", ""))
        except BBBError as error:
            return error
        except _BROKEN as error:
            return _no_reply(call, error)
        except BaseException as error:  # canceled or interrupted, or the client was closed before
            return error


def _close_after_tls(request: httpx.Request) -> None:
    """Have the connection closed when its TLS handshake fails: httpcore forgets it if the handshake is canceled."""
    opened: list[httpcore.AsyncNetworkStream] = []

    async def trace(event: str, info: dict[str, Any]) -> None:
        if event.endswith(".connect_tcp.complete"):
            opened.append(info["return_value"])
        elif event.endswith(".start_tls.failed"):
            await opened.pop().aclose()

    request.extensions["trace"] = trace


class AsyncClient(_Base[Coroutine[Any, Any, Response]]):
    """The same for asyncio: use it in `async with`, and await `call` and `post`."""

    _open = httpx.AsyncClient
    _http: httpx.AsyncClient

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._own:
            await self._http.aclose()

    async def _send(self, *request: Any) -> Response:
        return _settle(await self._exchange(*request))

    async def _exchange(self, method: str, call: str, *sent: Any) -> Response | BaseException:
        try:
            request = self._request(method, call, *sent)
            _close_after_tls(request)
            with self._under_way(request):
                async with (
                    asyncio.timeout(self._timeout),
                    aclosing(await self._http.send(request, stream=True, follow_redirects=False)) as response,
                ):
                    self._check(call, response, arrived := bytearray())
                    async for chunk in response.aiter_bytes():
                        arrived += chunk
                        self._check(call, response, arrived)
                return parse(call, response.status_code, bytes(arrived), response.headers.get("location", ""))
        except BBBError as error:
            return error
        except _BROKEN as error:
            return _no_reply(call, error)
        except BaseException as error:  # canceled or interrupted, or the client was closed before
            return error
