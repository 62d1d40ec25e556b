"""The callbacks and events that the stub sends: those of the real senders, byte for byte, and their attempts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import httpx
import pytest

from bbb_stub.outgoing import events
from bbb_stub.outgoing.messages import is_here
from bbb_stub.outgoing.tokens import token
from bbb_stub.settings import Settings
from bbb_wire.signing import EXAMPLE_SECRET
from reference.catalog.provocation import Request
from tests.catalog.test_callbacks import FACTS
from tests.real import real_catalog
from tests.stub.provoke import Prober
from tests.stub.receiving_end import Endpoint, endpoint

HOOKS = FACTS["webhooks"]
EXAMPLES = FACTS["examples"]


@pytest.fixture(scope="module")
def listening() -> Iterator[Endpoint]:
    with endpoint() as found:
        yield found


@pytest.fixture
def target(listening: Endpoint) -> Endpoint:
    """An endpoint that has got nothing yet, and answers 200."""
    listening.got.clear()
    listening.answers.clear()
    return listening


def ask(server: Prober, call: str, **query: str) -> httpx.Response:
    response = server.send(Request(call=call, query=query))
    assert "FAILED" not in response.text, response.text
    return response


def run_meeting(server: Prober, **query: str) -> None:
    """Make a meeting and end it."""
    ask(server, "create", meetingID="geometry-1", name="Geometry I", **query)
    ask(server, "end", meetingID="geometry-1")


def sent(server: Prober, callback: str) -> list[dict[str, Any]]:
    return [entry for entry in server.stub.sent() if entry["callback"] == callback]


@pytest.mark.parametrize("row", EXAMPLES["checksums"], ids=lambda row: f"{row['version']} {row['algorithm']}")
def test_a_checksum_is_that_of_the_real_program(row: dict[str, str]) -> None:
    settings = Settings(webhooks_version=row["version"], hook_checksum_algorithm=row["algorithm"])
    fields = EXAMPLES["fields"]
    assert events.checksum(EXAMPLES["url"], fields, EXAMPLE_SECRET, settings) == row["checksum"]
    assert events.encoded(fields).decode() == EXAMPLES["body"]


@pytest.mark.parametrize("row", EXAMPLES["tokens"], ids=lambda row: str(row["header"]))
def test_a_token_is_that_of_the_real_library(row: dict[str, Any]) -> None:
    assert token(row["header"], row["claims"], EXAMPLE_SECRET) == row["token"]


def test_events_come_in_the_form_that_was_seen(server: Prober, target: Endpoint) -> None:
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook?a=b")
    ask(server, "create", meetingID="geometry-1", name="Geometry I")
    server.stub.sent()  # the first event has arrived: two that are under way can overtake each other
    ask(server, "end", meetingID="geometry-1")
    server.stub.sent()
    ids = []
    for got in target.got:
        form = dict(parse_qsl(got.body.decode(), strict_parsing=True))
        [event] = json.loads(form["event"])
        seen = HOOKS["attributes"][event["data"]["id"]]
        attributes = event["data"]["attributes"]
        ids.append(event["data"]["id"])
        assert {name: list(fields) for name, fields in attributes.items()} == seen
        assert list(event["data"]) == ["type", "id", "attributes", "event"]
        assert (got.method, list(form), sorted(got.headers)) == (
            HOOKS["method"],
            HOOKS["fields"],
            HOOKS["header_names"],
        )
        assert {name: got.headers[name] for name in HOOKS["headers"]} == HOOKS["headers"]
        text = f"{target.url}/hook?a=b{got.body.decode()}{EXAMPLE_SECRET}"
        checksum = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        assert got.target == f"/hook?a=b&checksum={checksum}"
    assert ids == ["meeting-created", "meeting-ended"]


def test_who_enters_and_who_writes_is_reported(server: Prober, target: Endpoint) -> None:
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook", meetingID="physics-1")
    joined = server.send(Request(call="join", query={"meetingID": "physics-1", "fullName": "Ada", "role": "VIEWER"}))
    client = urlsplit(joined.headers["location"])
    httpx.get(f"{server.stub.origin}{client.path}?{client.query}")
    server.stub.sent()  # the first event has arrived
    ask(server, "sendChatMessage", meetingID="physics-1", message="Hello & all")
    server.stub.sent()
    found = [json.loads(dict(parse_qsl(got.body.decode()))["event"])[0]["data"] for got in target.got]
    assert [event["id"] for event in found] == ["user-joined", "chat-group-message-sent"]
    assert list(found[0]["attributes"]["user"]) == HOOKS["attributes"]["user-joined"]["user"]
    assert found[1]["attributes"]["chat-message"]["message"] == "Hello & all"


@pytest.mark.parametrize("row", HOOKS["answers"], ids=lambda row: str(row["answers"]))
def test_attempts_are_those_that_were_seen(server: Prober, target: Endpoint, row: dict[str, Any]) -> None:
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook", eventID="meeting-ended")
    target.answers += [(status, "") for status in row["answers"] * row.get("repeat", 1)]
    run_meeting(server)
    server.stub.advance(400)
    entries = sent(server, "webhooks")
    assert len(target.got) == len(entries) == row["requests"]
    assert entries[-1]["outcome"] == row["outcome"]
    assert len({got.body for got in target.got}) == 1, "a retry is the same request"
    at = [(entry["at"] - entries[0]["at"]) / 1000 for entry in entries]
    assert at == pytest.approx(HOOKS["at_seconds"][: len(at)], abs=HOOKS["at_tolerance"])


def test_a_redirect_loses_an_event(server: Prober, target: Endpoint) -> None:
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook", eventID="meeting-ended")
    for status, kept in ((302, ("GET", 0)), (307, ("POST", 1))):
        target.got.clear()
        target.answers = [(status, "/elsewhere")]
        run_meeting(server)
        [*_, entry] = sent(server, "webhooks")
        assert entry["outcome"] == "delivered"
        first, second = target.got
        assert (second.method, int(second.body == first.body)) == kept
        assert second.target == "/elsewhere", "without the checksum"


def test_hooks_get_what_they_ask_for(server: Prober, target: Endpoint) -> None:
    for path, query in {
        "all": {},
        "own": {"meetingID": "geometry-1"},
        "second": {"meetingID": "geometry-1"},
        "other": {"meetingID": "physics-1"},
        "left": {"eventID": "user-left,meeting-ENDED"},
        "raw": {"getRaw": "true", "eventID": "meeting-ended"},
    }.items():
        ask(server, "hooks-create", callbackURL=f"{target.url}/{path}", **query)
    run_meeting(server)
    server.stub.sent()
    found = sorted(got.target.partition("?")[0] for got in target.got)
    assert found == ["/all", "/all", "/left", "/own", "/own"]
    target.got.clear()
    server.stub.settings(webhooks_version="3.3.1")
    run_meeting(server)
    server.stub.sent()
    assert {got.target.partition("?")[0] for got in target.got} >= {"/other", "/second"}, "before 3.4.0"


def test_bearer_mode_sends_the_secret_and_no_checksum(server: Prober, target: Endpoint) -> None:
    server.stub.settings(auth2_0=True)
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook")
    run_meeting(server)
    server.stub.sent()
    assert {(got.target, got.headers["authorization"]) for got in target.got} == {("/hook", f"Bearer {EXAMPLE_SECRET}")}


def test_both_end_callbacks_are_called(server: Prober, target: Endpoint) -> None:
    spelled = {"meta_ENDcallbackURL": f"{target.url}/meta?a=b", "meetingEndedURL": f"{target.url}/own"}
    run_meeting(server, **spelled)
    server.stub.sent()
    added = "a=b&recordingmarks=false&meetingID=geometry-1"
    assert sorted(got.target for got in target.got) == [f"/meta?{added}", "/own"]
    newest = real_catalog().callbacks["end-callback"].ways[-1]
    told = {part.name.lower(): part.value.strip("`") for part in newest.headers}
    assert all({name: got.headers[name] for name in told} == told for got in target.got)
    assert {got.method for got in target.got} == {"GET"}


def test_the_end_callback_is_tried_five_times(server: Prober, target: Endpoint) -> None:
    target.answers = [(419, "")] * 5
    run_meeting(server, meetingEndedURL=target.url)
    server.stub.advance(1000)
    entries = sent(server, "end-callback")
    at = [(entry["at"] - entries[0]["at"]) / 1000 for entry in entries]
    assert at == list(accumulate([0, *FACTS["facts"]["end-callback"]["waits"]]))
    assert [entry["outcome"] for entry in entries] == [*["failed"] * 4, "given up"]


def test_older_servers_make_two_requests_and_follow_redirects(server: Prober, target: Endpoint) -> None:
    server.stub.settings(end_callback_twice=True)
    target.answers = [(301, "/slash/")]
    run_meeting(server, meetingEndedURL=f"{target.url}/slash")
    [entry] = sent(server, "end-callback")
    assert [got.target for got in target.got] == ["/slash", "/slash/", "/slash/"]
    assert (entry["outcome"], entry["requests"]) == ("delivered", 3)
    target.got.clear()
    target.answers = [(204, "")]
    run_meeting(server, meetingEndedURL=f"{target.url}/")
    assert sent(server, "end-callback")[-1]["why"] == "Invalid HTTP response=[204]", "only 200 will do"


@pytest.mark.parametrize("redirect", [301, 302])
def test_newer_servers_take_a_redirect_for_a_failure(server: Prober, target: Endpoint, redirect: int) -> None:
    target.answers = [(redirect, "/elsewhere")]
    run_meeting(server, meetingEndedURL=target.url)
    assert [entry["outcome"] for entry in sent(server, "end-callback")] == ["failed"]
    assert len(target.got) == 1


def test_an_encoded_url_is_never_called(server: Prober, target: Endpoint) -> None:
    run_meeting(server, meta_endCallbackUrl=quote(target.url, safe=""))
    server.stub.advance(1000)
    [entry] = sent(server, "end-callback")
    assert (entry["outcome"], entry["why"], target.got) == ("not sent", "URI is not absolute", [])


def test_the_security_check_refuses_without_a_retry(server: Prober, target: Endpoint) -> None:
    server.stub.settings(callback_url_check=True)
    run_meeting(server, meetingEndedURL=target.url)
    server.stub.advance(1000)
    [entry] = sent(server, "end-callback")
    assert (entry["outcome"], entry["why"]) == ("not sent", "Callback URL failed security validation")


def test_a_breakout_room_reports_no_end(server: Prober, target: Endpoint) -> None:
    breakout = {"isBreakout": "true", "parentMeetingID": "physics-1", "sequence": "1"}
    run_meeting(server, meetingEndedURL=target.url, **breakout)
    assert sent(server, "end-callback") == []


READY = FACTS["facts"]["recording-ready"]["given"][0]


def test_a_recording_is_reported_once_for_each_format(server: Prober, target: Endpoint) -> None:
    server.stub.settings(playback_formats="presentation video")
    ask(server, "create", meetingID="geometry-1", name="Geometry I", record="true", **{READY: f"{target.url}/ready"})
    httpx.get(f"{server.stub.origin}/stub/record", params={"meetingID": "geometry-1"}).raise_for_status()
    ask(server, "end", meetingID="geometry-1")
    assert server.stub.sent() == []
    server.stub.advance(5)
    entries = sent(server, "recording-ready")
    assert [entry["status"] for entry in entries] == [200, 200]
    listed = ask(server, "getRecordings", meetingID="geometry-1").text
    for got in target.got:
        [(name, value)] = parse_qsl(got.body.decode())
        record_id = listed.partition("<recordID>")[2].partition("</recordID>")[0]
        claims = {"meeting_id": "geometry-1", "record_id": record_id}
        assert (name, value) == ("signed_parameters", token({"alg": "HS256"}, claims, EXAMPLE_SECRET))
        assert got.headers["content-type"] == FACTS["facts"]["recording-ready"]["content_type"]


def test_without_a_started_recording_nothing_is_ready(server: Prober, target: Endpoint) -> None:
    run_meeting(server, record="true", **{READY: target.url})
    server.stub.advance(100)
    assert server.stub.sent() == []


@pytest.mark.parametrize(("answers", "tries"), [([200], 1), ([401, 404], 2), ([401, 401, 401], 3), ([410], 1)])
def test_scalelite_tries_its_secrets_in_turn(server: Prober, target: Endpoint, answers: list[int], tries: int) -> None:
    server.stub.settings(scalelite_secrets="second third", recording_delay=0, speaker="scalelite")
    target.answers = [(status, "") for status in answers]
    ask(server, "create", meetingID="geometry-1", name="Geometry I", record="true", **{READY: target.url})
    httpx.get(f"{server.stub.origin}/stub/record", params={"meetingID": "geometry-1"}).raise_for_status()
    ask(server, "end", meetingID="geometry-1")
    server.stub.sent()
    assert len({got.body for got in target.got}) == len(target.got) == tries


def test_analytics_need_kept_events(server: Prober, target: Endpoint) -> None:
    [name] = FACTS["facts"]["analytics"]["given"]
    run_meeting(server, **{name: target.url})
    assert server.stub.sent() == []
    run_meeting(server, meetingKeepEvents="true", meta_gl_hidden="1", **{name: target.url})
    server.stub.sent()
    [got] = target.got
    body = json.loads(got.body)
    assert list(body) == FACTS["facts"]["analytics"]["body"]
    assert not [key for key in body["data"]["metadata"] if key.startswith("gl_")]
    assert got.headers["user-agent"] == "BigBlueButton Analytics Callback"


STRANGERS = ["http://portal.example.org/hook", "https://192.0.2.1/", "http://localhost.example.org/", "http://[::2]/"]


@pytest.mark.parametrize("url", STRANGERS)
def test_no_stranger_is_called(server: Prober, url: str) -> None:
    run_meeting(server, meetingEndedURL=url)
    [entry] = server.stub.sent()
    assert (entry["outcome"], entry["status"], entry["requests"]) == ("not sent", None, 0)
    assert "send_to_any_host" in entry["why"]


MISREAD = ["http://]@192.0.2.1/", "http://[@192.0.2.1/", "http://a:]@192.0.2.1/", "http://\u2100@192.0.2.1/"]
"""URLs that Python's own reader refuses, and in which httpx finds a host."""


