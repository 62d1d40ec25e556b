"""The client of the examples: its settings and its signing, also against the stub server."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bbb_api
from bbb_api import AsyncClient, Client, FixRequest, FixSecret, Refused, Response, encode
from bbb_stub.server import StubServer
from tests.client.raw_server import RawServer, http, serving

SECRET = "not-to-be-seen-8f2a"  # noqa: S105 - no server has it
SUCCESS = b"<response>\n<returncode>SUCCESS</returncode>\n<running>false</running>\n</response>"
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
AWKWARD = ["", " ", "+", "%20", "~", "a+b c", "[x]&y=z#", "ü/é", "'()*!", "&checksum=1", "\n", "日本🙂"]
awkward = st.sampled_from(AWKWARD)
names = st.text(st.characters(codec="ascii", categories=["L", "Nd"], include_characters="-_"), min_size=1).filter(
    lambda name: "checksum" not in name
)
pairs = st.lists(st.tuples(names, awkward | any_text), max_size=6)


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        yield raw


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    with StubServer() as running:
        yield running


@pytest.fixture(scope="module")
def client(server: RawServer) -> Iterator[Client]:
    with Client(server.url, SECRET) as made:
        yield made


def accepted(call: str, query: str) -> bool:
    """Verify a raw query as the server does."""
    match = re.search(r"(?:^|&)checksum=([0-9a-f]+)", query)
    assert match is not None
    given = match[1]
    algorithm = {40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}[len(given)]
    for spelling in (f"&checksum={given}", f"checksum={given}&", f"checksum={given}"):
        query = query.replace(spelling, "")
    return hashlib.new(algorithm, f"{call}{query}{SECRET}".encode()).hexdigest() == given


@given(params=pairs, algorithm=st.sampled_from(bbb_api.ALGORITHMS), data=st.data())
@settings(deadline=None)
def test_what_is_hashed_is_what_arrives(
    server: RawServer, client: Client, params: list[tuple[str, str]], algorithm: str, data: st.DataObject
) -> None:
    signing = Client(server.url, SECRET, algorithm, http=client._http)
    if data.draw(st.booleans(), "by GET"):
        params = list(dict(params).items())
        signing.call("create", **dict(params))
    else:
        signing.post("create", params, body=data.draw(st.binary(max_size=5) | st.dictionaries(names, any_text)))
    query = server.queries[-1]
    assert accepted("create", query)
    assert parse_qsl(query, keep_blank_values=True, errors="strict")[:-1] == params


@given(params=pairs)
@settings(deadline=None)
def test_signed_url_is_what_a_call_would_send(client: Client, server: RawServer, params: list[tuple[str, str]]) -> None:
    url = client.url("join", **dict(params))
    assert accepted("join", urlsplit(url).query)
    client._http.get(url)
    assert server.queries[-1] == urlsplit(url).query


def test_encoding() -> None:
    params: bbb_api.Params = {"a": "x y", "b": "~é+/[]", "on": True, "off": False, "n": 3, "left out": None, "e": ""}
    assert bbb_api.encode(params) == "a=x%20y&b=~%C3%A9%2B%2F%5B%5D&on=true&off=false&n=3&e="
    assert bbb_api.encode([("a", "1"), ("a", "2")]) == "a=1&a=2"
    assert bbb_api.sign("getMeetings", {}, "s", "sha1") == "checksum=" + hashlib.sha1(b"getMeetingss").hexdigest()  # noqa: S324 - BigBlueButton takes SHA-1
    with pytest.raises(FixRequest, match="lone surrogate"):
        bbb_api.encode({"a": "\ud800"})
    with pytest.raises(ValueError, match="sha384"):
        bbb_api.sign("end", {}, SECRET, "md5")


def test_bodies_are_not_signed(server: RawServer, client: Client) -> None:
    client.post("create", body={"name": "A b", "meetingID": "é"})
    assert server.requests[-1].endswith(b"\r\n\r\nname=A%20b&meetingID=%C3%A9")
    assert b"Content-Type: application/x-www-form-urlencoded\r\n" in server.requests[-1]
    assert server.queries[-1] == bbb_api.sign("create", {}, SECRET)
    client.post("insertDocument", {"meetingID": "a"}, "<modules/>")
    assert server.requests[-1].endswith(b"\r\n\r\n<modules/>")
    assert b"Content-Type: application/xml\r\n" in server.requests[-1]
    assert server.queries[-1] == bbb_api.sign("insertDocument", {"meetingID": "a"}, SECRET)


BASES = ["", "/", "/bigbluebutton", "/bigbluebutton/", "/bigbluebutton/api", "/bigbluebutton/api/"]


@pytest.mark.parametrize("tail", BASES)
def test_base_urls(tail: str) -> None:
    with Client(f" https://bbb.example.org{tail}\n", SECRET) as bbb:
        assert repr(bbb) == "Client('https://bbb.example.org/bigbluebutton/api')"
        assert bbb.url("end").startswith("https://bbb.example.org/bigbluebutton/api/end?checksum=")
        assert bbb.url("").startswith("https://bbb.example.org/bigbluebutton/api?checksum=")


NO_BASES = [
    "",
    " ",
    "bbb.example.org",
    "ftp://x/",
    "https://",
    "https://u:p@x/",
    "https://x/?a",
    SECRET,
]


@pytest.mark.parametrize("url", [None, *NO_BASES])
def test_wrong_urls_are_refused_and_not_repeated(url: Any) -> None:
    with pytest.raises(ValueError, match="set BBB_URL") as caught:
        Client(url, SECRET)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("wrong", [{"timeout": "30"}, {"timeout": None}, {"limit": None}, {"limit": "1"}, {"limit": 0}])
def test_other_wrong_settings_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Client("https://bbb.example.org", SECRET, **wrong)


class Role(str, Enum):  # noqa: UP042 - str() of its members is not their value
    """A text with a name."""

    MODERATOR = "MODERATOR"


def test_a_member_of_an_enumeration_is_sent_as_its_value() -> None:
    assert encode({"role": Role.MODERATOR}) == "role=MODERATOR"


@pytest.mark.parametrize("value", [["a"], {"a": 1}, b"a", object()])
def test_a_value_that_is_neither_text_nor_number_is_refused(value: Any) -> None:
    with pytest.raises(FixRequest, match="neither text nor a number"):
        encode({"name": value})


@pytest.mark.parametrize("secret", ["", " \r\n", "ab\ncd", "ab\u200bcd", "ab\ud800", SECRET.encode(), None])
def test_wrong_secrets_are_refused(secret: Any) -> None:
    with pytest.raises(ValueError, match="set BBB_SECRET"):
        Client("https://bbb.example.org", secret)


@pytest.mark.parametrize(
    "body", [bytearray(b"a=1"), memoryview(b".a=1.")[1:4], [("a", 1)], {"a": 1}, io.BytesIO(b"a=1")]
)
def test_bodies(client: Client, server: RawServer, body: Any) -> None:
    client.post("create", (), body)
    form = b"application/x-www-form-urlencoded" in server.requests[-1]
    assert form == isinstance(body, list | dict)
    assert b"a=1" in server.requests[-1].partition(b"\r\n\r\n")[2]


HUGE = 10**5000


@pytest.mark.parametrize("wrong", ["a=b", ["a=b"], ["ab"], [("a", "b", "c")], [(1, "a")], {1: "a"}, [("a", HUGE)]])
def test_what_is_not_parameters_is_refused(client: Client, server: RawServer, wrong: Any) -> None:
    before = len(server.requests)
    with pytest.raises(FixRequest, match=r"^a parameter|^parameters are"):
        client.post("create", wrong)
    assert len(server.requests) == before


@pytest.mark.parametrize("wrong", [None, 5, Path("slides.xml"), ["a=b"], [("a", HUGE)]])
def test_what_is_not_a_body_is_refused(client: Client, server: RawServer, wrong: Any) -> None:
    before = len(server.requests)
    with pytest.raises(FixRequest):
        client.post("create", (), wrong)
    assert len(server.requests) == before


def test_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch, server: RawServer) -> None:
    monkeypatch.setenv("BBB_URL", server.url)
    monkeypatch.setenv("BBB_SECRET", f" {SECRET}\r\n")
    with Client.from_env(timeout=5) as bbb:
        assert bbb.call("isMeetingRunning", meetingID="x").get("running") == "false"
    assert accepted("isMeetingRunning", server.queries[-1])
    monkeypatch.delenv("BBB_SECRET")
    with pytest.raises(ValueError, match="set BBB_SECRET"):
        Client.from_env()


def test_async_client(server: RawServer) -> None:
    async def run() -> tuple[Response, Response]:
        async with AsyncClient(server.url, SECRET, "sha512") as bbb:
            return await bbb.call("end", meetingID="a b"), await bbb.post("create", {"name": "x"})

    first, second = asyncio.run(run())
    assert (first.returncode, second.get("running")) == ("SUCCESS", "false")
    assert accepted("end", server.queries[-2])
    assert accepted("create", server.queries[-1])


def test_a_client_of_httpx_that_was_passed_stays_open() -> None:
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=SUCCESS))) as shared:
        with Client("http://bbb.example.org", SECRET, http=shared) as bbb:
            bbb.call("getMeetings")
        assert not shared.is_closed


def test_a_call_may_have_any_parameter(client: Client, server: RawServer) -> None:
    client.call("create", call="a", self="b", name="c")
    assert server.queries[-1].startswith("call=a&self=b&name=c&checksum=")


@given(params=pairs, algorithm=st.sampled_from(bbb_api.ALGORITHMS))
@settings(max_examples=30, deadline=None)
def test_the_stub_accepts_every_signature(
    stub: StubServer, client: Client, params: list[tuple[str, str]], algorithm: str
) -> None:
    bbb = Client(stub.url, stub.secret, algorithm, http=client._http)
    assert bbb.call("getMeetings", **dict(params)).returncode == "SUCCESS"
    assert bbb.post("getMeetings", params).returncode == "SUCCESS"


def test_a_meeting_on_the_stub(stub: StubServer) -> None:
    stub.reset(empty=True)
    with Client(stub.url, stub.secret) as bbb:
        created = bbb.call("create", meetingID="algebra-1", name="Algebra I")
        assert (created.key, created.warning, created.get("meetingID")) == (None, None, "algebra-1")
        assert bbb.call("create", meetingID="algebra-1", name="Algebra I").warning == "duplicateWarning"
        with pytest.raises(FixRequest) as caught:
            bbb.call("create", meetingID="algebra-1", name="Algebra I", attendeePW="another")
        assert (caught.value.key, caught.value.page) == ("idNotUnique", "errors/idNotUnique/")
        joined = bbb.call("join", meetingID="algebra-1", fullName="Ada Lovelace", role="MODERATOR")
        assert "sessionToken=" in joined.location
        assert len(bbb.call("getMeetings").xml.findall("meetings/meeting")) == 1
        with pytest.raises(Refused, match="meetingForciblyEnded"):
            bbb.call("join", meetingID="no-such-meeting", fullName="Ada Lovelace", role="MODERATOR")
        with pytest.raises(FixRequest) as caught:
            bbb.call("insertDocument", meetingID="algebra-1")
        assert caught.value.page == "errors/wrong-http-method/"
        assert bbb.call("end", meetingID="algebra-1").key == "sentEndMeetingRequest"
        assert bbb.call("").get("apiVersion")
    with Client(stub.url, "another") as bbb, pytest.raises(FixSecret):
        bbb.call("getMeetings")
