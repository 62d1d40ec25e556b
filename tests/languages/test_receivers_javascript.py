"""What is special to the receivers in JavaScript: their functions one by one, and what fails is tried again."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from bbb_wire.signing import EXAMPLE_SECRET
from tests.client.test_receivers import EXAMPLES
from tests.client.test_receivers_hosted import drip
from tests.languages.receivers import InNode


@pytest.fixture
def running(node_receivers: InNode) -> InNode:
    """The receivers, with an empty inbox."""
    node_receivers.empty()
    return node_receivers


def test_what_fails_stays(running: InNode) -> None:
    httpx.get(running.end_url()).raise_for_status()
    assert running.tell("work", failing=True) == []
    [said] = running.work()
    assert "geometry-1" in said


@pytest.mark.parametrize("again", [True, False])
def test_a_message_that_comes_while_it_is_worked_on(running: InNode, again: bool) -> None:
    assert running.tell("meanwhile", again=again) == [True, {"r": 1}, again, False, *[{"r": 1}] * again]


def test_work_that_was_cut_short_is_done_after_a_restart(running: InNode) -> None:
    running.tell("start", name="cut")
    assert running.tell("cut", name="cut") == [{"a": 1}]


def test_what_is_nowhere_is_said_so(running: InNode) -> None:
    for path in ("elsewhere", "constructor"):
        assert httpx.post(f"{running.origin}/{path}").status_code == 404
    assert httpx.post(running.url("hook"), content=b"x" * 1_048_577).status_code == 413


def test_what_arrives_in_drops_is_given_up(running: InNode) -> None:
    port = int(running.origin.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(b"POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert 9 < drip(connection) < 15


@pytest.mark.parametrize("row", EXAMPLES["checksums"], ids=lambda row: f"{row['version']} {row['algorithm']}")
def test_the_checksum_of_each_version_is_verified(running: InNode, row: dict[str, str]) -> None:
    asked = {"url": EXAMPLES["url"], "secret": EXAMPLE_SECRET, "body": EXAMPLES["body"], "checksum": row["checksum"]}
    other = "3.5" if row["version"] < "3.4" else "2.6.1"
    assert running.tell("signed", **asked, version=row["version"]) is True
    assert running.tell("signed", **asked, version=other) is False


def test_the_bearer_token_is_the_secret(running: InNode) -> None:
    asked = {"secret": EXAMPLE_SECRET, "body": EXAMPLES["body"]}
    assert running.tell("bearer", **asked, authorization=f"Bearer {EXAMPLE_SECRET}")["ts"]
    for wrong in ("", "Bearer x", EXAMPLE_SECRET):
        assert running.tell("bearer", **asked, authorization=wrong) == 403


@pytest.mark.parametrize("row", EXAMPLES["tokens"], ids=lambda row: str(row["header"]))
def test_a_token_of_the_real_library_is_verified(running: InNode, row: dict[str, Any]) -> None:
    def told(token: str, now: int, *trusted: str) -> object:
        return running.tell("verified", token=token, trusted=trusted, now=now)

    now = 1_700_000_000
    token = row["token"]
    assert told(token, now, "no", EXAMPLE_SECRET) == row["claims"]
    assert told(token, now, "no") == told(token, now) == 401
    assert told(token, 1_800_000_000, EXAMPLE_SECRET) == (401 if "exp" in row["claims"] else row["claims"])
    claims, signature = token.split(".")[1:]
    odd: object
    for odd in (None, 5, [token], {}, "a.b"):
        assert running.tell("verified", token=odd, trusted=[EXAMPLE_SECRET], now=now) == 401
    for header in ("eyJhbGciOiJub25lIn0", "eyJhbGciOltdfQ", "eyJhbGciOiJSUzI1NiJ9", "e30", "bnVsbA", "x", ""):
        for last in ("", signature):
            assert told(f"{header}.{claims}.{last}", now, EXAMPLE_SECRET) == 401
