"""The stub and requests that are broken, cut, slow or huge: each is answered in time, and holds up nobody."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

import httpx
import pytest

from bbb_stub import faults, server
from bbb_stub.server import StubServer
from bbb_wire.signing import EXAMPLE_SECRET, sign
from tests.stub.attacked import MANY
from tests.stub.wire import request, talk

CREATE = b"/bigbluebutton/api/create"


def test_large_bodies_are_refused_unread(stub: StubServer) -> None:
    announced = talk(stub.origin, request(CREATE, b"Content-Length: 400000000\r\n", method=b"POST"), seconds=1)
    assert announced.startswith(b"HTTP/1.1 413 ")
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    head = request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST")
    assert talk(stub.origin, head, *([chunk] * 40), b"0\r\n\r\n").startswith(b"HTTP/1.1 413 ")


BROKEN = [
    request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST") + b"zz\r\n",
    request(CREATE, b"Content-Length: " + MANY.encode() + b"\r\n", method=b"POST"),
    request(CREATE, b"Content-Length: 3\r\nContent-Length: 4\r\n", method=b"POST") + b"abcd",
    request(CREATE, b"Upgrade: websocket\r\n"),
    b"\x16\x03\x01\x02\x00" * 100,
    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n",
    request(CREATE, b"Content-Length: 400000000\r\n", method=b"POST") + b"x" * 100_000,
]


@pytest.mark.parametrize("sent", BROKEN, ids=range(len(BROKEN)))
def test_broken_http_is_answered(stub: StubServer, sent: bytes) -> None:
    assert talk(stub.origin, sent, seconds=1).startswith(b"HTTP/1.1 ")
    assert talk(stub.origin, request(b"/bigbluebutton/api")).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("begin", [b"GET /", b"GET / HTTP/1.1\r\nA: ", b"\x16\x03\x01\r\n\r\n"])
def test_what_is_refused_while_it_is_sent_is_told_so(stub: StubServer, begin: bytes) -> None:
    place = urlsplit(stub.origin)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as connection:
        connection.sendall(begin + b"x" * 5_000_000)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_half_requests_are_closed_after_a_time_and_hold_up_nobody(client: httpx.Client) -> None:
    with StubServer({"read_seconds": 0.5}) as server:
        place = urlsplit(server.origin)
        halves = [b"", b"GET /bigbluebutton", request(CREATE, b"Content-Length: 5\r\n", method=b"POST") + b"ab"]
        halves.append(request(b"/stub/clock", b"Content-Length: 5\r\n", method=b"POST")[:-4])
        open_ = [socket.create_connection((place.hostname or "", place.port or 0), timeout=10) for _ in halves]
        for connection, half in zip(open_, halves, strict=True):
            connection.sendall(half)
        start = time.perf_counter()
        assert client.get(f"{server.api}getMeetings").status_code == 200
        assert time.perf_counter() - start < 0.4
        ended = [connection.recv(1000) for connection in open_]
        assert time.perf_counter() - start < 5
        assert [found[:13] for found in ended] == [b"", b"", b"HTTP/1.1 408 ", b""]
        for connection in open_:
            connection.close()


def head(target: bytes, headers: bytes, method: bytes = b"POST") -> bytes:
    """Return the head of a request whose connection stays open."""
    return b"%s %s HTTP/1.1\r\nHost: x\r\n%s\r\n" % (method, target, headers)


LARGE = b"Content-Length: 5000000\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
DRIPS = {
    "headers": (b"GET / HTTP/1.1\r\nHost: x\r\n", b"A: b\r\n", b""),
    "body": (head(CREATE, b"Content-Length: 5000\r\n"), b"a", b"408"),
    "body of the stub's own": (head(b"/stub/clock", b"Content-Length: 5000\r\n"), b"a", b"408"),
    "refused body": (head(CREATE, LARGE), b"a", b"413"),
    "refused chunks": (head(CREATE, CHUNKED) + b"200000\r\n" + b"x" * 0x200000 + b"\r\n", b"1\r\na\r\n", b"413"),
    "refused body of the stub's own": (head(b"/stub/reset", LARGE), b"a", b"400"),
    "refused method of the stub's own": (head(b"/stub/reset", LARGE, b"PUT"), b"a", b"400"),
    "headers after a refused body": (
        head(CREATE, LARGE) + b"x" * 5_000_000 + b"GET / HTTP/1.1\r\n",
        b"A: b\r\n",
        b"413",
    ),
}
"""What is sent first, what drips then, and the status of the response."""


@pytest.mark.parametrize("name", DRIPS)
def test_what_drips_ends(name: str) -> None:
    first, drop, status = DRIPS[name]
    found = b""
    with StubServer({"read_seconds": 0.5}) as server:
        place = urlsplit(server.origin)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as connection:
            connection.sendall(first)
            start = time.perf_counter()
            with contextlib.suppress(OSError):
                while time.perf_counter() - start < 8:
                    connection.sendall(drop)
                    time.sleep(0.05)
                    with contextlib.suppress(BlockingIOError):
                        found += connection.recv(1000, socket.MSG_DONTWAIT)
            assert time.perf_counter() - start < 5
    assert found[9:12] == status


def test_a_slow_answer_holds_up_nobody(stub: StubServer, client: httpx.Client) -> None:
    stub.settings(slow_seconds=1)
    slow = threading.Thread(
        target=httpx.get, args=(f"{stub.api}getMeetings",), kwargs={"headers": {"X-Stub-Fault": "slow"}}
    )
    slow.start()
    time.sleep(0.1)
    start = time.perf_counter()
    assert client.get(f"{stub.api}getMeetings").status_code == 200
    assert time.perf_counter() - start < 0.5
    slow.join()
    stub.reset()


def test_little_is_read_at_once(monkeypatch: pytest.MonkeyPatch, stub: StubServer) -> None:
    sizes: list[int] = []
    real = server._Protocol.data_received

    def data_received(self: server._Protocol, data: bytes) -> None:
        sizes.append(len(data))
        real(self, data)

    monkeypatch.setattr(server._Protocol, "data_received", data_received)
    body = b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n"
    sent = request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST")
    assert talk(stub.origin, sent + body).startswith(b"HTTP/1.1 200 ")
    assert sum(sizes) == len(sent + body)
    assert max(sizes) <= server.PIECE


def test_large_answers_share_their_room_and_hold_up_nobody(stub: StubServer, client: httpx.Client) -> None:
    stub.settings(huge_megabytes=4)
    assert faults._huge(4) is faults._huge(4)
    with client.stream("GET", f"{stub.api}getMeetings", headers={"X-Stub-Fault": "huge"}) as half:
        assert client.get(f"{stub.api}getMeetings").status_code == 200
        assert half.read() == faults._huge(4)
    stub.reset()


FORMS_OF_ANSWERS = [b"X-Stub-Fault: not-bbb\r\n", b"X-Stub-Response: notFound-meeting\r\n", b""]


@pytest.mark.parametrize("headers", FORMS_OF_ANSWERS)
@pytest.mark.parametrize("target", [b"/", b"stub:80", b"/stub/reset", b"/bigbluebutton/api"])
def test_connect_is_answered_in_full(stub: StubServer, target: bytes, headers: bytes) -> None:
    response = talk(stub.origin, request(target, headers, method=b"CONNECT"))
    head, _, body = response.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 501 ", b"HTTP/1.1 400 "))
    assert f"content-length: {len(body)}".encode() in head


@pytest.mark.parametrize("authority", [b"http://bbb.example.org", b"HTTPS://[::1]:8090", b"http://"])
def test_the_target_may_begin_with_the_host(stub: StubServer, authority: bytes) -> None:
    signed = sign("getMeetings", "", secret=EXAMPLE_SECRET).path.removeprefix("/bigbluebutton").encode()
    for target in (b"/stub/reset", b"/bigbluebutton" + signed, b"", b"?a=b"):
        usual = target if target.startswith(b"/") else b"/" + target
        assert talk(stub.origin, request(authority + target)) == talk(stub.origin, request(usual))
    assert b" 404 " in talk(stub.origin, request(b"/http://x/stub/reset")).partition(b"\r\n")[0]
