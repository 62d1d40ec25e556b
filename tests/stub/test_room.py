"""What the stub keeps has a limit, and so have the ports and numbers that it hands out."""

from __future__ import annotations

import httpx
import pytest

from bbb_stub import room
from bbb_stub.server import StubServer, bound_socket
from bbb_wire.signing import sign
from tests.stub.attacked import ask

FULL = {
    "create": "name=Room&meetingID=room-{number}&meta_a={text}",
    "join": "meetingID=algebra-1&role=VIEWER&fullName=Ann&userID={text}",
    "hooks/create": "callbackURL=http%3A%2F%2Flocalhost%2F{text}",
}
"""Queries of calls that leave something."""


@pytest.mark.parametrize("call", FULL)
def test_what_is_kept_has_a_limit(client: httpx.Client, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    monkeypatch.setattr(room, "MOST", 100_000)
    with StubServer({"webhooks": True}) as server:

        def said(number: int) -> httpx.Response:
            query = FULL[call].format(number=number, text=f"{number}{'x' * 10_000}")
            return client.get(server.origin + sign(call, query, secret=server.secret).path)

        replies = [said(number) for number in range(20)]
        statuses = [reply.status_code for reply in replies]
        assert statuses == sorted(statuses)
        assert statuses[0] < 400
        assert statuses[-1] == 501
        assert "/stub/reset makes room" in replies[-1].text
        assert ask(server, client, "getMeetings", {}).status_code == 200
        client.get(f"{server.origin}/stub/reset")
        assert said(99).status_code == statuses[0]


def test_small_meetings_have_a_limit_too(monkeypatch: pytest.MonkeyPatch, client: httpx.Client) -> None:
    monkeypatch.setattr(room, "MOST", 100_000)
    with StubServer() as server:
        queries = ({"name": "Room", "meetingID": f"room-{number}"} for number in range(100))
        statuses = [ask(server, client, "create", query).status_code for query in queries]
    assert statuses[0] == 200
    assert statuses[-1] == 501


def test_what_is_gone_makes_room(monkeypatch: pytest.MonkeyPatch, client: httpx.Client) -> None:
    monkeypatch.setattr(room, "MOST", 100_000)
    with StubServer() as server:
        for number in range(30):
            query = {"name": "Room", "meetingID": f"room-{number}", "meta_a": "x" * 10_000}
            assert ask(server, client, "create", query).status_code == 200
            ask(server, client, "end", {"meetingID": f"room-{number}"})
            server.advance(4000)


@pytest.mark.parametrize("port", ["99999", "0", "65536"])
def test_a_port_that_cannot_be_is_a_callback_that_failed(
    stub: StubServer, client: httpx.Client, port: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"http://127.0.0.1:{port}/"
    ask(stub, client, "create", {"name": "Room", "meetingID": "room-1", "meta_endCallbackUrl": url})
    ask(stub, client, "end", {"meetingID": "room-1"})
    [sent] = stub.sent()
    stub.reset()
    assert sent["outcome"] in ("failed", "given up")
    assert sent["why"]
    assert "Traceback" not in caplog.text


def test_a_port_that_cannot_be_had_is_told_in_one_line() -> None:
    taken = bound_socket("127.0.0.1", 0)
    taken.listen()
    port = taken.getsockname()[1]
    try:
        with pytest.raises(ValueError, match=f"Port {port} is taken"):
            bound_socket("127.0.0.1", port)
    finally:
        taken.close()
    for number in (99_999, -1, 10**30):
        with pytest.raises(ValueError, match=r"^The port is a number from 0 to 65535"):
            bound_socket("127.0.0.1", number)
    with pytest.raises(ValueError, match=r"^Nothing can listen at no\.such\.host\.example"):
        bound_socket("no.such.host.example", 0)


def test_a_stub_with_all_voice_bridges_taken_goes_on(client: httpx.Client) -> None:
    with StubServer() as server:
        chance = server.stub.world.chance
        chance.number = lambda *_: "70757"  # type: ignore[method-assign]  # the one that is taken
        assert ask(server, client, "create", {"name": "Full", "meetingID": "full-1"}).status_code == 200
