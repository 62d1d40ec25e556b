"""The client of the examples against servers that are slow, broken or hostile, and its silence about secrets."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import logging
import re
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import bbb_api
from bbb_api import AsyncClient, BadResponse, BBBError, Client, FixRequest, FixSecret, Response, RetryLater
from tests.client.raw_server import http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.client.test_responses_read import FAILED

CHECKSUM = re.compile(r"[0-9a-f]{64}")
SAMPLES = [
    SUCCESS,
    FAILED % b"notFound",
    b"<response><returncode>FAILED</returncode><errors><error><key>k</key><message>m</message></error></errors></response>",
    b'{"response": {"returncode": "FAILED", "messageKey": "notFound", "message": "\\ud800"}}',
    b'{"returncode": "FAILED", "message": ["a"], "messageKey": {}}',
    b'{"response": {"returncode": "SUCCESS", "apiVersion": []}}',
    b"<html><body>{URL}<hr></html>",
    FAILED % b"{URL}\n{URL}",
    b"",
]
"""{URL} becomes path and query of the request, with its checksum: a server may repeat them anywhere."""
LOCATIONS = [
    "",
    "/?errors={ERRORS}",
    "http://[::bad?errors={ERRORS}",
    "mailto:x",
    "//[",
    "https://x:99999/",
    "{URL}",
    "\x7f",
]
in_time = settings(deadline=timedelta(seconds=2), max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def check(error: BBBError, also: str = "") -> None:
    """Nothing that is shown of an error holds the secret or a checksum; nor do the logs."""
    shown = [
        str(error),
        repr(error),
        error.page,
        error.message,
        error.key or "",
        "".join(traceback.format_exception(error)),
    ]
    with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert SECRET not in "".join([*shown, *with_locals.format(), repr(vars(error)), also])
    assert not CHECKSUM.search("".join([*shown, repr(vars(error)), also]))
    assert error.__context__ is None
    assert "\n" not in str(error)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Any bytes, or an answer with a few bytes changed, cut off or put in."""
    sample = draw(st.sampled_from(SAMPLES))
    at, end = sorted((draw(st.integers(0, len(sample))), draw(st.integers(0, len(sample)))))
    changed = sample[:at] + draw(st.binary(max_size=8)) + sample[end:]
    return draw(st.sampled_from([sample, changed, sample[:end]]) | st.binary(max_size=200))


@st.composite
def headers(draw: st.DrawFn) -> dict[str, bytes]:
    """Headers that a client looks at, with right and wrong values."""
    junk = st.binary(max_size=20).filter(lambda value: not re.search(rb"[\r\n\0]", value))
    known = {
        "Location": st.sampled_from([x.encode("latin-1") for x in LOCATIONS]),
        "Content-Encoding": st.sampled_from([b"gzip", b"identity", b"br"]),
        "Content-Type": st.sampled_from([b"text/xml; charset=x", b"application/json"]),
        "Set-Cookie": st.sampled_from([b"a=b", b'a=b; expires=x; max-age=y; version=z; port="1"']),
    }
    return {name: draw(known[name] | junk) for name in draw(st.sets(st.sampled_from(sorted(known))))}


@given(status=st.integers(200, 599), sent=headers(), body=bodies(), to_join=st.booleans())
@in_time
def test_only_its_own_errors_whatever_arrives(status: int, sent: dict[str, bytes], body: bytes, to_join: bool) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        url, errors = request.url.raw_path, b'[{"message":"{URL}","key":"a{URL}"}]'
        fill = {k: v.replace(b"{ERRORS}", errors).replace(b"{URL}", url) for k, v in sent.items()}
        return httpx.Response(
            status,
            headers=[(k.encode(), v) for k, v in fill.items()],
            stream=httpx.ByteStream(body.replace(b"{URL}", url)),
        )

    async def run() -> Response:
        async with httpx.AsyncClient(transport=transport) as http_client:
            return await AsyncClient("http://bbb.example.org", SECRET, http=http_client).call(call, name="x")

    call, transport = "join" if to_join else "create", httpx.MockTransport(reply)
    outcomes = []
    with httpx.Client(transport=transport) as http_client:
        try:
            outcomes.append(repr(Client("http://bbb.example.org", SECRET, http=http_client).call(call, name="x")))
        except BBBError as error:
            check(error)
            outcomes.append(repr(error))
    try:
        outcomes.append(repr(asyncio.run(run())))
    except BBBError as error:
        check(error)
        outcomes.append(repr(error))
    assert outcomes[0] == outcomes[1]
    assert not CHECKSUM.search(outcomes[0])


