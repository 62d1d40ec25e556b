"""Whatever is asked, the stub answers: in the catalog's words, or in its own about what it does not model."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbb_stub.app import OWN_FAULT
from bbb_stub.java_text import length, map_order, parse_boolean, parse_long, sanitize
from bbb_stub.java_url import decode, encode
from bbb_stub.releases import RELEASES
from bbb_wire.java_uri import build, is_uri, parse
from tests.stub import anything, vectors
from tests.stub.anything import Sent


@pytest.fixture(scope="module")
def runner() -> vectors.Runner:
    return vectors.Runner()


def check(runner: vectors.Runner, sent: Sent) -> vectors.Got:
    """Send a request; raises AssertionError if the reply is a fault of the stub's own."""
    got = asyncio.run(vectors.ask(runner.app, sent.method, sent.path, sent.query, sent.headers, sent.body))
    assert OWN_FAULT.encode() not in got.body, got.body
    assert got.status != 500 or "http-500" in (runner.stub.last_answer or ""), got
    assert got.status in (200, 301, 302, 400, 404, 408, 413, 500, 501, 502, 504), got
    for value in got.headers.values():
        assert not set(value) & set(range(32)), value
    return got


@settings(max_examples=200, deadline=None)
@given(
    sent=anything.requests(),
    release=st.sampled_from(list(RELEASES)),
    change=anything.SETTINGS | st.just({}),
)
def test_any_request_is_answered(
    runner: vectors.Runner, sent: Sent, release: str, change: dict[str, bool | str]
) -> None:
    runner.stub.reset()
    played = runner.stub.settings.of_release(release)
    runner.stub.settings = played.with_values({"unknown_texts": "stand-in", "ties": "random", **change})
    check(runner, sent)


@settings(max_examples=150, deadline=None)
@given(asked=anything.own_paths())
def test_own_paths_take_what_they_can_use_and_refuse_the_rest_in_words(
    runner: vectors.Runner, asked: tuple[str, dict[str, Any]]
) -> None:
    runner.stub.reset()
    name, values = asked
    body = json.dumps(values).encode()
    got = check(runner, Sent("POST", f"/stub/{name}", "", (("Content-Length", str(len(body))),), body))
    assert (got.status in (200, 400), got.body.count(b"\n")) == (True, 1), got
    after = check(runner, Sent("GET", "/bigbluebutton/api/getMeetings", "", (), b""))
    assert after.status in (200, 301, 302, 404, 413, 501, 502, 504)


@given(number=st.integers(-(2**64), 2**64), zeros=st.integers(0, 5000), plus=st.booleans())
def test_numbers_are_read_as_java_reads_them(number: int, zeros: int, plus: bool) -> None:
    sign = "-" if number < 0 else "+" if plus else ""
    text = f"{sign}{'0' * zeros}{abs(number)}"
    assert parse_long(text) == (number if -(2**63) <= number < 2**63 else None)


@given(text=st.text())
def test_what_java_says_of_a_text(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert sanitize(sanitize(text)) == sanitize(text)
    assert parse_boolean(text) == (text.lower() == "true")
    assert decode(encode(text)) == text.encode("utf-8", "replace").decode()
    assert sorted(map_order([text, f"{text}a", f"{text}b"])) == sorted([text, f"{text}a", f"{text}b"])


@given(text=st.text(st.sampled_from("abz:/?#[]@%2F0 é\u2028\x85ä.\\|{}\"'+&=~")) | st.text())
def test_an_address_that_java_takes_can_be_put_together_again(text: str) -> None:
    if is_uri(text):
        found = parse(text)
        if found.path is not None:
            try:
                again = build(found)
            except ValueError:
                return
            assert is_uri(again)
