"""The receivers in PHP, in front of the stub: what is right is taken once, and nothing else is."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bbb_wire.signing import EXAMPLE_SECRET
from tests.client.test_receivers import EXAMPLES, ODD, WRONG, ask, hook, run_meeting, statuses
from tests.real import ROOT
from tests.stub.provoke import Prober

FOLDER = ROOT / "snippets" / "php"
KEY = "our-own-key"


@dataclass
class Running:
    """A web server of PHP with the receivers, and the folder in which they store."""

    origin: str
    inbox: Path
    environment: dict[str, str]

    def url(self, kind: str) -> str:
        """The URL of a receiver."""
        return f"{self.origin}/receive-{kind}.php"

    def end_url(self) -> str:
        """A URL for the end of a meeting, made by the receiver itself."""
        code = "require 'receive-end-callback.php'; echo BbbReceive\\End\\url($argv[1], 'geometry-1', $argv[2]);"
        return php("-r", code, self.url("end-callback"), KEY)

    def work(self) -> list[str]:
        """Do what waits; return what was said of each message."""
        return php("receive-work.php", **self.environment).splitlines()


def php(*command: str, **environment: str) -> str:
    """Run PHP among the receivers; return what it prints."""
    variables = {**os.environ, **environment}
    done = subprocess.run(["php", *command], cwd=FOLDER, env=variables, capture_output=True, text=True, check=False)  # noqa: S607 - the one on the path
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def receivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    if shutil.which("php") is None:
        said = "the receivers in PHP are not tried: no php on this machine; install php-cli"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    with socket.create_server(("127.0.0.1", 0)) as found:
        place = f"127.0.0.1:{found.getsockname()[1]}"
    inbox = tmp_path_factory.mktemp("inbox")
    environment = {
        "INBOX": str(inbox),
        "CALLBACK_KEY": KEY,
        "CALLBACK_URL": f"http://{place}/receive-webhooks.php",
        "BBB_SECRET": f"{EXAMPLE_SECRET}\n",
    }
    with subprocess.Popen(
        ["php", "-q", "-S", place, "-t", str(FOLDER)],  # noqa: S607 - the one on the path
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", int(place.rpartition(":")[2])), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Running(f"http://{place}", inbox, environment)
        process.terminate()


@pytest.fixture
def running(receivers: Running) -> Running:
    """The receivers, with an empty inbox."""
    for path in receivers.inbox.iterdir():
        path.unlink()
    return receivers


def end(server: Prober, running: Running) -> None:
    run_meeting(server, {"meetingEndedURL": running.end_url()})


def ready(server: Prober, running: Running) -> None:
    run_meeting(server, {"meta_bbb-recording-ready-url": running.url("recording-ready")}, record=True)


def event(server: Prober, running: Running) -> None:
    hook(server, running.url("webhooks"))


KINDS: dict[str, tuple[str, Callable[[Prober, Running], None]]] = {
    "end": ("end-callback", end),
    "ready": ("recording-ready", ready),
    "hook": ("webhooks", event),
}
"""By name: the receiver, and how the stub is made to send."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_is_taken(server: Prober, running: Running, kind: str) -> None:
    server.stub.settings(recording_delay=0)
    KINDS[kind][1](server, running)
    ask(server, "getMeetings")
    assert statuses(server) == [200]
    [said] = running.work()
    assert "geometry-1" in said
    assert running.work() == []


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", ["ready", "hook"])
def test_what_is_wrong_is_refused(server: Prober, running: Running, kind: str, wrong: str) -> None:
    server.stub.settings(recording_delay=0, signatures=wrong)
    KINDS[kind][1](server, running)
    ask(server, "getMeetings")
    [status] = statuses(server)
    assert status in (400, 401, 403)
    assert kind != "hook" or status != 401, "bbb-webhooks would take it for delivered"
    assert running.work() == []


