"""The timeout of the client holds for a whole call, wherever a server takes its time."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from itertools import cycle
from typing import Any

import httpcore
import httpx
import pytest

from bbb_api import AsyncClient, Client, Response, RetryLater
from tests.client.raw_server import Reply, http, serving
from tests.client.test_calls import SECRET, SUCCESS

TIMEOUT = 0.4
FAR = 6.0
"""How long the servers would go on; a call that takes half of it has no deadline."""
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"


def going_on(start: bytes, again: bytes, pause: float = 0.05) -> Reply:
    """Send the start, then the rest again and again."""

    def reply(_: bytes) -> Iterator[bytes]:
        end = time.monotonic() + FAR
        yield start
        for more in cycle([again]):
            if time.monotonic() > end:
                return
            yield more
            time.sleep(pause)

    return reply


SLOW = {
    "silence": going_on(b"", b""),
    "status line": going_on(b"HTTP/1.1 200 ", b"K"),
    "name of a header": going_on(OK, b"x"),
    "value of a header": going_on(OK + b"Server: ", b"x"),
    "headers": going_on(OK, b"Via: a\r\n"),
    "100": going_on(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "103": going_on(b"", EARLY),
    "100 without pause": going_on(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500, 0),
    "102 and 103 without pause": going_on(b"", (b"HTTP/1.1 102 Processing\r\n\r\n" + EARLY) * 500, 0),
    "size of a chunk": going_on(CHUNKED, b"0"),
    "extension of a chunk": going_on(CHUNKED + b"5;a=", b"x"),
    "extensions without pause": going_on(CHUNKED, b"1;a=xxxxxxxxxxxxxxx\r\n \r\n" * 500, 0),
    "chunks": going_on(CHUNKED, b"1\r\n \r\n"),
    "end of a chunk": going_on(CHUNKED + b"1\r\n \r", b""),
    "trailers": going_on(CHUNKED + b"0\r\n", b"Via: a\r\n"),
    "trailer": going_on(CHUNKED + b"0\r\nVia: ", b"a"),
    "body": going_on(OK + b"Content-Length: 9999\r\n\r\n", b" "),
    "body without length": going_on(OK + b"\r\n", b" "),
    "body of an error": going_on(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9999\r\n\r\n", b" "),
}


def too_late(call: Callable[[], object]) -> None:
    """The call ends with RetryLater, about when it should."""
    start = time.monotonic()
    with pytest.raises(RetryLater, match="in time") as caught:
        call()
    assert time.monotonic() - start < FAR / 2
    assert caught.value.page == "errors/time-out/"


def by_async(url: str, **body: Any) -> Response:
    async def run() -> Response:
        async with AsyncClient(url, SECRET, timeout=TIMEOUT) as bbb:
            return await bbb.post("create", **body)

    return asyncio.run(run())


@pytest.mark.parametrize("reply", SLOW.values(), ids=SLOW)
def test_every_part_of_a_response(reply: Reply) -> None:
    with serving(reply) as raw:
        with Client(raw.url, SECRET, timeout=TIMEOUT) as bbb:
            too_late(lambda: bbb.call("create"))
        too_late(lambda: by_async(raw.url))


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose pieces are there at once, so that nothing waits between them."""

    def __iter__(self) -> Iterator[bytes]:
        end = time.monotonic() + FAR
        while time.monotonic() < end:
            time.sleep(0.01)
            yield b" "

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def test_pieces_that_are_there_at_once_end_too() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Pieces()))

    async def run() -> Response:
        async with httpx.AsyncClient(transport=transport) as http_client:
            return await AsyncClient("http://bbb.example.org", SECRET, timeout=TIMEOUT, http=http_client).call("create")

    with httpx.Client(transport=transport) as http_client:
        too_late(lambda: Client("http://bbb.example.org", SECRET, timeout=TIMEOUT, http=http_client).call("create"))
    too_late(lambda: asyncio.run(run()))


def test_clients_of_httpx_that_are_passed_and_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(SLOW["headers"]) as raw:
        with httpx.Client() as own:
            too_late(lambda: Client(raw.url, SECRET, timeout=TIMEOUT, http=own).call("create"))
            backends = [own._transport._pool._network_backend]  # type: ignore[attr-defined]  # private to httpx
            Client(raw.url, SECRET, http=own)
            assert [own._transport._pool._network_backend] == backends  # type: ignore[attr-defined]  # private to httpx
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{raw.port}")
        with Client("http://bbb.example.org", SECRET, timeout=TIMEOUT) as bbb:
            too_late(lambda: bbb.call("create"))
        assert raw.requests[-1].startswith(b"GET http://bbb.example.org/")


