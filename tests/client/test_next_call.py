"""What a response leaves behind: nothing. And what goes wrong before a request is sent is not blamed on a response."""

from __future__ import annotations

import asyncio
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbb_api import AsyncClient, BBBError, Client, FixRequest, Response
from tests.client.raw_server import RawServer, http, serving
from tests.client.test_calls import SECRET, SUCCESS

COOKIES = [
    b"a=\xc3\xa4",
    b"a=\xff",
    b"\xe4=b",
    b"a=b; path=/\xc3\xa4",
    b"JSESSIONID=0A1B; Path=/bigbluebutton; HttpOnly",
    b"a=b; max-age=" + b"9" * 5000,
    b"a=b; expires=Thu, 99 Foo 99999 99:99:99 GMT",
    b'a="b; version=1; port="x',
    b"a=" + b"b" * 50_000,
    b"a",
    b"",
    b"; ; =",
]


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        yield raw


def outcomes_by_async(url: str, count: int) -> list[Response | BBBError]:
    async def run() -> list[Response | BBBError]:
        async with AsyncClient(url, SECRET) as bbb:
            return [await one(bbb) for _ in range(count)]

    async def one(bbb: AsyncClient) -> Response | BBBError:
        try:
            return await bbb.call("join")
        except BBBError as error:
            return error

    return asyncio.run(run())


def outcomes(url: str, count: int) -> list[Response | BBBError]:
    def one(bbb: Client) -> Response | BBBError:
        try:
            return bbb.call("join")
        except BBBError as error:
            return error

    with Client(url, SECRET) as bbb:
        return [one(bbb) for _ in range(count)]


@pytest.mark.parametrize("calls", [outcomes, outcomes_by_async])
@pytest.mark.parametrize("cookie", COOKIES, ids=range(len(COOKIES)))
def test_cookies_are_neither_kept_nor_sent(calls: Callable[..., list[Response | BBBError]], cookie: bytes) -> None:
    response = b"HTTP/1.1 200 OK\r\nSet-Cookie: x=y\r\nSet-Cookie: " + cookie + b"\r\n\r\n" + SUCCESS
    with serving(lambda _: [response]) as raw, warnings.catch_warnings(action="error"):
        assert [type(x) for x in calls(raw.url, 3)] == [Response] * 3
    assert len(raw.requests) == 3
    assert not any(b"\r\ncookie:" in request.lower() for request in raw.requests)


@given(value=st.binary(max_size=60).filter(lambda x: not set(x) & set(b"\r\n\0")))
@settings(deadline=None, max_examples=40)
def test_no_header_changes_the_next_call(value: bytes) -> None:
    names = (b"Set-Cookie", b"Set-Cookie2", b"Alt-Svc", b"Strict-Transport-Security", b"Refresh", b"Keep-Alive")
    odd = b"HTTP/1.1 200 OK\r\n" + b"".join(b"%s: %s\r\n" % (name, value) for name in names) + b"\r\n" + SUCCESS
    sends = [odd]
    with serving(lambda _: [sends.pop() if sends else http(SUCCESS)]) as raw:
        assert isinstance(outcomes(raw.url, 2)[1], Response)
        sends.append(odd)
        assert isinstance(outcomes_by_async(raw.url, 2)[1], Response)
    first, second, *_ = (request.split(b"\r\n", 1)[1] for request in raw.requests)
    assert first == second


@pytest.mark.parametrize("calls", [outcomes, outcomes_by_async])
@pytest.mark.parametrize("head", ["200 OK", "204 No Content", "304 Not Modified"])
def test_leftovers_on_a_connection_answer_no_call(calls: Callable[..., list[Response | BBBError]], head: str) -> None:
    """The server keeps connections open and sends a second response that nobody asked for."""
    length = "" if head.startswith(("204", "304")) else f"Content-Length: {len(SUCCESS)}\r\n"
    first = f"HTTP/1.1 {head}\r\n{length}\r\n".encode() + (SUCCESS if length else b"")
    leftover = b"HTTP/1.1 500 Oh\r\nContent-Length: 3\r\n\r\nbad"
    seen: list[bytes] = []

    def serve(connection: socket.socket) -> None:
        with connection:
            while request := connection.recv(9999):
                seen.append(request)
                connection.sendall(first + leftover)

    def accept() -> None:
        for _ in range(2):
            serve(listener.accept()[0])

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(5)
        thread = threading.Thread(target=accept)
        thread.start()
        told = [repr(x) for x in calls(f"http://127.0.0.1:{listener.getsockname()[1]}", 2)]
        thread.join()
    assert told[0] == told[1]
    assert len(seen) == 2


BEFORE: dict[str, tuple[str, dict[str, Any]]] = {
    "line break in a header": ("create", {"body": "x", "content_type": "text/xml\r\nX: y"}),
    "header that is not ASCII": ("create", {"body": "x", "content_type": "text/ä"}),
    "NUL in a header": ("create", {"body": "x", "content_type": "text/\0"}),
    "half a character in a body": ("create", {"body": "\ud800"}),
    "half a character in a form": ("create", {"body": {"name": "\udfff"}}),
    "half a character in a parameter": ("create", {"params": {"name": "\ud800"}}),
    "half a character in a name": ("create", {"params": {"\ud800": "x"}}),
    "half a character in the call": ("\ud800", {}),
    "line break in the call": ("create\r\nX: y", {}),
    "query in the call": ("create?a=b", {}),
    "path in the call": ("../end", {}),
    "too long": ("create", {"params": {"welcome": "x" * 70_000}}),
}


@pytest.mark.parametrize("case", BEFORE.values(), ids=BEFORE)
def test_errors_before_sending_are_those_of_the_request(server: RawServer, case: tuple[str, dict[str, Any]]) -> None:
    async def run() -> None:
        async with AsyncClient(server.url, SECRET) as other:
            await other.post(call, **more)

    call, more = case
    before = len(server.requests)
    with Client(server.url, SECRET) as bbb:
        with pytest.raises(FixRequest) as caught:
            bbb.post(call, **more)
        with pytest.raises(FixRequest):
            asyncio.run(run())
    assert caught.value.status is None
    assert len(server.requests) == before


def test_a_jar_that_was_passed_is_the_callers_own() -> None:
    with serving(lambda _: [http(SUCCESS, headers=["Set-Cookie: a=b"])]) as raw, httpx.Client() as own:
        bbb = Client(raw.url, SECRET, http=own)
        bbb.call("join")
        bbb.call("join")
        assert b"\r\nCookie: a=b\r\n" in raw.requests[1]
        own.cookies.set("a", "ä", "127.0.0.1")
        with pytest.raises(FixRequest, match=r"nothing was sent: .*cookies"):
            bbb.call("join")
        assert len(raw.requests) == 2


@pytest.mark.parametrize(
    "host", ["a" * 64 + ".example.org", "a..example.org", "x:99999", "x:y", "x:-1", "[::zz]", "xn--ä"]
)
def test_hosts_that_cannot_be(host: str) -> None:
    with pytest.raises(ValueError, match="set BBB_URL"):
        Client(f"https://{host}/bigbluebutton/", SECRET)


def test_all_clients_share_the_settings_for_https(monkeypatch: pytest.MonkeyPatch) -> None:
    with Client("https://bbb.example.org", SECRET):
        monkeypatch.setattr(httpx, "create_ssl_context", lambda: pytest.fail("made once more"))
        Client("https://bbb2.example.org", SECRET).close()
        AsyncClient("https://bbb2.example.org", SECRET)