@pytest.mark.parametrize("location", LOCATIONS)
def test_locations_that_httpx_can_not_read(location: str) -> None:
    def reply(_: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers=[(b"Location", location.encode("latin-1"))])

    with httpx.Client(transport=httpx.MockTransport(reply)) as http_client, pytest.raises(BBBError) as caught:
        Client("http://bbb.example.org", SECRET, http=http_client).call("join")
    check(caught.value)


@pytest.mark.parametrize("end", ["\x7f", "\\", " ", "#", ""])
@pytest.mark.parametrize("part", ["&sessionToken=a", "?sessionToken=", "/join?checksum=a", "?errors=[", "/a.-b"])
def test_a_location_of_any_length_is_read_at_once(part: str, end: str) -> None:
    began = time.process_time()
    with contextlib.suppress(BBBError):
        bbb_api.parse("join", 302, b"", "http://bbb.example.org/?" + part * (95_000 // len(part)) + end)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("status", [100, 199, 400, 401, 403, 418, 500, 503, 600, 999])
def test_success_with_the_status_of_a_failure_is_none(status: int) -> None:
    with pytest.raises(BBBError, match="the body says SUCCESS") as caught:
        bbb_api.parse("create", status, SUCCESS)
    assert type(caught.value) is {401: FixSecret, 503: RetryLater}.get(status, BadResponse)


@pytest.mark.parametrize("location", [b"http://[::1/", b"http://bbb.example.org/\x7f", b"//\xff/"])
def test_a_redirect_to_what_is_no_url_will_not_pass(location: bytes) -> None:
    sent = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: %s\r\n\r\n" % location
    with serving(lambda _: [sent]) as raw, Client(raw.url, SECRET) as bbb, pytest.raises(BadResponse) as caught:
        bbb.call("create")
    assert caught.value.page == "errors/http-301-redirect/"


@pytest.fixture(scope="module")
def next_answer() -> Iterator[tuple[Client, list[bytes]]]:
    """A client, and what its server sends next as it is."""
    sends: list[bytes] = []
    with serving(lambda _: sends) as raw, Client(raw.url, SECRET, timeout=1) as bbb:
        yield bbb, sends


@given(body=bodies(), junk=st.binary(max_size=40), cut=st.integers(0, 150), whole=st.booleans())
@in_time
def test_only_its_own_errors_whatever_bytes_arrive(
    next_answer: tuple[Client, list[bytes]], body: bytes, junk: bytes, cut: int, whole: bool
) -> None:
    bbb, sends = next_answer
    right = http(body)
    sends[:] = [right[:cut] + junk + right[cut:] if whole else right[:cut] + junk]
    try:
        assert isinstance(bbb.call("end"), Response)
    except BBBError as error:
        check(error)


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
DOCUMENT = "<returncode>SUCCESS</returncode><message>{}</message></response>"


def document(subset: str, message: str = "", root: str = "<response>") -> str:
    return f"<!DOCTYPE response {subset}>{root}{DOCUMENT.format(message)}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "case",
    [
        *("bomb", "bomb in an attribute", "long entity", "file", "address", "parameter", "plain", "deep"),
        *("deep and whole", "many declarations", "many declarations after a comment"),
    ],
)
def test_hostile_xml(case: str, encoding: str, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.write_text("private text")
    with serving(lambda _: [http(b'<!ENTITY e "x">')]) as other:
        address = f"{other.url}x.dtd"
        many = document("[" + "".join(f'<!ATTLIST a x{n} CDATA "">' for n in range(40_000)) + "]")
        xml = {
            "bomb": document(f'[<!ENTITY e0 "ha">{BOMB}]', "&e11;"),
            "bomb in an attribute": document(f'[<!ENTITY e0 "ha">{BOMB}]', root='<response a="&e11;">'),
            "long entity": document(f'[<!ENTITY e "{"x" * 100_000}">]', "&e;" * 50_000),
            "file": document(f'[<!ENTITY e SYSTEM "{private.as_uri()}">]', "&e;"),
            "address": document(f'SYSTEM "{address}"', "&e;"),
            "parameter": document(f'[<!ENTITY % p SYSTEM "{address}"> %p;]'),
            "plain": document(""),
            "deep": "<response>" + "<a>" * 400_000,
            "deep and whole": f"<response><returncode>SUCCESS</returncode>{'<a>' * 5000}{'</a>' * 5000}</response>",
            "many declarations": many,
            "many declarations after a comment": f"<?xml version='1.0'?><!--<response>-->{many}",
        }[case]
        start = time.monotonic()
        with pytest.raises(BadResponse) as caught:
            bbb_api.parse("create", 200, xml.encode(encoding))
        assert time.monotonic() - start < 3
        assert other.requests == []
    assert "private text" not in str(caught.value)


def test_the_parser_is_told_to_be_careful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document type is refused only after the parser has read it, so the parser must not act on it."""
    told: dict[str, bool] = {}
    real = etree.XMLParser

    def spy(**options: bool) -> etree.XMLParser:
        told.update(options)
        return real()

    monkeypatch.setattr(etree, "XMLParser", spy)
    bbb_api.parse("end", 200, SUCCESS)
    hasty = dict.fromkeys(("resolve_entities", "load_dtd", "huge_tree", "recover"), False)
    assert told == {"no_network": True, **hasty}


BODIES = [b"[" * 1_000_000, b'{"response":' * 200_000, b'{"returncode": ' + b"9" * 9_999 + b"}"]


@pytest.mark.parametrize("body", BODIES)
def test_hostile_json(body: bytes) -> None:
    with pytest.raises(BadResponse):
        bbb_api.parse("create", 200, body)


class Endless(httpx.SyncByteStream):
    """A body that goes on for 20 MB, if somebody reads it."""

    read = 0

    def __iter__(self) -> Iterator[bytes]:
        yield b"<response>"
        while self.read < 20_000_000:
            self.read += 100_000
            yield b"x" * 100_000


def read_until_refused(limit: int, bbb: Callable[[httpx.Client], Client]) -> int:
    """How much a client takes of an answer that goes on."""
    body = Endless()
    source = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=body)))
    with source, bbb(source) as client, pytest.raises(BadResponse, match=f"more than {limit} bytes"):
        client.call("getRecordings")
    return body.read


def test_huge_answers_are_not_read_to_the_end() -> None:
    url, million = "https://bbb.example.org/bigbluebutton/", 1_000_000
    read = read_until_refused(million, lambda source: Client(url, SECRET, http=source, limit=million))
    assert million <= read <= million + 100_000
    read = read_until_refused(10 * million, lambda source: Client(url, SECRET, http=source))
    assert 10 * million <= read <= 10 * million + 100_000


def test_answers_that_unfold_are_not_unfolded() -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    answer = http(packed, headers=["Content-Encoding: gzip"])
    with serving(lambda _: [answer]) as raw, Client(raw.url, SECRET) as bbb:
        with pytest.raises(BadResponse, match="encoding nobody asked for"):
            bbb.call("getMeetings")
        assert b"Accept-Encoding: identity\r\n" in raw.requests[0]


def silent(_: bytes) -> Iterator[bytes]:
    time.sleep(5)
    yield http(SUCCESS)


def dripping(_: bytes) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    for _part in range(100):
        time.sleep(0.05)
        yield b" "


@pytest.mark.parametrize("reply", [silent, dripping])
def test_slow_servers(reply: object) -> None:
    async def run(url: str) -> None:
        async with AsyncClient(url, SECRET, timeout=0.15) as bbb:
            await bbb.call("create")

    assert callable(reply)
    with serving(reply) as raw, Client(raw.url, SECRET, timeout=0.15) as bbb:
        start = time.monotonic()
        with pytest.raises(RetryLater, match="in time") as caught:
            bbb.call("create")
        with pytest.raises(RetryLater, match="in time"):
            asyncio.run(run(raw.url))
        assert time.monotonic() - start < 4
    check(caught.value)
    assert caught.value.page == "errors/time-out/"


@pytest.mark.parametrize(
    ("sent", "page"),
    [
        (b"", "empty"),
        (b"HTTP/1.1 200 OK\r\nConte", "empty"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<response>", "cut"),
        (b"SSH-2.0-x\r\n", "empty"),
        (b"SSH-2.0-x\r\n\r\n", "no-http"),
    ],
)
def test_connections_that_end(sent: bytes, page: str) -> None:
    kind = BadResponse if page == "no-http" else RetryLater
    with serving(lambda _: [sent]) as raw, Client(raw.url, SECRET) as bbb, pytest.raises(kind) as caught:
        bbb.call("create")
    check(caught.value)
    assert "no response" in str(caught.value)
    assert caught.value.page == f"errors/{page}/"


def test_nobody_listens() -> None:
    with serving(lambda _: []) as raw:
        url = raw.url
    with Client(url, SECRET) as bbb, pytest.raises(RetryLater, match="ConnectError") as caught:
        bbb.call("create")
    check(caught.value)
    assert caught.value.page == "errors/refused/"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("call", ["create", "join"])
def test_redirects_are_not_followed(status: int, call: str) -> None:
    with serving(lambda _: [http(SUCCESS)]) as target:

        def reply(head: bytes) -> list[bytes]:
            path = head.split(b" ", 2)[1].decode()
            return [http(b"", f"{status} Moved", [f"Location: {target.url}{path}"])]

        with serving(reply) as raw, httpx.Client(follow_redirects=True) as follower:
            with pytest.raises(BadResponse) as caught:
                Client(raw.url, SECRET, http=follower).call(call, name="x")
            assert len(raw.requests) == 1
        assert target.requests == []
    check(caught.value)
    assert caught.value.page == "errors/http-301-redirect/"


def test_a_query_that_is_too_long() -> None:
    with Client("http://bbb.example.org", SECRET) as bbb, pytest.raises(FixRequest, match="too long") as caught:
        bbb.call("create", welcome="x" * 70_000)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("status", [200, 301])
def test_logs_hold_neither_secret_nor_checksum(status: int, caplog: pytest.LogCaptureFixture) -> None:
    def reply(head: bytes) -> list[bytes]:
        return [http(SUCCESS, f"{status} Status", [f"Location: {head.split(b' ', 2)[1].decode()}"])]

    with serving(reply) as raw, caplog.at_level(logging.DEBUG), Client(raw.url, SECRET) as bbb:
        try:
            bbb.call("create", name="Algebra I")
        except BBBError as error:
            check(error, caplog.text)
        assert SECRET in bbb._secret
        assert CHECKSUM.search(raw.queries[0])
    assert "name=Algebra%20I&checksum=***" in caplog.text
    assert "receive_response_headers" in caplog.text
    assert SECRET not in caplog.text
    assert not CHECKSUM.search(caplog.text)


def test_a_secret_does_not_show() -> None:
    with Client("http://bbb.example.org", SECRET) as bbb:
        assert SECRET not in f"{bbb!r} {bbb} {vars(bbb)} {bbb._secret} {bbb._secret!r}"
    for url, algorithm in (("", "sha256"), ("http://bbb.example.org", "md5")):
        with pytest.raises(ValueError, match=r"URL is empty|unknown algorithm") as caught:
            Client(url, SECRET, algorithm)
        with_locals = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        assert SECRET not in "".join(with_locals.format())


@pytest.fixture
def unread_certificates() -> Iterator[None]:
    """Have the settings for https read anew, before and after."""
    bbb_api._tls.cache_clear()
    yield
    bbb_api._tls.cache_clear()


ODD = {
    "HTTP_PROXY": ["::::", "ftp://proxy.example.org", "http://[::bad"],
    "ALL_PROXY": ["socks5://proxy.example.org:1080", "x:y:z"],
    "NO_PROXY": ["[::"],
    "SSL_CERT_FILE": ["/no/such/file", __file__],
    "SSLKEYLOGFILE": ["/no/such/folder/keys"],
}


@pytest.mark.usefixtures("unread_certificates")
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in ODD.items() for value in values])
def test_odd_settings_around_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    for kind in (Client, AsyncClient):
        with pytest.raises(ValueError, match=f"cannot be used .*{name}") as caught:
            kind("https://bbb.example.org", SECRET)
        assert value not in str(caught.value)
