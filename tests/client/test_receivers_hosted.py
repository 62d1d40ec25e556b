"""The receivers where others decide how requests arrive: in drops, or below a path of their own."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

import receive_end_callback
import receive_starlette
import receiving
from receiving import Inbox
from tests.client.test_receivers import KEY, by_itself, kinds


@pytest.mark.parametrize("head", [b"", b"Content-Length: 1000\r\n\r\n"], ids=["head", "body"])
def test_what_arrives_in_drops_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr(receiving, "SECONDS", 1)
    with (
        by_itself({}, Inbox(str(tmp_path / "inbox.sqlite3")), []) as url,
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), 5) as connection,
    ):
        connection.sendall(b"POST /hook HTTP/1.1\r\nHost: a\r\n" + head)
        assert drip(connection) < 3


def drip(connection: socket.socket) -> float:
    """Send a byte now and then, until the other side closes the connection; return after how many seconds it did."""
    began = time.monotonic()
    connection.settimeout(0.2)
    while time.monotonic() - began < 20:
        with suppress(OSError):
            connection.sendall(b"x")
        try:
            while connection.recv(1000):
                pass
            break
        except TimeoutError:
            continue
        except ConnectionResetError:
            break
    return time.monotonic() - began


@pytest.mark.parametrize("root", ["", "/bbb"])
@pytest.mark.parametrize("mounted", [True, False])
def test_starlette_below_a_path(tmp_path: Path, root: str, mounted: bool) -> None:
    inbox, done = Inbox(str(tmp_path / "inbox.sqlite3")), list[Any]()
    end = kinds()["end"]
    app = receive_starlette.application({end.path: (end.check, done.append)}, inbox)
    outer = Starlette(routes=[Mount("/inside", app)]) if mounted else app
    right = receive_end_callback.url(root + ("/inside" if mounted else ""), "geometry-1", KEY)
    wrong = right.replace("token=", "token=0")

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(outer, root_path=root)
        async with httpx.AsyncClient(transport=transport, base_url="http://receivers") as client:
            return [(await client.get(path)).status_code for path in (right, wrong, f"{root}/elsewhere")]

    assert asyncio.run(ask()) == [200, 403, 404]
    inbox.work(done.append)
    assert done == [{"path": end.path, "meeting": "geometry-1"}]
