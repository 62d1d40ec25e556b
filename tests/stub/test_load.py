"""The stub under load: many meetings, hooks and connections, and clients and endpoints that read slowly."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest

from bbb_stub import app
from bbb_stub.outgoing import sender
from bbb_stub.server import StubServer
from bbb_stub.state import VIEWER, Hook, Meeting, Session
from bbb_wire.signing import sign
from tests.stub.receiving_end import endpoint
from tests.stub.wire import request


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    with StubServer({"webhooks": True, "slow_seconds": 0.3, "huge_megabytes": 4, "end_delay": 0}) as server:
        yield server


@pytest.fixture(autouse=True)
def _reset(stub: StubServer) -> None:
    stub.reset()


def target(stub: StubServer, call: str, **query: str) -> bytes:
    """The target of a signed request."""
    encoded = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return f"/bigbluebutton{sign(call, encoded, secret=stub.secret).path.removeprefix('/bigbluebutton')}".encode()


def said(stub: StubServer, call: str, **query: str) -> httpx.Response:
    """The response to a signed request."""
    return httpx.get(stub.origin + target(stub, call, **query).decode(), trust_env=False, timeout=20)


def connected(stub: StubServer, room: int = 0) -> socket.socket:
    """A connection; with little room for what arrives, if it says so."""
    place = urlsplit(stub.origin)
    connection = socket.socket()
    if room:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    connection.settimeout(20)
    connection.connect((place.hostname or "", place.port or 0))
    return connection


def read(connection: socket.socket) -> bytes:
    """All that comes until the connection ends."""
    found = b""
    while piece := connection.recv(1 << 20):
        found += piece
    return found


@pytest.mark.parametrize("close", [True, False], ids=["closes", "keeps"])
@pytest.mark.parametrize("fault", ["slow", "huge", "wrong-type"])
def test_a_client_that_closes_its_side_gets_the_whole_response(stub: StubServer, fault: str, close: bool) -> None:
    sent = request(target(stub, "getMeetings"), f"X-Stub-Fault: {fault}\r\n".encode())
    with connected(stub) as connection:
        connection.sendall(sent if close else sent.replace(b"Connection: close\r\n", b""))
        connection.shutdown(socket.SHUT_WR)
        head, _, body = read(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert f"content-length: {len(body)}".encode() in head


def test_silence_ends_once_the_client_closes_its_side(stub: StubServer) -> None:
    stub.settings(hook_store="stopped")
    with connected(stub) as connection:
        connection.sendall(request(target(stub, "hooks/create", callbackURL="http://localhost/")))
        connection.shutdown(socket.SHUT_WR)
        assert read(connection) == b""


def test_thousands_of_meetings_are_listed_at_once(stub: StubServer) -> None:
    world = stub.stub.world
    for number in range(4000):
        meeting = Meeting(f"room-{number}", "Room", 1, "ap", "mp", str(number))
        world.meetings.append(meeting)
        token = f"token-{number}"
        world.sessions[token] = Session(token, "c", meeting, token, token, "Ann", VIEWER, "t", inside=True)
    start = time.process_time()
    response = said(stub, "getMeetings")
    assert time.process_time() - start < 3
    assert response.text.count("<participantCount>1</participantCount>") >= 4000


def test_many_hooks_share_one_large_event(stub: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "MOST_BYTES", 300_000)
    hooks = stub.stub.world.hooks
    hooks.update({str(number): Hook(str(number), f"http://127.0.0.1:9/{number}") for number in range(3000)})
    start = time.process_time()
    assert said(stub, "create", name="Large", meetingID="large-1", meta_a="x" * 8000).status_code == 200
    assert stub.stub.sender.size < 700_000
    for number in range(20):
        said(stub, "create", name="Small", meetingID=f"small-{number}")
    assert len(stub.sent()) <= sender.MOST_SENT
    assert time.process_time() - start < 10


def test_no_more_messages_are_written_than_there_is_room_for(stub: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "MOST_OPEN", 5)
    stub.stub.world.hooks.update({str(number): Hook(str(number), "http://127.0.0.1:9/") for number in range(50)})
    said(stub, "create", name="Room", meetingID="room-1")
    assert len(stub.sent()) == 5


def test_an_endpoint_that_hangs_holds_up_nobody_after_a_reset(stub: StubServer) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=100) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        for number in range(sender.MOST_AT_ONCE + 5):
            said(stub, "create", name="Room", meetingID=f"r-{number}", meta_endCallbackUrl=url)
            said(stub, "end", meetingID=f"r-{number}")
        stub.reset()
        with endpoint() as kept:
            said(stub, "create", name="Room", meetingID="after-1", meta_endCallbackUrl=kept.url)
            said(stub, "end", meetingID="after-1")
            assert [entry["outcome"] for entry in stub.sent()] == ["delivered"]
            assert len(kept.got) == 1


def test_waiting_for_an_endpoint_that_hangs_ends(stub: StubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "LONGEST", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        said(stub, "create", name="Room", meetingID="room-1", meta_endCallbackUrl=url)
        said(stub, "end", meetingID="room-1")
        assert [entry["outcome"] for entry in stub.sent()] == ["under way"]
        stub.reset()


def test_large_responses_that_nobody_reads_are_limited_and_given_up(
    stub: StubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LARGE", 1_000_000)
    monkeypatch.setattr(app, "MOST_LARGE", 1_000_000)
    stub.settings(read_seconds=0.5)
    stub.stub.world.meetings.append(Meeting("large", "Large", 1, "a", "b", "1", metadata={"a": "x" * 8_000_000}))
    with connected(stub, room=4096) as first:
        first.sendall(request(target(stub, "getMeetings")))
        first.recv(1)
        response = said(stub, "getMeetings")
        assert (response.status_code, "read them" in response.text) == (501, True)
        assert said(stub, "isMeetingRunning", meetingID="large").status_code == 200
        start = time.perf_counter()
        while said(stub, "getMeetings").status_code == 501:
            assert time.perf_counter() - start < 10
