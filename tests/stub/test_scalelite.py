"""Scalelite in front of the stub: what it checks, what it swallows, and what it hands on.

Its answers in the catalog are provoked by test_responses.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import etree

from bbb_stub import scalelite
from bbb_stub.server import StubServer
from bbb_wire.response import Format
from reference.catalog.provocation import Provocation, Request
from reference.catalog.vocabulary import Sent
from tests.real import real_catalog
from tests.stub.provoke import Prober

DECLARED = '<?xml version="1.0"?>\n<response>'
RECORDING = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer({"speaker": "scalelite"}) as stub, Prober(stub, real_catalog()) as found:
        yield found


def key(text: str) -> str | None:
    return etree.fromstring(text.encode()).findtext("messageKey")


def test_every_item_is_provoked_or_says_why_not() -> None:
    answers = [a for a in real_catalog().answers.values() if a.speaker in ("scalelite", "bbb-webhooks")]
    silent = {a.id for a in answers if a.sent is Sent.SENT and not a.provoke and not a.not_provoked}
    assert answers
    assert silent == set()
    assert [a.id for a in answers if a.on_demand] == []


@pytest.mark.parametrize("call", sorted(scalelite.CALLS))
@pytest.mark.parametrize("sign", ["wrong", "none", "empty", "md5", "sha384"])
def test_every_call_wants_a_checksum_that_scalelite_knows(server: Prober, call: str, sign: str) -> None:
    method = "POST" if call in scalelite.POST_ALONE else "GET"
    server.send(Request.model_validate({"call": call, "sign": sign, "method": method}))
    assert server.stub.last_answer == "checksumError-scalelite"


@pytest.mark.parametrize("sign", ["sha1", "sha256", "sha512"])
def test_other_hashes_are_taken(server: Prober, sign: str) -> None:
    request = Request.model_validate({"call": "isMeetingRunning", "query": {"meetingID": "physics-1"}, "sign": sign})
    assert (
        server.send(request).text
        == f"{DECLARED}\n<returncode>SUCCESS</returncode>\n<running>true</running>\n</response>\n"
    )


def test_upper_case_is_another_checksum(server: Prober) -> None:
    request = Request(call="getMeetings")
    url = str(server.send(request).url)
    upper = re.sub("checksum=(.*)", lambda match: f"checksum={match[1].upper()}", url)
    assert key(server.client.get(upper).text) == "checksumError"


SUCCESSES = [
    Request(call="create", query={"meetingID": "new", "name": "New"}),
    Request(call="create", query={"meetingID": "algebra-1", "name": "Algebra I"}),
    Request(call="getMeetingInfo", query={"meetingID": "physics-1"}),
    Request(call="getMeetings"),
    Request(call="end", query={"meetingID": "physics-1"}),
    Request(call="getRecordings"),
    Request(call="publishRecordings", query={"recordID": RECORDING, "publish": "false"}),
    Request(call="updateRecordings", query={"recordID": RECORDING, "meta_a": "b"}),
    Request(call="deleteRecordings", query={"recordID": RECORDING}),
    Request(path="/bigbluebutton/api"),
    Request(path="/bigbluebutton/api/", method="POST"),
]


@pytest.mark.parametrize("request_", SUCCESSES, ids=[f"{r.method} {r.call or r.path} {r.query}" for r in SUCCESSES])
def test_success_has_a_declaration_and_the_elements_of_the_server(server: Prober, request_: Request) -> None:
    response = server.send(request_)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    assert response.text.startswith(DECLARED)
    found = etree.fromstring(response.content)
    assert found.findtext("returncode") == "SUCCESS"
    if request_.call and request_.call != "updateRecordings":
        server.stub.reset()
        server.stub.settings(speaker="bigbluebutton")
        own = etree.fromstring(server.send(request_).content)
        assert [each.tag for each in found.iter()] == [each.tag for each in own.iter()]


def told_again() -> Iterator[tuple[str, Provocation]]:
    """Yield what BigBlueButton refuses, of calls that reach it through Scalelite with the same parameters."""
    for answer in real_catalog().answers.values():
        for provocation in answer.provoke if answer.speaker == "bigbluebutton" else ():
            request = provocation.request
            plain = provocation.form == "own" and request.sign == "right" and request.raw_query is None
            plain = plain and not provocation.given and not request.headers and not request.content_type
            if plain and request.call == "create" and request.method == "GET" and answer.returncode == "FAILED":
                yield answer.id, provocation


TOLD_AGAIN = list(told_again())


@pytest.mark.parametrize(("answer", "provocation"), TOLD_AGAIN, ids=[f"{a}: {p.title}" for a, p in TOLD_AGAIN])
def test_key_and_text_are_kept_and_what_has_none_is_swallowed(
    prober: Prober, answer: str, provocation: Provocation
) -> None:
    known = real_catalog().answers[answer]
    response = prober.provoke(provocation)
    found = etree.fromstring(response.content)
    if not provocation.request.query.get("meetingID", "").strip():
        assert prober.stub.last_answer == "missingParamMeetingID-scalelite"
    elif known.format is Format.XML:
        assert (found.findtext("messageKey"), prober.stub.last_answer) == (
            known.key or real_catalog().owner[answer].key,
            answer,
        )
        assert [child.tag for child in found] == ["returncode", "messageKey", "message"]
        assert response.text.startswith(f"{DECLARED}\n  <returncode>FAILED</returncode>\n  <messageKey>")
    else:
        assert prober.stub.last_answer == "internalError-scalelite-create"


def test_braces_and_quotes_in_a_text_stay(server: Prober) -> None:
    response = server.send(Request(call="create", query={"meetingID": "x" * 300, "name": "{message}"}))
    assert key(response.text) == "sizeError"


def test_join_leads_to_the_server_behind_which_answers_itself(server: Prober) -> None:
    server.stub.settings(serverURL=server.stub.origin)
    query = {"meetingID": "algebra-1", "fullName": "Ada Lovelace", "role": "VIEWER"}
    sent = server.send(Request(call="join", query=query))
    assert sent.status_code == 302
    behind = server.client.get(sent.headers["location"])
    assert behind.status_code == 302
    assert "sessionToken=" in behind.headers["location"]
    assert "Ada Lovelace is in the meeting" in server.client.get(behind.headers["location"]).text
    asked = Request(call="isMeetingRunning", query={"meetingID": "algebra-1"})
    assert "<running>true</running>" in server.send(asked).text


def test_end_forgets_the_meeting_even_if_the_server_fails(server: Prober) -> None:
    ended, asked = (Request(call=call, query={"meetingID": "physics-1"}) for call in ("end", "getMeetingInfo"))
    server.stub.settings(servers_behind="silent")
    assert key(server.send(ended).text) == "internalError"
    server.stub.settings(servers_behind="answer")
    assert server.send(asked).text.count("notFound") == 1
    server.stub.settings(speaker="bigbluebutton")
    assert "<running>true</running>" in server.send(asked).text


def test_a_meeting_of_the_server_alone_is_not_found(server: Prober) -> None:
    asked = Request(call="getMeetingInfo", query={"meetingID": "history-1"})
    assert "perhaps the meeting is not yet running" in server.send(asked).text
    assert "history-1" in server.send(Request(call="getMeetings")).text


def test_the_order_of_checks_is_type_checksum_parameters(server: Prober) -> None:
    wrong = {"method": "POST", "call": "create", "content_type": "application/json", "body": "{}", "sign": "wrong"}
    expected = ["unsupportedContentType-scalelite", "checksumError-scalelite", "missingParamMeetingID-scalelite"]
    for change, answer in zip(({}, {"content_type": "application/xml"}, {"sign": "right"}), expected, strict=True):
        wrong |= change
        server.send(Request.model_validate(wrong))
        assert server.stub.last_answer == answer


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/bigbluebutton/api/hooks/list"),
        ("GET", "/bigbluebutton/api/insertDocument"),
        ("POST", "/bigbluebutton/api/deleteRecordings"),
        ("PUT", "/bigbluebutton/api/create"),
        ("GET", "/bigbluebutton/api/create.json"),
        ("GET", "/elsewhere"),
    ],
)
def test_what_no_route_fits_is_unsupported(server: Prober, method: str, path: str) -> None:
    assert key(server.client.request(method, f"{server.stub.origin}{path}").text) == "unsupportedRequest"


def test_what_is_not_known_of_scalelite_is_501(server: Prober) -> None:
    asked = Request(call="getRecordings", query={"meetingID": "nowhere"})
    assert server.send(asked).status_code == 501
    assert server.client.get(f"{server.stub.origin}/").status_code == 501
    server.stub.settings(servers_behind="offline")
    assert server.send(Request(call="join", query={"meetingID": "algebra-1"})).status_code == 501


def test_faults_happen_in_front_of_scalelite(server: Prober) -> None:
    server.stub.fault("html502")
    assert server.send(Request(call="getMeetings")).status_code == 502
