"""A real balancer in front of two stubs."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bbb_stub.server import StubServer
from tests.balancer import environment

SECRET = "the tenant's secret"  # noqa: S105 - nobody else has it
SECONDS = 30
"""How long the balancer may take to start."""


@dataclass(frozen=True)
class Cluster:
    """The balancer and the servers behind it."""

    origin: str
    """Scheme, host and port of the balancer."""
    servers: Sequence[StubServer]

    @property
    def url(self) -> str:
        """The address that a client is given."""
        return f"{self.origin}/bigbluebutton/"

    def holding(self, name: str) -> list[StubServer]:
        """The servers that have a meeting of a name."""
        return [s for s in self.servers if any(m.name == name for m in s.stub.world.live())]


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Bbblb with one tenant, in front of two stubs that begin empty."""
    with StubServer() as first, StubServer() as second:
        for server in (first, second):
            server.reset(empty=True)
            server.settings(serverURL=server.origin)
        with _balancer(tmp_path_factory.mktemp("bbblb"), (first, second)) as origin:
            yield Cluster(origin, (first, second))


@contextmanager
def _balancer(folder: Path, servers: Sequence[StubServer]) -> Iterator[str]:
    """Run bbblb until the end of the block; the value is its address."""
    host = f"127.0.0.1:{_free_port()}"
    settings = {
        "BBBLB_DB": f"sqlite:///{folder / 'bbblb.sqlite'}",
        "BBBLB_PATH_DATA": str(folder / "data"),
        "BBBLB_DOMAIN": "localhost",
        "BBBLB_SECRET": "its own secret",
        "BBBLB_POLL_INTERVAL": "3600",
    }
    names = [server.origin.removeprefix("http://") for server in servers]
    state = {
        "v": 1,
        "servers": {
            name: {"secret": server.secret, "enabled": True} for name, server in zip(names, servers, strict=True)
        },
        "tenants": {"school": {"secret": SECRET, "realm": host, "enabled": True, "overrides": {}}},
    }
    (folder / "state.json").write_text(json.dumps(state))
    run = {**os.environ, **settings}
    program = [str(environment.python()), "-m", "bbblb"]
    for words in (["state", "import", str(folder / "state.json")], ["server", "enable", "--now", *names]):
        subprocess.run([*program, *words], env=run, check=True, capture_output=True)
    serve = [str(environment.python()), str(Path(__file__).with_name("serve.py")), host.partition(":")[2]]
    with (folder / "log").open("wb") as log, subprocess.Popen(serve, env=run, stdout=log, stderr=log) as process:
        try:
            _wait(f"http://{host}", process, folder / "log")
            yield f"http://{host}"
        finally:
            process.terminate()


def _free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(origin: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the balancer answers."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(f"{origin}/bigbluebutton/api/", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"bbblb did not start: {log.read_text()[-2000:]}")