def test_nobody_ends_a_meeting_without_the_token(running: Running) -> None:
    url = running.end_url()
    for wrong in (url[:-1], url.replace("geometry", "physics"), url.partition("&token")[0], url + "&token=1"):
        assert httpx.get(wrong).status_code in (400, 403)
    assert httpx.get(url.replace("token=", "token[]=")).status_code == 400
    assert httpx.get(url).status_code == 200
    assert running.work() == ["ended: geometry-1"]


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


def test_events_twice_are_kept_once(server: Prober, running: Running) -> None:
    event(server, running)
    run_meeting(server, {})
    entries = server.stub.sent()
    for entry in [*entries[::-1], *entries]:
        httpx.post(entry["url"], content=entry["body"].encode(), headers=FORM).raise_for_status()
    assert len(running.work()) == len({entry["body"] for entry in entries})


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_odd_is_refused(running: Running, kind: str) -> None:
    url = running.url(KINDS[kind][0])
    with httpx.Client() as client:
        for body in ODD:
            for media_type in ("application/json", FORM["Content-Type"]):
                headers = {"Content-Type": media_type, "Authorization": "Bearer a.b.c"}
                assert client.post(url, content=body, headers=headers).status_code in (400, 401, 403, 405), body[:40]
        assert client.post(url, content=b"x" * 1_048_577).status_code in (400, 413)
    assert running.work() == []


@pytest.mark.usefixtures("running")
def test_the_checksum_of_each_version_is_verified() -> None:
    code = """
        require 'receive-webhooks.php';
        [$url, $secret, $body, $rows] = json_decode(stream_get_contents(STDIN), true);
        foreach ($rows as $row) {
            foreach ([$row['version'], $row['version'] < '3.4' ? '3.5' : '2.6.1'] as $version) {
                $query = ['checksum' => $row['checksum']];
                $request = new BbbReceive\\Request('POST', $query, $body, 'application/x-www-form-urlencoded', '');
                echo json_encode(BbbReceive\\Webhooks\\isSigned($request, $url, $secret, $version)), ' ';
            }
        }
    """
    rows = EXAMPLES["checksums"]
    assert given(code, [EXAMPLES["url"], EXAMPLE_SECRET, EXAMPLES["body"], rows]) == "true false " * len(rows)


@pytest.mark.usefixtures("running")
def test_tokens_of_the_real_library_are_verified() -> None:
    code = """
        require 'receive-common.php';
        foreach (json_decode(stream_get_contents(STDIN), true) as [$token, $secrets, $now]) {
            try {
                echo json_encode(BbbReceive\\verified($token, $secrets, $now)), "\\n";
            } catch (BbbReceive\\Refused $refused) {
                echo $refused->status, "\\n";
            }
        }
    """
    asked: list[Any] = []
    expected: list[Any] = []
    for row in EXAMPLES["tokens"]:
        asked += [[row["token"], ["no", EXAMPLE_SECRET], 1_700_000_000], [row["token"], ["no"], 1_700_000_000]]
        asked += [[row["token"], [EXAMPLE_SECRET], 1_800_000_000], [f"{row['token']}.", [EXAMPLE_SECRET], 0]]
        expected += [row["claims"], 401, 401 if "exp" in row["claims"] else row["claims"], 401]
    for header in ("eyJhbGciOiJub25lIn0", "eyJhbGciOiJSUzI1NiJ9", "e30", ""):
        for signature in ("", asked[0][0].rpartition(".")[2]):
            asked.append([f"{header}.{asked[0][0].split('.')[1]}.{signature}", [EXAMPLE_SECRET], 0])
            expected.append(401)
    assert [json.loads(line) for line in given(code, asked).splitlines()] == expected


def given(code: str, data: object) -> str:
    """Run PHP code that reads JSON; return what it prints."""
    done = subprocess.run(
        ["php", "-r", code],  # noqa: S607 - the one on the path
        cwd=FOLDER,
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout
