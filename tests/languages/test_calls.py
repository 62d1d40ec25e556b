"""Each client in front of real servers: it signs what it sends, stops in time, and shows no secret."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest

import bbb_api
from bbb_api import Client
from bbb_stub.server import StubServer
from tests.client.raw_server import RawServer, http, serving
from tests.client.test_calls import NO_BASES, SECRET, SUCCESS, accepted
from tests.client.test_deadline import FAR, SLOW, TIMEOUT
from tests.client.test_responses_read import FAILED
from tests.client.test_silence import RESPONSES, SPELLINGS, found, repeating
from tests.languages.driving import Driver
from tests.languages.vectors import outcome
from tests.network import listeners
from tests.network.certificates import HOST, Certificates
from tests.network.listeners import listening

LATE = TIMEOUT + 2
"""Seconds after which a call is said to have missed its deadline."""


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        yield raw


def unsuccessful(said: dict[str, Any]) -> dict[str, Any]:
    """The error of an outcome, which shows neither secret nor checksum."""
    assert "error" in said, said
    error: dict[str, Any] = said["error"]
    assert SECRET not in str(error)
    return error


PARAMS: list[tuple[str, bbb_api.Value]] = [
    ("name", "Algebra & more: ü~'()*!"),
    ("meetingID", "a b+c"),
    ("record", True),
    ("logo", None),
]


def test_what_is_hashed_is_what_arrives(driver: Driver, server: RawServer) -> None:
    for method in ("GET", "POST"):
        said = driver.call(server.url, SECRET, method=method, params=PARAMS, read=["running"])
        assert said["ok"]["values"] == {"running": "false"}
        expected = bbb_api.sign("create", PARAMS, SECRET)
        assert server.queries[-1] == expected
        assert server.requests[-1].startswith(f"{method} /bigbluebutton/api/create?".encode())
        assert accepted("create", expected)
    assert SECRET not in str(said)


def test_headers(driver: Driver, server: RawServer) -> None:
    driver.call(server.url, SECRET)
    head = server.requests[-1].lower()
    assert b"\r\naccept-encoding: identity\r\n" in head
    assert b"\r\ncookie:" not in head


def test_bodies(driver: Driver, server: RawServer) -> None:
    form = [["name", "A b"], ["meetingID", "é"]]
    driver.call(server.url, SECRET, method="POST", body=form)
    assert server.requests[-1].endswith(b"\r\n\r\nname=A%20b&meetingID=%C3%A9")
    assert b"\r\ncontent-type: application/x-www-form-urlencoded\r\n" in server.requests[-1].lower()
    assert server.queries[-1] == bbb_api.sign("create", {}, SECRET)
    driver.call(server.url, SECRET, "insertDocument", method="POST", params=[["meetingID", "a"]], body="PG0vPg==")
    assert server.requests[-1].endswith(b"\r\n\r\n<m/>")
    assert b"\r\ncontent-type: application/xml\r\n" in server.requests[-1].lower()
    assert server.queries[-1] == bbb_api.sign("insertDocument", {"meetingID": "a"}, SECRET)


def test_an_empty_body_has_no_type(driver: Driver, server: RawServer) -> None:
    driver.call(server.url, SECRET, "end", method="POST", params=[["meetingID", "a"]])
    head = server.requests[-1].lower()
    assert head.startswith(b"post ")
    assert b"\r\ncontent-type:" not in head


TARGET = "https://bbb.example.org/html5client/?sessionToken="


@pytest.mark.parametrize(
    ("headers", "target"),
    [([f"Location:  {TARGET}a  "], f"{TARGET}a"), ([f"Location: {TARGET}a", f"Location: {TARGET}b"], None)],
    ids=["spaces", "two"],
)
def test_a_join_ends_at_one_target(driver: Driver, headers: list[str], target: str | None) -> None:
    with serving(lambda _: [http(b"", "302 Found", headers)]) as raw:
        said = driver.call(raw.url, SECRET, "join")
    if target is None:
        assert unsuccessful(said)["page"] == "errors/http-301-redirect/"
    else:
        assert said["ok"]["location"] == target


def test_cookies_and_leftovers_change_no_later_call(driver: Driver) -> None:
    """What comes behind a response on its connection answers no call, and a cookie that is offered isn't sent."""
    replies = [
        http(SUCCESS, headers=["Set-Cookie: a=b"]).replace(b"Connection: close\r\n", b"") + http(FAILED % b"notFound"),
        http(SUCCESS),
    ]
    with serving(lambda _: [replies[min(len(raw.requests), 2) - 1]]) as raw:
        outcomes = [driver.call(raw.url, SECRET) for _ in range(3)]
        assert [each.get("ok", each).get("returncode") for each in outcomes] == ["SUCCESS"] * 3
        assert not any(b"cookie:" in request.lower() for request in raw.requests)


BROKEN = ("RetryLater", "errors/", None)
ENDED = {
    **{("go", part): BROKEN for part in SLOW if re.match(r"10\d", part)},
    **{("java", part): BROKEN for part in SLOW if re.match(r"10\d.* without pause", part)},
    **{
        ("java", part): ("BadResponse", "errors/not-bigbluebutton/", 200) for part in SLOW if part.startswith("trailer")
    },
    **{("javascript", part): BROKEN for part in ("100", "100 without pause")},
}
"""What ends before the deadline, as class, page and status: net/http gives up at the sixth response of 1xx,
java.net.http at the ninth, and fetch at a 100 that nobody asked for. For Java, a response is whole at its last chunk,
and nobody waits for trailers."""
FLOODED = {(each, part) for each in ("php", "bash") for part in SLOW if re.match(r"10\d.* without pause", part)}
"""What curl ends when the headers of all responses become too long, which may be before the deadline or not."""


@pytest.mark.parametrize("part", SLOW)
def test_the_deadline_holds_for_every_part_of_a_response(driver: Driver, language: str, part: str) -> None:
    with serving(SLOW[part]) as raw:
        start = time.monotonic()
        error = unsuccessful(driver.call(raw.url, SECRET, timeout=TIMEOUT))
        assert time.monotonic() - start < min(LATE, FAR / 2)
    ended = (error["class"], error["page"], error["status"])
    if (language, part) not in FLOODED or ended != BROKEN:
        assert ended == ENDED.get((language, part), ("RetryLater", "errors/time-out/", None))


def endless(_: bytes) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n\r\n<response>"
    for _part in range(2_000):
        yield b"x" * 100_000


def test_a_huge_body_is_not_read_to_the_end(driver: Driver) -> None:
    for reply in (endless, lambda _: [http(b"<response>" + b"x" * 200_000)]):
        with serving(reply) as raw:
            start = time.monotonic()
            error = unsuccessful(driver.call(raw.url, SECRET, limit=100_000))
            assert time.monotonic() - start < FAR
        assert (error["class"], error["message"]) == ("BadResponse", "more than 100000 bytes")


def test_an_encoded_body_is_refused(driver: Driver) -> None:
    with serving(lambda _: [http(b"\x1f\x8b", headers=["Content-Encoding: gzip"])]) as raw:
        assert unsuccessful(driver.call(raw.url, SECRET))["class"] == "BadResponse"


@pytest.mark.parametrize("encoding", ["", " ", "identity", "IDENTITY", " Identity \t"])
def test_no_encoding_may_be_said_in_any_way(driver: Driver, encoding: str) -> None:
    with serving(lambda _: [http(SUCCESS, headers=[f"Content-Encoding:{encoding}"])]) as raw:
        assert driver.call(raw.url, SECRET)["ok"]["returncode"] == "SUCCESS"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(driver: Driver, status: int) -> None:
    with serving(lambda _: [http(SUCCESS)]) as target:

        def reply(head: bytes) -> list[bytes]:
            path = head.split(b" ", 2)[1].decode()
            return [http(b"", f"{status} Moved", [f"Location: {target.url}{path}"])]

        with serving(reply) as raw:
            for call in ("create", "join"):
                error = unsuccessful(driver.call(raw.url, SECRET, call))
                assert (error["class"], error["page"]) == ("BadResponse", "errors/http-301-redirect/")
        assert target.requests == []


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_whatever_a_server_repeats(driver: Driver, spelling: Any) -> None:
    for status, body in RESPONSES:
        with serving(repeating(spelling, status, body)) as raw:
            said = driver.call(raw.url, SECRET, "join", params=[["meetingID", "x"]])
        assert "error" in said, said
        checksum = raw.queries[0].rpartition("checksum=")[2]
        assert not found(checksum, str(said)), f"{status} {body}"


@pytest.mark.parametrize(
    ("sent", "page"),
    [
        (b"", "empty"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<response>", "cut"),
        (b"SSH-2.0-x\r\n\r\n", "no-http"),
    ],
)
def test_connections_that_end(driver: Driver, language: str, sent: bytes, page: str) -> None:
    with serving(lambda _: [sent]) as raw:
        error = unsuccessful(driver.call(raw.url, SECRET))
    assert error["class"] in ("RetryLater", "BadResponse")
    assert error["page"] in (f"errors/{page}/", "errors/"), f"{language} may not tell, but not say another thing"


def test_connections_that_fail(driver: Driver) -> None:
    with listeners.closed() as port:
        error = unsuccessful(driver.call(f"http://127.0.0.1:{port}", SECRET))
    assert (error["class"], error["page"], error["status"]) == ("RetryLater", "errors/refused/", None)
    error = unsuccessful(driver.call("http://bbb.invalid/bigbluebutton", SECRET))
    assert (error["class"], error["page"]) == ("BadResponse", "errors/dns/")


@pytest.mark.parametrize(
    ("chain", "page"),
    [
        ("good", None),
        ("expired", "tls-expired"),
        ("wrong_name", "tls-name"),
        ("self_signed", "tls-chain"),
        ("unknown_root", "tls-chain"),
        ("no_intermediate", "tls-chain"),
    ],
)
def test_certificates(driver: Driver, certificates: Certificates, chain: str, page: str | None) -> None:
    with listening(listeners.speaking_tls(getattr(certificates, chain), certificates.key)) as port:
        said = driver.call(f"https://{HOST}:{port}", SECRET)
    if page is None:
        assert said.get("error", {}).get("page", "").startswith("errors/tls-") is False
    else:
        error = unsuccessful(said)
        assert (error["class"], error["page"]) == ("BadResponse", f"errors/{page}/")


@pytest.mark.parametrize("url", NO_BASES)
def test_wrong_urls_are_refused_and_not_repeated(driver: Driver, url: str) -> None:
    said = driver.ask("client", url=url, secret=SECRET, algorithm="sha256", timeout=30)
    assert "BBB_URL" in said.get("settings", ""), said
    assert SECRET not in str(said)


@pytest.mark.parametrize("secret", ["", " \r\n", "ab\ncd", "ab\u200bcd"])
def test_wrong_secrets_are_refused(driver: Driver, secret: str) -> None:
    said = driver.ask("client", url="https://bbb.example.org", secret=secret, algorithm="sha256", timeout=30)
    assert "BBB_SECRET" in said.get("settings", ""), said


@pytest.mark.parametrize(("name", "value"), [("algorithm", "md5"), ("timeout", 0), ("timeout", -1), ("timeout", 1e9)])
def test_wrong_settings_are_refused(driver: Driver, name: str, value: object) -> None:
    settings = {"url": "https://bbb.example.org", "secret": SECRET, "algorithm": "sha256", "timeout": 30, name: value}
    assert name in driver.ask("client", **settings).get("settings", "")


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    with StubServer() as running:
        yield running


def test_tls_to_a_plain_port(driver: Driver, stub: StubServer) -> None:
    error = unsuccessful(driver.call(f"https://127.0.0.1:{urlsplit(stub.url).port}", SECRET))
    assert error["page"] in ("errors/tls-to-plain/", "errors/")


STORY: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("GET", "create", [("meetingID", "algebra-1"), ("name", "Algebra I")]),
    ("GET", "create", [("meetingID", "algebra-1"), ("name", "Algebra I")]),
    ("GET", "create", [("meetingID", "algebra-1"), ("name", "Algebra I"), ("attendeePW", "another")]),
    ("POST", "create", [("meetingID", "ü"), ("name", "日本🙂")]),
    ("GET", "join", [("meetingID", "no-such-meeting"), ("fullName", "Ada Lovelace"), ("role", "MODERATOR")]),
    ("GET", "insertDocument", [("meetingID", "algebra-1")]),
    ("GET", "isMeetingRunning", [("meetingID", "algebra-1")]),
    ("GET", "end", [("meetingID", "algebra-1")]),
    ("GET", "getRecordingTextTracks", [("recordID", "x")]),
    ("GET", "", []),
]


def test_a_meeting_on_the_stub_goes_as_in_python(driver: Driver, language: str, stub: StubServer) -> None:
    read = ["meetingID", "running", "apiVersion"]
    stub.reset(empty=True)
    said = [driver.call(stub.url, stub.secret, call, method=how, params=sent, read=read) for how, call, sent in STORY]
    stub.reset(empty=True)
    with Client(stub.url, stub.secret) as bbb:
        for (how, call, sent), got in zip(STORY, said, strict=True):
            if (language, call) == ("bash", "getRecordingTextTracks"):
                continue  # it responds with JSON, which this client doesn't read
            act = partial(bbb.call, call, **dict(sent)) if how == "GET" else partial(bbb.post, call, dict(sent))
            for each in got.values():
                each.pop("shown", None)
            assert got == outcome(act, read), call


def test_a_join_ends_at_a_session(driver: Driver, stub: StubServer) -> None:
    stub.reset()
    driver.call(stub.url, stub.secret, "create", params=[["meetingID", "algebra-2"], ["name", "Algebra II"]])
    who = [["meetingID", "algebra-2"], ["fullName", "Ada"], ["role", "MODERATOR"]]
    said = driver.call(stub.url, stub.secret, "join", params=who)
    assert "sessionToken=" in said["ok"]["location"]


def test_a_wrong_secret(driver: Driver, stub: StubServer) -> None:
    error = unsuccessful(driver.call(stub.url, SECRET, "getMeetings"))
    assert (error["class"], error["key"], error["page"]) == ("FixSecret", "checksumError", "errors/checksumError/")
