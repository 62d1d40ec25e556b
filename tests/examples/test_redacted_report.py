"""The report that people post holds nothing secret or personal, whatever URL and response it is about."""

from __future__ import annotations

import json
import os
import runpy
import sys
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest

from bbb_stub.server import StubServer
from tests.real import ROOT

PROGRAM = ROOT / "snippets" / "guides" / "redacted_report.py"
SECRET = "c0rrect-h0rse-battery"  # noqa: S105 - an invented one
CHECKSUM = "0123456789abcdef" * 4

HOSTILE = [
    "Ada Lovelace",
    "müller & söhne",
    "hunter2",
    "a=b&c",
    "<b>Eve</b>",
    '"quoted"',
    "ada@school.example",
    "q4s8b2u6jx0lfp1o",
    "100%25",
    "line\nbreak",
    ".*",
]
"""Values that must not get into a report."""

PRIVATE = ("fullName", "name", "password", "moderatorPW", "userID", "meetingID", "sessionToken", "meta_student")
"""Parameters that may hold them."""


@pytest.fixture(scope="module")
def program() -> Iterator[dict[str, Any]]:
    """The names of the program, which has run against a stub."""
    with StubServer() as stub:
        variables = {"BBB_URL": f"{stub.origin}/bigbluebutton/", "BBB_SECRET": stub.secret}
        with (
            mock.patch.dict(os.environ, variables),
            mock.patch.object(sys, "path", [str(PROGRAM.parents[1]), *sys.path]),
        ):
            yield runpy.run_path(str(PROGRAM)) | {"origin": stub.origin, "stub_secret": stub.secret}


@pytest.fixture(scope="module")
def shown_url(program: dict[str, Any]) -> Callable[[str], str]:
    """What the report shows of a URL."""
    found: Callable[[str], str] = program["shown_url"]
    return found


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", PRIVATE)
@pytest.mark.parametrize("encode", [quote, lambda value: quote(quote(value)), lambda value: value], ids=range(3))
def test_a_private_value_is_not_in_the_url(
    shown_url: Callable[[str], str], name: str, value: str, encode: Callable[[str], str]
) -> None:
    shown = shown_url(f"https://bbb.school.example/bigbluebutton/api/join?{name}={encode(value)}&role=VIEWER")
    assert shown.startswith(f"https://HOST/bigbluebutton/api/join?{name}=")
    assert value not in shown.replace(name, "")
    assert encode(value) not in shown.replace(name, "")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ada:pw@bbb.school.example:8443/bigbluebutton/api/end?x#tok", "https://HOST:PORT/bigbluebutton/api/end?***"),
        ("https://bbb.school.example/rooms/ada-lovelace/join", "https://HOST/***/***/join"),
        ("https://h/bigbluebutton/create?role=VIEWER&record=", "https://HOST/bigbluebutton/create?role=VIEWER&record="),
        ("https://h/bigbluebutton/api/join?role=Ada%20Lovelace", "https://HOST/bigbluebutton/api/join?role=***"),
        ("https://h/bigbluebutton/api/join?Ada%20Lovelace=1", "https://HOST/bigbluebutton/api/join?***"),
        ("file:///etc/passwd", "***://HOST/***/***"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_url(shown_url: Callable[[str], str], url: str, shown: str) -> None:
    assert shown_url(url) == shown


BODIES = {
    "xml": "<response><returncode>SUCCESS</returncode><meetingName>{v}</meetingName><running>true</running></response>",
    "attribute": '<response><returncode>SUCCESS</returncode><user name="{v}"/></response>',
    "cdata": "<response><returncode>FAILED</returncode><note><![CDATA[{v}]]></note></response>",
    "text after a tag": "<html><h1>Sign in</h1><br>{v}<br></html>",
    "open tag": '<html><p title="{v}',
    "comment": "<html><!-- {v} --></html>",
    "script": "<html><script>token = '{v}'</script></html>",
}


@pytest.mark.parametrize("value", [value for value in HOSTILE if value != ".*"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_private_value_is_not_in_the_body(program: dict[str, Any], body: str, value: str) -> None:
    """Not even one that the URL doesn't hold."""
    shown = program["shown_text"](body.replace("{v}", quote(value, safe=" @")), [])
    assert value not in shown
    assert quote(value, safe=" @") not in shown


@pytest.mark.parametrize("value", HOSTILE)
def test_a_private_value_is_not_in_json(program: dict[str, Any], value: str) -> None:
    data = {"response": {"returncode": "FAILED", "user": value, "users": [value], "more": {"x": value}, value: 1}}
    shown = program["shown_text"](json.dumps({"response": {**data["response"], "users": [value]}})[:-1], [])
    assert shown == "***"
    del data["response"][value]
    assert json.dumps(value) not in program["shown_text"](json.dumps(data), [])


@pytest.mark.parametrize(
    "text", ["Mail ada@school.example", f"checksum={CHECKSUM}", f"our: [{CHECKSUM}]", "from 192.0.2.7"]
)
def test_a_plain_text_loses_what_looks_private(program: dict[str, Any], text: str) -> None:
    private = text.split("=")[-1].split(" ")[-1].strip("[]")
    assert private not in program["shown_text"](text, [])


def test_what_the_url_holds_is_masked_in_the_message_before_it_is_cut(program: dict[str, Any]) -> None:
    url = f"https://bbb.school.example/bigbluebutton/api/getMeetingInfo?meetingID=ada%27s%20room&checksum={CHECKSUM}"
    hidden = program["private"](url, SECRET)
    body = f"{'x ' * 95}ada's room ADA&#x27;S ROOM {SECRET} bbb.school.example"
    shown = program["shown_text"](body, hidden)
    assert len(shown) <= 200
    for text in ("ada's", "ada", "ADA", SECRET[:4], "school"):
        assert text not in shown


@pytest.mark.parametrize("call", ["create", "join", "end", "deleteRecordings", "hooks/destroy", "noSuchCall"])
def test_a_call_that_may_change_something_is_not_sent_again(program: dict[str, Any], call: str) -> None:
    with mock.patch.dict(program["report"].__globals__, {"fetch": lambda _: pytest.fail("it was sent")}):
        lines = program["report"](f"{program['origin']}/bigbluebutton/api/{call}?checksum={CHECKSUM}", SECRET)
    assert "not asked for" in lines[-1]


def test_the_report_of_a_success_holds_no_password(program: dict[str, Any]) -> None:
    """What getMeetingInfo tells of a meeting is private but for a few numbers."""
    with program["Client"](f"{program['origin']}/bigbluebutton/", program["stub_secret"]) as bbb:
        info = bbb.call("getMeetingInfo", meetingID="algebra-1")
        told = "\n".join(program["report"](bbb.url("getMeetingInfo", meetingID="algebra-1"), program["stub_secret"]))
    for name in ("attendeePW", "moderatorPW", "meetingName", "internalMeetingID"):
        assert info.get(name)
        assert info.get(name) not in told
    assert "HTTP 200" in told
    assert "SUCCESS" in told


def test_a_dead_server_is_said(program: dict[str, Any]) -> None:
    [_, response] = program["report"]("http://127.0.0.1:9/bigbluebutton/api/getMeetings", SECRET)
    assert response.startswith("response: none, ")
