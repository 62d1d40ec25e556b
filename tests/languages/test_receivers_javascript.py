"""The receivers in JavaScript, in front of the stub: what is right is taken once, and nothing else is."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from bbb_wire.signing import EXAMPLE_SECRET
from tests.client.test_receivers import EXAMPLES, ODD, WRONG, ask, hook, run_meeting, statuses
from tests.languages.driving import DRIVERS
from tests.stub.provoke import Prober

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
RUNS = itertools.count()


class Running:
    """A process with all receivers."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take the process, which says where it listens."""
        self._process = process
        self.origin = str(self.tell("start", name="first"))

    def tell(self, op: str, **asked: object) -> Any:
        """Have it do something; return the result, or the status with which it refuses."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps({"op": op, **asked}), file=self._process.stdin, flush=True)
        said = json.loads(self._process.stdout.readline())
        return said["refused"] if "refused" in said else said["result"]

    def url(self, kind: str) -> str:
        """The URL of a receiver."""
        return f"{self.origin}{PATHS[kind]}"

    def work(self) -> list[dict[str, Any]]:
        """Do what waits; return the contents of all messages."""
        done: list[dict[str, Any]] = self.tell("work")
        return done


@pytest.fixture(scope="module")
def receivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if shutil.which("node") is None:
        said = "the receivers in JavaScript are not tried: no node on this machine; install nodejs"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    settings = {"INBOX": str(tmp_path_factory.mktemp("inbox")), "CALLBACK_KEY": "our-own-key", "BBB_SECRET": SECRETS}
    with subprocess.Popen(
        ["node", str(DRIVERS / "receivers.mjs")],  # noqa: S607 - the one on the path
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield Running(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def running(receivers: Running) -> Running:
    """The receivers, with an empty inbox."""
    receivers.tell("start", name=str(next(RUNS)))
    return receivers


SECRETS = f"{EXAMPLE_SECRET} another\n"
PATHS = {"end": "/ended", "ready": "/recording-ready", "hook": "/hook"}


def end(server: Prober, running: Running) -> None:
    run_meeting(server, {"meetingEndedURL": running.tell("url")})


def ready(server: Prober, running: Running) -> None:
    run_meeting(server, {"meta_bbb-recording-ready-url": running.url("ready")}, record=True)


def event(server: Prober, running: Running) -> None:
    hook(server, running.url("hook"))


KINDS: dict[str, Callable[[Prober, Running], None]] = {"end": end, "ready": ready, "hook": event}
"""How the stub is made to send, by name."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_is_taken(server: Prober, running: Running, kind: str) -> None:
    server.stub.settings(recording_delay=0)
    KINDS[kind](server, running)
    ask(server, "getMeetings")
    assert statuses(server) == [200]
    [content] = running.work()
    assert "geometry-1" in json.dumps(content)
    assert running.work() == []


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", ["ready", "hook"])
def test_what_is_wrong_is_refused(server: Prober, running: Running, kind: str, wrong: str) -> None:
    server.stub.settings(recording_delay=0, signatures=wrong)
    KINDS[kind](server, running)
    ask(server, "getMeetings")
    [status] = statuses(server)
    assert status in (400, 401, 403)
    assert kind != "hook" or status != 401, "bbb-webhooks would take it for delivered"
    assert running.work() == []


def test_nobody_ends_a_meeting_without_the_token(running: Running) -> None:
    url = running.tell("url")
    for wrong in (url[:-1], url.replace("geometry", "physics"), url.partition("&token")[0], url + "&token=1"):
        assert httpx.get(wrong).status_code in (400, 403)
    assert httpx.get(url).status_code == 200
    assert running.work() == [{"meeting": "geometry-1"}]


def test_a_repeat_is_worked_on_once(server: Prober, running: Running) -> None:
    server.stub.settings(end_callback_twice=True, recording_delay=0, playback_formats="presentation video podcast")
    end(server, running)
    ready(server, running)
    ask(server, "getMeetings")
    assert set(statuses(server)) == {200}
    assert len(running.work()) == 2
    ready(server, running)
    ask(server, "getMeetings")
    statuses(server)
    assert len(running.work()) == 1, "a later format is another reason to read the recording"


def test_events_twice_are_kept_once_and_what_fails_stays(server: Prober, running: Running) -> None:
    event(server, running)
    run_meeting(server, {})
    entries = server.stub.sent()
    for entry in [*entries[::-1], *entries]:
        httpx.post(entry["url"], content=entry["body"].encode(), headers=FORM).raise_for_status()
    assert running.tell("work", failing=True) == []
    assert len(running.work()) == len({entry["body"] for entry in entries})


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_odd_is_refused(running: Running, kind: str) -> None:
    url = running.url(kind)
    with httpx.Client() as client:
        for body in ODD:
            for media_type in ("application/json", FORM["Content-Type"]):
                headers = {"Content-Type": media_type, "Authorization": "Bearer a.b.c"}
                assert client.post(url, content=body, headers=headers).status_code in (400, 401, 403, 405), body[:40]
        assert client.post(f"{running.origin}/elsewhere").status_code == 404
        assert client.post(f"{running.origin}/constructor").status_code == 404
    assert httpx.post(url, content=b"x" * 1_048_577).status_code == 413
    assert running.work() == []


@pytest.mark.parametrize("row", EXAMPLES["checksums"], ids=lambda row: f"{row['version']} {row['algorithm']}")
def test_the_checksum_of_each_version_is_verified(running: Running, row: dict[str, str]) -> None:
    asked = {"url": EXAMPLES["url"], "secret": EXAMPLE_SECRET, "body": EXAMPLES["body"], "checksum": row["checksum"]}
    other = "3.5" if row["version"] < "3.4" else "2.6.1"
    assert running.tell("signed", **asked, version=row["version"]) is True
    assert running.tell("signed", **asked, version=other) is False


def test_the_bearer_token_is_the_secret(running: Running) -> None:
    asked = {"secret": EXAMPLE_SECRET, "body": EXAMPLES["body"]}
    assert running.tell("bearer", **asked, authorization=f"Bearer {EXAMPLE_SECRET}")["ts"]
    for wrong in ("", "Bearer x", EXAMPLE_SECRET):
        assert running.tell("bearer", **asked, authorization=wrong) == 403


@pytest.mark.parametrize("row", EXAMPLES["tokens"], ids=lambda row: str(row["header"]))
def test_a_token_of_the_real_library_is_verified(running: Running, row: dict[str, Any]) -> None:
    def told(token: str, now: int, *trusted: str) -> object:
        return running.tell("verified", token=token, trusted=trusted, now=now)

    now = 1_700_000_000
    token = row["token"]
    assert told(token, now, "no", EXAMPLE_SECRET) == row["claims"]
    assert told(token, now, "no") == told(token, now) == 401
    assert told(token, 1_800_000_000, EXAMPLE_SECRET) == (401 if "exp" in row["claims"] else row["claims"])
    claims, signature = token.split(".")[1:]
    for header in ("eyJhbGciOiJub25lIn0", "eyJhbGciOiJSUzI1NiJ9", "e30", "bnVsbA", "x", ""):
        for last in ("", signature):
            assert told(f"{header}.{claims}.{last}", now, EXAMPLE_SECRET) == 401