@pytest.mark.parametrize("url", [*STRANGERS, *MISREAD, "http://localhost\\@192.0.2.1/", "http://xn--zzzzzzzzzzz/"])
def test_no_stranger_gets_an_event_however_its_url_is_written(server: Prober, url: str) -> None:
    ask(server, "hooks-create", callbackURL=url, eventID="meeting-created")
    ask(server, "create", meetingID="geometry-1", name="Geometry I")
    [entry] = sent(server, "webhooks")
    assert (entry["outcome"], entry["requests"]) == ("not sent", 0)


ODD = [
    "http://[",
    "http://127.0.0.1:99999999/",
    "http://127.0.0.1:x/",
    "//127.0.0.1/",
    "http://",
    "\r\n",
    "ftp://127.0.0.1/",
]


@pytest.mark.parametrize("url", ODD)
def test_an_odd_url_harms_nothing(server: Prober, url: str) -> None:
    ask(server, "hooks-create", callbackURL=url)
    metadata = dict.fromkeys(("meta_endCallbackUrl", "meta_analytics-callback-url", READY), url)
    run_meeting(server, meetingEndedURL=url, meetingKeepEvents="true", **metadata)
    server.stub.advance(1000)
    assert {entry["status"] for entry in server.stub.sent()} == {None}


