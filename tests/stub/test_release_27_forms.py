"""What 2.7 does otherwise than 3.0 besides keys and texts: redirects, bodies, methods, what is signed, the links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from bbb_stub.releases import RELEASES
from bbb_stub.server import StubServer
from bbb_wire.signing import EXAMPLE_SECRET
from reference.catalog.answer import Answer
from reference.catalog.provocation import Provocation, Request
from tests.real import real_catalog
from tests.stub.provoke import Prober

LINE = "2.7"
FORM = "application/x-www-form-urlencoded"
DEFAULT, HERE, THERE = "https://bbb.example.org", "https://here.example/", "https://there.example/"
COOKIE = {"Cookie": "JSESSIONID=5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"}
TOKEN = "moderatortoken01"  # noqa: S105 - of the seed
MALFORMED = Request(
    method="POST",
    call="create",
    query={"name": "Biology", "meetingID": "biology-1"},
    content_type="text/xml",
    body="<modules>",
)


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer(release=LINE) as server, Prober(server, real_catalog()) as found:
        yield found


@pytest.fixture
def server(prober: Prober) -> Prober:
    prober.stub.reset()
    return prober


def refusals() -> Iterator[tuple[Answer, Provocation]]:
    """The answers of join that 2.7 redirects, each with the first request that provokes it there."""
    for answer in real_catalog().answers.values():
        theirs = [each for each in answer.provoke if each.request.call == "join" and each.release in (None, LINE)]
        if answer.format == "redirect" and answer.line(LINE).holds == "yes" and theirs:
            yield answer, theirs[0].model_copy(update={"release": LINE})


REFUSALS = list(refusals())
OF_RULES = [pair for pair in REFUSALS if not pair[0].redirect_false]
OF_ACTION = [pair for pair in REFUSALS if pair[0].redirect_false]


def named(pairs: list[tuple[Answer, Provocation]]) -> list[str]:
    return [answer.id for answer, _ in pairs]


def ask(server: Prober, provocation: Provocation, **query: str) -> httpx.Response:
    """Provoke with more parameters."""
    request = provocation.request.model_copy(update={"query": {**provocation.request.query, **query}})
    return server.provoke(provocation.model_copy(update={"request": request}))


def target(response: httpx.Response) -> str:
    """Where a redirect leads, without the error."""
    assert response.status_code == 302
    return response.headers["location"].partition("?errors=")[0]


@pytest.mark.parametrize(("answer", "provocation"), REFUSALS, ids=named(REFUSALS))
def test_redirect_false_is_obeyed_by_every_refusal(server: Prober, answer: Answer, provocation: Provocation) -> None:
    response = ask(server, provocation, redirect="false")
    assert (response.status_code, server.stub.last_answer) == (200, answer.id)
    assert f"<message>{answer.message}</message>".replace("'", "&apos;") in response.text
    usual = provocation.model_copy(update={"release": "3.0"})
    assert (ask(server, usual, redirect="false").status_code == 302) is not answer.redirect_false, "as in 3.0"


def before_2025(provocation: Provocation) -> Provocation:
    """The same to a server of before January 2025."""
    settings = {**provocation.settings, "error_redirect_url_for_rules": "false"}
    return provocation.model_copy(update={"settings": settings})


@pytest.mark.parametrize("provocation", [provocation for _, provocation in OF_RULES], ids=named(OF_RULES))
def test_the_rules_take_error_redirect_url_only_since_january_2025(server: Prober, provocation: Provocation) -> None:
    both = {"errorRedirectUrl": HERE, "logoutURL": THERE}
    assert target(ask(server, provocation, **both)) == HERE
    assert target(ask(server, before_2025(provocation), **both)) == THERE
    assert target(ask(server, before_2025(provocation), errorRedirectUrl=HERE)) == DEFAULT


@pytest.mark.parametrize("provocation", [provocation for _, provocation in OF_ACTION], ids=named(OF_ACTION))
def test_the_checks_of_the_action_have_always_taken_it(server: Prober, provocation: Provocation) -> None:
    assert target(ask(server, before_2025(provocation), errorRedirectUrl=HERE, logoutURL=THERE)) == HERE


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ({"errorRedirectUrl": "no uri", "logoutURL": THERE}, THERE),
        ({"errorRedirectUrl": "no uri", "logoutURL": "none either"}, DEFAULT),
        ({"logoutURL": "https://a.example/%%MEETINGID%%"}, DEFAULT),
    ],
)
def test_a_target_that_is_no_uri_is_passed_over(server: Prober, given: dict[str, str], reached: str) -> None:
    request = Request(call="join", query={"fullName": "Ada", "meetingID": "nowhere", **given})
    assert target(server.send(request)) == reached


def test_a_malformed_body_is_read_once_the_meeting_is_made(server: Prober) -> None:
    assert (server.send(MALFORMED).status_code, server.stub.last_answer) == (500, "http-500-malformed-xml")
    assert server.send(Request(call="getMeetingInfo", query={"meetingID": "biology-1"})).status_code == 200
    server.send(MALFORMED)
    assert server.stub.last_answer == "duplicateWarning", "the body of a meeting that is there is not read"


def test_presentations_that_are_disabled_keep_the_body_from_being_read(server: Prober) -> None:
    other = {"meetingID": "chemistry-1"}
    server.send(MALFORMED.model_copy(update={"call": "insertDocument", "query": other}))
    assert server.stub.last_answer == "http-500-insertdocument-disabled"
    query = {**MALFORMED.query, "disabledFeatures": "presentation"}
    assert server.send(MALFORMED.model_copy(update={"query": query})).status_code == 200


@pytest.mark.parametrize(("body", "status"), [("<modules/>", 200), (None, 500)])
def test_insert_document_wants_a_body_and_no_module(server: Prober, body: str | None, status: int) -> None:
    request = Request(
        method="POST", call="insertDocument", query={"meetingID": "physics-1"}, content_type="text/xml", body=body
    )
    assert server.send(request).status_code == status


@pytest.mark.parametrize(("switch", "said"), [("true", "notFound-meeting"), ("false", "checksumError-mismatch")])
def test_a_form_alone_was_signed_over_its_sorted_parameters(server: Prober, switch: str, said: str) -> None:
    server.stub.settings(body_signed=switch)
    signed = f"endmeetingID=no+where&password=a%26b{EXAMPLE_SECRET}"
    digest = hashlib.sha256(signed.encode()).hexdigest()
    body = f"password=a%26b&checksum={digest}&meetingID=no%20where"
    server.send(Request(method="POST", call="end", sign="none", content_type=FORM, body=body))
    assert server.stub.last_answer == said


@pytest.mark.parametrize(("switch", "said"), [("true", "unsupportedContentType"), ("false", "sentEndMeetingRequest")])
def test_a_charset_was_refused_for_a_month(server: Prober, switch: str, said: str) -> None:
    server.stub.settings(content_type_whole=switch)
    form = f"{FORM}; charset=UTF-8"
    server.send(Request(method="POST", call="end", query={"meetingID": "algebra-1"}, content_type=form, body="a=b"))
    assert server.stub.last_answer == said


def test_join_took_post_up_to_2_7_7(server: Prober) -> None:
    query = {"fullName": "Ada", "meetingID": "nowhere"}
    assert server.send(Request(method="POST", call="join", query=query)).status_code == 501
    server.stub.settings(any_method=True)
    assert server.send(Request(method="POST", call="join", query=query)).status_code == 302


def test_the_link_of_get_join_url_names_the_user_by_user_id(server: Prober) -> None:
    response = server.send(Request(call="getJoinUrl", query={"sessionToken": TOKEN}, headers=COOKIE))
    query = urlsplit(response.json()["response"]["url"]).query
    before, _, digest = query.rpartition("&checksum=")
    assert dict(parse_qsl(before)) == {
        "fullName": "Emmy Noether",
        "meetingID": "physics-1",
        "role": "MODERATOR",
        "redirect": "true",
        "userID": "noether",
    }
    assert digest == hashlib.sha1(f"join{before}{EXAMPLE_SECRET}".encode(), usedforsecurity=False).hexdigest()


def test_join_does_not_know_existing_user_id(server: Prober) -> None:
    query = {"fullName": "Ada", "meetingID": "algebra-1", "role": "viewer", "existingUserID": "w_nobody"}
    assert "/html5client/join?sessionToken=" in server.send(Request(call="join", query=query)).headers["location"]


def test_a_guest_who_waits_is_sent_to_the_lobby(server: Prober) -> None:
    server.send(Request(call="create", query={"name": "Guests", "meetingID": "guests", "guestPolicy": "ASK_MODERATOR"}))
    query = {"fullName": "Ada", "meetingID": "guests", "role": "viewer", "guest": "true"}
    lobby = server.send(Request(call="join", query=query)).headers["location"]
    assert "/html5client/guestWait?sessionToken=" in lobby
    token = lobby.rpartition("=")[2]
    for word, said in (("wait", "guestWait-guestWait"), ("allow", None), ("deny", None)):
        server.send(Request(path="/stub/guests", query={"do": word}))
        response = server.send(Request(path="/bigbluebutton/api/guestWait", query={"sessionToken": token}))
        assert server.stub.last_answer == said
    assert response.headers["location"].endswith(f"/html5client/join?sessionToken={token}"), "who was let in stays in"


def test_enter_tells_the_client_who_it_is(server: Prober) -> None:
    request = Request(path="/bigbluebutton/api/enter", query={"sessionToken": TOKEN}, headers=COOKIE)
    found = server.send(request).json()["response"]
    assert (found["returncode"], found["fullname"], found["externMeetingID"]) == (
        "SUCCESS",
        "Emmy Noether",
        "physics-1",
    )


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize(
    ("call", "lines"), [("enter", {LINE}), ("guestWait", {LINE}), ("sendChatMessage", {"3.0", "4.0"})]
)
def test_a_line_has_its_own_calls(server: Prober, release: str, call: str, lines: set[str]) -> None:
    server.stub.play(release)
    response = server.send(Request(path=f"/bigbluebutton/api/{call}"))
    assert (response.status_code == 404) == (release not in lines)


@pytest.mark.parametrize(
    ("accept", "status"), [("application/json, text/plain, */*", 200), ("application/json", 501), ("*/*", 200)]
)
def test_a_success_is_xml_for_whoever_takes_anything(server: Prober, accept: str, status: int) -> None:
    assert server.send(Request(call="getMeetings", headers={"Accept": accept})).status_code == status


def test_a_line_that_is_played_goes_with_a_reset(server: Prober) -> None:
    server.stub.play("4.0")
    assert server.stub.stub.settings.null_check
    server.stub.reset()
    assert server.stub.stub.settings.release == LINE
