"""The receivers of the guides, in front of the stub: what is right is taken once, and nothing else is."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

import receive_analytics
import receive_end_callback
import receive_recording_ready
import receive_starlette
import receive_webhooks
from bbb_wire.signing import EXAMPLE_SECRET
from receiving import MOST_BYTES, Check, Inbox, Message, Receiver, Refused, Request
from reference.catalog.provocation import Request as Call
from tests.catalog.test_callbacks import FACTS
from tests.stub.provoke import Prober

KEY = "our own key"
EXAMPLES = FACTS["examples"]
HOOK = Request(
    "POST",
    f"/hook?checksum={EXAMPLES['checksums'][0]['checksum']}",
    {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"},
    EXAMPLES["body"].encode(),
)


@dataclass
class Kind:
    """One kind of callback: how the receiver judges it, and how the stub is made to send it."""

    path: str
    check: Check
    provoke: Callable[[Prober, str], None]
    covered: bool = True
    """Whether the signature covers the body."""
    registered: str = ""
    """The URL of a hook."""


def ask(server: Prober, call: str, **query: str) -> None:
    assert "FAILED" not in server.send(Call(call=call, query=query)).text


def run_meeting(server: Prober, query: Mapping[str, str], record: bool = False) -> None:
    """Make a meeting with some parameters, and end it."""
    ask(server, "create", **{"meetingID": "geometry-1", "name": "Geometry I", "record": str(record).lower(), **query})
    if record:
        httpx.get(f"{server.stub.origin}/stub/record", params={"meetingID": "geometry-1"}).raise_for_status()
    ask(server, "end", meetingID="geometry-1")


def end(server: Prober, url: str) -> None:
    base = url.removesuffix(receive_end_callback.PATH)
    run_meeting(server, {"meetingEndedURL": receive_end_callback.url(base, "geometry-1", KEY)})


def hook(server: Prober, url: str) -> None:
    ask(server, "hooks-create", callbackURL=url, eventID="meeting-ended")
    run_meeting(server, {})


def kinds() -> dict[str, Kind]:
    """All of them, by name."""
    secrets = ["another", EXAMPLE_SECRET]
    found = {
        "end": Kind(receive_end_callback.PATH, lambda request: receive_end_callback.check(request, KEY), end),
        "ready": Kind(
            receive_recording_ready.PATH,
            lambda request: receive_recording_ready.check(request, secrets),
            lambda server, url: run_meeting(server, {"meta_bbb-recording-ready-url": url}, record=True),
        ),
        "analytics": Kind(
            receive_analytics.PATH,
            lambda request: receive_analytics.check(request, secrets),
            lambda server, url: run_meeting(server, {"meetingKeepEvents": "true", "meta_analytics-callback-url": url}),
            covered=False,
        ),
    }

    def check_hook(request: Request) -> Message:
        return receive_webhooks.check(request, found["hook"].registered, EXAMPLE_SECRET)

    found["hook"] = Kind(receive_webhooks.PATH, check_hook, hook)
    return found


@contextmanager
def by_itself(checks: Mapping[str, Check], inbox: Inbox, done: list[Any]) -> Iterator[str]:
    """The receiver that needs the standard library alone."""
    receiver = Receiver(("127.0.0.1", 0), checks, inbox, done.append)
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{receiver.server_port}"
    receiver.shutdown()
    receiver.server_close()
    thread.join()


@contextmanager
def in_starlette(checks: Mapping[str, Check], inbox: Inbox, done: list[Any]) -> Iterator[str]:
    """The Starlette application. Its own worker stays out of it, so that the test decides when work is done."""
    app = receive_starlette.application({path: (check, done.append) for path, check in checks.items()}, inbox)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@dataclass
class Running:
    """A receiver that runs, and what it holds."""

    url: str
    inbox: Inbox
    done: list[Any]
    kinds: dict[str, Kind]

    def work(self) -> list[Any]:
        """Do what waits; return all that was done so far."""
        self.inbox.work(self.done.append)
        return self.done


@pytest.fixture(params=[by_itself, in_starlette], ids=["standard library", "Starlette"])
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """Each of the receivers, with an empty inbox."""
    found, done = kinds(), list[Any]()
    inbox = Inbox(str(tmp_path / "inbox.sqlite3"))
    with request.param({kind.path: kind.check for kind in found.values()}, inbox, done) as url:
        found["hook"].registered = f"{url}{receive_webhooks.PATH}"
        yield Running(url, inbox, done, found)


KINDS = sorted(kinds())


def statuses(server: Prober) -> list[int | None]:
    return [entry["status"] for entry in server.stub.sent()]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_is_taken(server: Prober, running: Running, kind: str) -> None:
    each = running.kinds[kind]
    server.stub.settings(recording_delay=0)
    each.provoke(server, f"{running.url}{each.path}")
    ask(server, "getMeetings")
    assert statuses(server) == [200]
    [content] = running.work()
    assert "geometry-1" in json.dumps(content)


WRONG = ["other-secret", "missing", "unsigned", "altered"]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", [name for name in KINDS if name != "end"])
def test_what_is_wrong_is_refused(server: Prober, running: Running, kind: str, wrong: str) -> None:
    each = running.kinds[kind]
    server.stub.settings(recording_delay=0, signatures=wrong)
    each.provoke(server, f"{running.url}{each.path}")
    ask(server, "getMeetings")
    [status] = statuses(server)
    trusted = wrong == "altered" and not each.covered
    assert (status == 200) == trusted
    assert len(running.work()) == int(trusted)
    assert kind != "hook" or status != 401, "bbb-webhooks would take it for delivered"


def test_nobody_ends_a_meeting_without_the_token(running: Running) -> None:
    url = receive_end_callback.url(running.url, "geometry-1", KEY)
    for wrong in (url[:-1], url.replace("geometry", "physics"), url.partition("&token")[0], url + "&token=1"):
        assert httpx.get(wrong).status_code in (400, 403)
    assert httpx.get(url).status_code == 200
    assert len(running.work()) == 1


def shifted(url: str, key: str) -> tuple[str, str]:
    """Return the right URL for the meeting "a b", and the same token for the meeting "a"."""
    run = "0123456789abcdef"
    token = receive_end_callback.token("a b", run, key)
    return f"{url}?meeting=a+b&run={run}&token={token}", f"{url}?meeting=a&run=b+{run}&token={token}"


def test_a_token_is_right_for_one_meeting(running: Running) -> None:
    right, wrong = shifted(f"{running.url}{receive_end_callback.PATH}", KEY)
    assert [httpx.get(url).status_code for url in (wrong, right)] == [403, 200]
    assert len(running.work()) == 1


def test_a_repeat_is_worked_on_once(server: Prober, running: Running) -> None:
    server.stub.settings(end_callback_twice=True, recording_delay=0, playback_formats="presentation video podcast")
    end(server, f"{running.url}{receive_end_callback.PATH}")
    ready = running.kinds["ready"]
    ready.provoke(server, f"{running.url}{ready.path}")
    ask(server, "getMeetings")
    assert set(statuses(server)) == {200}
    assert len(running.work()) == 2
    ready.provoke(server, f"{running.url}{ready.path}")
    ask(server, "getMeetings")
    statuses(server)
    assert len(running.work()) == 3, "a later format is another reason to read the recording"


def test_events_out_of_order_and_twice_are_kept(server: Prober, running: Running) -> None:
    hook(server, running.kinds["hook"].registered)
    run_meeting(server, {})
    entries = server.stub.sent()
    for entry in [*entries[::-1], *entries]:
        httpx.post(entry["url"], content=entry["body"].encode()).raise_for_status()
    assert len(running.work()) == len({entry["body"] for entry in entries})
    assert all(isinstance(content["ts"], int) for content in running.done)
    httpx.post(entries[0]["url"], content=entries[0]["body"].encode()).raise_for_status()
    assert running.inbox.work(running.done.append) == 0, "an event that was worked on is over"


ODD = [
    b"",
    b"\xff\xfe",
    b"signed_parameters=",
    b"signed_parameters=a.b.c&signed_parameters=d",
    b"signed_parameters=" + b"." * 1000,
    b"&" * 10_000,
    b"{" * 5000,
    b"[" * 100_000,
    b'{"signed_parameters": 1e999}',
    b"event=[]&timestamp=1&domain=a",
]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_odd_is_refused(running: Running, kind: str) -> None:
    url = f"{running.url}{running.kinds[kind].path}"
    with httpx.Client() as client:
        for body in ODD:
            for media_type in ("application/json", "application/x-www-form-urlencoded"):
                headers = {"Content-Type": media_type, "Authorization": "Bearer a.b.c"}
                assert client.post(url, content=body, headers=headers).status_code in (400, 401, 403, 405), body[:40]
        assert client.post(f"{running.url}/elsewhere").status_code == 404
    assert running.work() == []


def test_a_huge_body_is_refused(running: Running) -> None:
    response = httpx.post(f"{running.url}{receive_webhooks.PATH}", content=b"x" * (MOST_BYTES + 1))
    assert response.status_code == 413


def test_what_fails_is_tried_again_and_holds_up_nothing(tmp_path: Path) -> None:
    inbox = Inbox(str(tmp_path / "inbox.sqlite3"))
    done: list[Any] = []

    def work(content: dict[str, Any]) -> None:
        if content["bad"]:
            raise RuntimeError
        done.append(content)

    assert inbox.put(Message("one", {"bad": True}))
    assert inbox.put(Message("two", {"bad": False}))
    assert not inbox.put(Message("two", {"bad": False}))
    assert inbox.work(work) == 1
    assert inbox.work(done.append) == 1
    assert inbox.work(work) == 0
    assert [content["bad"] for content in done] == [False, True]


@pytest.mark.parametrize("row", EXAMPLES["checksums"], ids=lambda row: f"{row['version']} {row['algorithm']}")
def test_the_checksum_of_each_version_is_verified(row: dict[str, str]) -> None:
    request = Request("POST", f"/hook?checksum={row['checksum']}", HOOK.headers, HOOK.body)
    message = receive_webhooks.check(request, EXAMPLES["url"], EXAMPLE_SECRET, row["version"])
    assert message.content["event"] == "meeting-ended"
    other = "3.5" if row["version"] < "3.4" else "2.6.1"
    with pytest.raises(Refused):
        receive_webhooks.check(request, EXAMPLES["url"], EXAMPLE_SECRET, other)


def test_the_bearer_token_is_the_secret() -> None:
    request = Request("POST", "/hook", {"authorization": f"Bearer {EXAMPLE_SECRET}"}, HOOK.body)
    assert receive_webhooks.check(request, EXAMPLES["url"], EXAMPLE_SECRET, bearer=True).content["ts"]
    for wrong in ({}, {"authorization": "Bearer x"}, {"authorization": EXAMPLE_SECRET}):
        with pytest.raises(Refused):
            receive_webhooks.check(
                Request("POST", "/hook", wrong, HOOK.body), EXAMPLES["url"], EXAMPLE_SECRET, bearer=True
            )