def test_no_stranger_is_called_by_a_redirect(server: Prober, target: Endpoint) -> None:
    server.stub.settings(end_callback_twice=True)
    target.answers = [(302, "http://portal.example.org/")]
    ask(server, "hooks-create", callbackURL=f"{target.url}/hook", eventID="meeting-created")
    run_meeting(server, meetingEndedURL=target.url)
    server.stub.sent()
    assert all(is_here(entry["url"]) for entry in server.stub.sent())


def test_this_machine_has_several_names() -> None:
    assert all(map(is_here, ["http://localhost:1/", "http://127.1.2.3/", "http://[::1]/x"]))


def test_sending_can_be_switched_off(server: Prober, target: Endpoint) -> None:
    server.stub.settings(send_callbacks=False)
    run_meeting(server, meetingEndedURL=target.url)
    assert server.stub.sent() == []
    assert target.got == []


def test_an_endpoint_that_is_not_there_holds_up_nobody(server: Prober) -> None:
    server.stub.settings(callback_seconds=0.2)
    with endpoint() as gone:
        url = gone.url
    run_meeting(server, meetingEndedURL=url)
    assert ask(server, "getMeetings").status_code == 200
    [entry] = server.stub.sent()
    assert entry["outcome"] == "failed"
    assert entry["why"].startswith("ConnectError")


def test_the_list_is_there_over_http(server: Prober, target: Endpoint) -> None:
    run_meeting(server, meetingEndedURL=target.url)
    [entry] = httpx.get(f"{server.stub.origin}/stub/sent").json()
    assert (entry["url"], entry["status"], entry["outcome"]) == (target.url, 200, "delivered")
    refused = httpx.get(f"{server.stub.origin}/stub/record", params={"meetingID": "algebra-1"})
    assert refused.status_code == 400
    server.stub.reset()
    assert server.stub.sent() == []