def test_the_own_requests_of_a_client_that_was_passed_have_no_deadline() -> None:
    def later(_: bytes) -> Iterator[bytes]:
        time.sleep(TIMEOUT * 2)
        yield http(SUCCESS)

    with serving(later) as raw, httpx.Client() as own:
        too_late(lambda: Client(raw.url, SECRET, timeout=TIMEOUT, http=own).call("create"))
        assert own.get(raw.url).content == SUCCESS
        assert own.get(raw.url, timeout=None).content == SUCCESS


class Listener:
    """Accepts connections and hands each to a function in a thread of its own."""

    def __init__(self, handle: Callable[[socket.socket], None]) -> None:
        """Listen, with little room for what arrives."""
        self._handle, self._stopped = handle, threading.Event()
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()
        self.netloc = f"127.0.0.1:{self.socket.getsockname()[1]}"

    def _serve(self) -> None:
        threads = []
        while True:
            connection, _ = self.socket.accept()
            if self._stopped.is_set():
                connection.close()
                break
            threads.append(threading.Thread(target=self._answer, args=(connection,)))
            threads[-1].start()
        for thread in threads:
            thread.join()

    def _answer(self, connection: socket.socket) -> None:
        end = time.monotonic() + FAR
        with connection:
            try:
                while time.monotonic() < end and not self._stopped.is_set():
                    self._handle(connection)
                    time.sleep(0.05)
            except OSError:
                return

    def __enter__(self) -> Listener:
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        socket.create_connection(self.socket.getsockname()).close()
        self._thread.join()
        self.socket.close()


@pytest.mark.parametrize("asynchronous", [False, True])
def test_the_handshake_of_https(asynchronous: bool, recwarn: pytest.WarningsRecorder) -> None:
    record = iter(cycle([b"\x16\x03\x03\x40\x00\x02", *[b"\2"] * 10_000]))
    with Listener(lambda connection: connection.sendall(next(record))) as server:
        url = f"https://{server.netloc}"
        if asynchronous:
            too_late(lambda: by_async(url))
        else:
            with Client(url, SECRET, timeout=TIMEOUT) as bbb:
                too_late(lambda: bbb.call("create"))
    gc.collect()
    assert [str(each.message) for each in recwarn] == []  # no connection is left open


def test_a_server_that_takes_a_body_slowly() -> None:
    with Listener(lambda connection: None if connection.recv(10_000) else connection.close()) as server:
        body = b"x" * 20_000_000
        with Client(f"http://{server.netloc}", SECRET, timeout=TIMEOUT) as bbb:
            too_late(lambda: bbb.post("create", body=body))
        too_late(lambda: by_async(f"http://{server.netloc}", body=body))


def test_waiting_for_a_free_connection() -> None:
    with serving(SLOW["silence"]) as raw, httpx.Client(limits=httpx.Limits(max_connections=1)) as own:
        patient, bbb = (Client(raw.url, SECRET, timeout=x, http=own) for x in (FAR / 3, TIMEOUT))
        first = threading.Thread(target=lambda: too_late(lambda: patient.call("create")))
        first.start()
        while not raw.requests:
            time.sleep(0.01)
        too_late(lambda: bbb.call("create"))
        first.join()


def test_calls_do_not_wait_for_each_other() -> None:
    with serving(SLOW["silence"]) as raw, Client(raw.url, SECRET, timeout=FAR / 3) as bbb:
        waiting = [threading.Thread(target=lambda: too_late(lambda: bbb.call("create"))) for _ in range(110)]
        for thread in waiting:
            thread.start()
        for thread in waiting:
            thread.join()
        assert len(raw.requests) == len(waiting)


def test_all_addresses_of_a_host_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"192.0.2.{x}", 80)) for x in range(4)]

    def connect(_: object, host: str, port: int, timeout: float, **_more: object) -> Iterable[bytes]:
        assert (host, port) == ("bbb.example.org", 80)
        given.append(timeout)
        raise httpcore.ConnectTimeout

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with Client("http://bbb.example.org", SECRET, timeout=8) as bbb:
        too_late(lambda: bbb.call("create"))
    assert given == [pytest.approx(2, abs=0.5)]


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e9])
def test_timeouts_that_cannot_be(timeout: float) -> None:
    with pytest.raises(ValueError, match="timeout is not between"):
        Client("http://bbb.example.org", SECRET, timeout=timeout)
