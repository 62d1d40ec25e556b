"""The receivers in JavaScript and PHP as processes: where they listen, and what they did."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from bbb_wire.signing import EXAMPLE_SECRET
from tests.languages.driving import DRIVERS
from tests.real import ROOT

PHP = ROOT / "snippets" / "php"
KEY = "our-own-key"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Receivers(Protocol):
    """The receivers of one language."""

    def url(self, kind: str) -> str:
        """Return the URL of a receiver: end, ready or hook."""

    def end_url(self) -> str:
        """Return a URL for the end of geometry-1, which the receiver itself makes."""

    def work(self) -> list[str]:
        """Do what waits; return what was said of each message."""

    def empty(self) -> None:
        """Forget all messages."""


class InNode:
    """A process of Node with all receivers."""

    PATHS: Mapping[str, str] = {"end": "/ended", "ready": "/recording-ready", "hook": "/hook"}

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take the process, which says where it listens."""
        self._process = process
        self._runs = itertools.count()
        self.empty()

    def tell(self, op: str, **asked: object) -> Any:
        """Have it do something; return the result, or the status with which it refuses."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps({"op": op, **asked}), file=self._process.stdin, flush=True)
        said = json.loads(self._process.stdout.readline())
        return said["refused"] if "refused" in said else said["result"]

    def url(self, kind: str) -> str:
        return f"{self.origin}{self.PATHS[kind]}"

    def end_url(self) -> str:
        return str(self.tell("url"))

    def work(self) -> list[str]:
        return [json.dumps(content) for content in self.tell("work")]

    def empty(self) -> None:
        self.origin = str(self.tell("start", name=str(next(self._runs))))


@contextmanager
def in_node(inbox: Path) -> Iterator[InNode]:
    """Run the receivers in JavaScript, which store in a folder."""
    settings = {"INBOX": str(inbox), "CALLBACK_KEY": KEY, "BBB_SECRET": f"{EXAMPLE_SECRET} another\n"}
    with subprocess.Popen(
        ["node", str(DRIVERS / "receivers.mjs")],  # noqa: S607 - the one on the path
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield InNode(process)
        assert process.stdin
        process.stdin.close()


@dataclass
class InPhp:
    """A web server of PHP with the receivers, and the folder in which they store."""

    origin: str
    inbox: Path
    environment: Mapping[str, str]

    def url(self, kind: str) -> str:
        name = {"end": "end-callback", "ready": "recording-ready", "hook": "webhooks"}[kind]
        return f"{self.origin}/receive-{name}.php"

    def end_url(self) -> str:
        code = "require 'receive-end-callback.php'; echo BbbReceive\\End\\url($argv[1], 'geometry-1', $argv[2]);"
        return php("-r", code, self.url("end"), KEY)

    def work(self) -> list[str]:
        return php("receive-work.php", **self.environment).splitlines()

    def empty(self) -> None:
        for path in self.inbox.iterdir():
            path.unlink()


def php(*command: str, given: object = None, **environment: str) -> str:
    """Run PHP among the receivers; return what it prints. `given` is JSON on its standard input."""
    done = subprocess.run(
        ["php", *command],  # noqa: S607 - the one on the path
        cwd=PHP,
        env={**os.environ, **environment},
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


@contextmanager
def in_php(inbox: Path) -> Iterator[InPhp]:
    """Run the receivers in PHP, which store in a folder."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        place = f"127.0.0.1:{found.getsockname()[1]}"
    environment = {
        "INBOX": str(inbox),
        "CALLBACK_KEY": KEY,
        "CALLBACK_URL": f"http://{place}/receive-webhooks.php",
        "BBB_SECRET": f"{EXAMPLE_SECRET}\n",
    }
    with subprocess.Popen(
        ["php", "-q", "-S", place, "-t", str(PHP)],  # noqa: S607 - the one on the path
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
        yield InPhp(f"http://{place}", inbox, environment)
        process.terminate()
