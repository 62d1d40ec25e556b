"""The stub's memory: meetings, users, sessions and recordings behave as a real server's do."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest
from lxml import etree

from bbb_stub import seed
from bbb_stub.server import StubServer
from reference.catalog.provocation import Request
from tests.real import real_catalog
from tests.stub.provoke import Prober

ALGEBRA = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"
EMMY = {"Cookie": "JSESSIONID=5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"}
GUESS = "a wrong password"
FIRST_TOKEN = "q4s8b2u6jx0lfp1o"  # noqa: S105 - the first that the seed hands out


def call(server: Prober, to: str, **query: str) -> httpx.Response:
    return server.send(Request(call=to, query=query))


def text(response: httpx.Response, path: str) -> str | None:
    found = etree.fromstring(response.content).find(path)
    return None if found is None else found.text or ""


def create(server: Prober, meeting_id: str, **query: str) -> httpx.Response:
    return call(server, "create", name="Biology", meetingID=meeting_id, **query)


def join(server: Prober, meeting_id: str, name: str = "Ada", **query: str) -> httpx.Response:
    return call(server, "join", fullName=name, meetingID=meeting_id, redirect="false", **query)


def open_client(server: Prober, joined: httpx.Response) -> httpx.Response:
    token = text(joined, "session_token")
    return server.client.get(f"{server.stub.origin}/html5client/?sessionToken={token}")


def info(server: Prober, meeting_id: str, name: str) -> str | None:
    return text(call(server, "getMeetingInfo", meetingID=meeting_id), name)


def key(response: httpx.Response) -> str | None:
    return text(response, "messageKey")


def test_the_life_of_a_meeting(server: Prober) -> None:
    server.stub.settings(end_delay=5, forget_after=60)
    assert key(create(server, "biology-1")) == ""
    assert text(call(server, "isMeetingRunning", meetingID="biology-1"), "running") == "false"
    joined = join(server, "biology-1", role="MODERATOR")
    assert key(joined) == "successfullyJoined"
    assert info(server, "biology-1", "running") == "false", "nobody has opened the client"
    assert "Ada is in the meeting" in open_client(server, joined).text
    assert info(server, "biology-1", "running") == "true"
    assert info(server, "biology-1", "attendees/attendee/fullName") == "Ada"
    assert key(call(server, "sendChatMessage", meetingID="biology-1", message="Hello")) == ""
    assert key(call(server, "end", meetingID="biology-1", password=GUESS)) == "sentEndMeetingRequest"
    assert info(server, "biology-1", "hasBeenForciblyEnded") == "false", "the end takes a while"
    assert key(create(server, "biology-1")) == "duplicateWarning"
    server.stub.advance(5)
    assert info(server, "biology-1", "hasBeenForciblyEnded") == "true"
    assert info(server, "biology-1", "running") == "false"
    assert "meetingForciblyEnded" in join(server, "biology-1", role="VIEWER").headers["location"]
    server.stub.advance(60)
    assert info(server, "biology-1", "messageKey") == "notFound"


def test_a_new_meeting_takes_the_place_of_an_ended_one(server: Prober) -> None:
    before = create(server, "biology-1")
    call(server, "end", meetingID="biology-1")
    server.stub.advance(1)
    after = create(server, "biology-1")
    assert key(after) == ""
    assert text(after, "createTime") != text(before, "createTime")
    old = join(server, "biology-1", role="VIEWER", createTime=text(before, "createTime") or "")
    assert key(old) == "mismatchCreateTimeParam"
    assert key(join(server, "biology-1", role="VIEWER", createTime=text(after, "createTime") or ""))
    assert info(server, text(after, "internalMeetingID") or "", "hasBeenForciblyEnded") == "false"


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ({}, "duplicateWarning"),
        ({"attendeePW": "", "moderatorPW": ""}, "duplicateWarning"),
        ({"attendeePW": "first", "moderatorPW": "second"}, "duplicateWarning"),
        ({"attendeePW": "first"}, "idNotUnique"),
        ({"attendeePW": "second", "moderatorPW": "first"}, "idNotUnique"),
    ],
)
def test_create_again(server: Prober, again: dict[str, str], expected: str) -> None:
    create(server, "biology-1", attendeePW="first", moderatorPW="second")
    assert key(create(server, "biology-1", **again)) == expected


def test_passwords_and_voice_bridges_are_made_up_if_left_out(server: Prober) -> None:
    made = [create(server, f"biology-{n}") for n in range(20)]
    for name in ("attendeePW", "moderatorPW", "voiceBridge", "internalMeetingID"):
        assert len({text(answer, name) for answer in made}) == 20
    password = text(made[0], "moderatorPW") or ""
    assert text(join(server, "biology-0", password=password), "returncode") == "SUCCESS"
    open_client(server, join(server, "biology-0", password=password))
    assert info(server, "biology-0", "moderatorCount") == "1"


def test_settings_that_create_takes_over(server: Prober) -> None:
    create(server, "a<b", maxParticipants="7", duration="45", record="true", meta_Course="A & B")
    wanted = {"maxUsers": "7", "duration": "45", "recording": "true", "meetingID": "a<b", "metadata/course": "A & B"}
    assert {name: info(server, "a<b", name) for name in wanted} == wanted
    create(server, "biology-1", record="1")
    assert info(server, "biology-1", "recording") == "false", "1 passes the rule and does not record"


def test_a_breakout_room_and_its_parent(server: Prober) -> None:
    room = create(server, "room-1", isBreakout="true", parentMeetingID="physics-1", sequence="1")
    assert text(room, "parentMeetingID") == info(server, "physics-1", "internalMeetingID")
    assert info(server, "physics-1", "breakoutRooms/breakout") == text(room, "meetingID")
    assert (text(room, "meetingID"), text(room, "internalMeetingID")) != ("room-1", "room-1"), "its ID is replaced"
    assert text(room, "internalMeetingID") == "room-1"
    assert info(server, text(room, "meetingID") or "", "isBreakout") == "true"
    assert info(server, "room-1", "parentMeetingID") == info(server, "physics-1", "internalMeetingID")
    assert info(server, "room-1", "sequence") == "1"


def test_the_test_bridge_breaks_joining(server: Prober) -> None:
    create(server, "biology-1", voiceBridge="99999")
    assert info(server, "biology-1", "hasBeenForciblyEnded") == "false"
    assert "meetingForciblyEnded" in join(server, "biology-1", role="VIEWER").headers["location"]


@pytest.mark.parametrize(
    ("policy", "query", "expected"),
    [
        ("ALWAYS_ACCEPT", {"role": "VIEWER", "guest": "true"}, "ALLOW"),
        ("ASK_MODERATOR", {"role": "VIEWER"}, "WAIT"),
        ("ASK_MODERATOR", {"role": "VIEWER", "auth": "false"}, "ALLOW"),
        ("ALWAYS_ACCEPT_AUTH", {"role": "VIEWER", "guest": "true"}, "WAIT"),
        ("ALWAYS_ACCEPT_AUTH", {"role": "VIEWER"}, "ALLOW"),
        ("ASK_MODERATOR", {"role": "moderator", "guest": "true"}, "ALLOW"),
        ("ALWAYS_DENY", {"role": "MODERATOR"}, "ALLOW"),
        ("ALWAYS_DENY", {"role": "VIEWER"}, None),
        ("no such policy", {"role": "VIEWER"}, None),
    ],
)
def test_the_guest_policy(server: Prober, policy: str, query: dict[str, str], expected: str | None) -> None:
    create(server, "biology-1", guestPolicy=policy)
    joined = join(server, "biology-1", **query)
    assert text(joined, "guestStatus") == expected
    assert key(joined) == ("successfullyJoined" if expected else "guestDeniedAccess")


def test_without_authenticated_guest_only_guests_are_asked(server: Prober) -> None:
    create(server, "biology-1", guestPolicy="ALWAYS_DENY", authenticatedGuest="false")
    assert text(join(server, "biology-1", role="VIEWER"), "guestStatus") == "ALLOW"
    assert key(join(server, "biology-1", role="VIEWER", guest="true")) == "guestDeniedAccess"


def test_a_full_meeting_lets_in_who_is_known_and_bots(server: Prober) -> None:
    create(server, "biology-1", maxParticipants="1")
    open_client(server, join(server, "biology-1", role="VIEWER", userID="ada"))
    assert key(join(server, "biology-1", role="VIEWER", userID="grace")) == "maxParticipantsReached"
    assert key(join(server, "biology-1", role="VIEWER", userID="ada")) == "successfullyJoined"
    assert key(join(server, "biology-1", role="VIEWER", userID="grace", bot="true")) == "successfullyJoined"


def test_a_user_who_joins_again_keeps_the_internal_id(server: Prober) -> None:
    again = join(server, "physics-1", existingUserID="w_emmynoether1")
    assert text(again, "user_id") == "w_emmynoether1"
    assert text(again, "session_token") == FIRST_TOKEN


def test_a_valid_role_decides_and_the_password_is_not_looked_at(server: Prober) -> None:
    assert key(join(server, "algebra-1", role="viewer", password=GUESS)) == "successfullyJoined"
    assert key(join(server, "algebra-1", role="attendee", password=GUESS)) == "Params required"


def test_getjoinurl_hands_out_an_address_signed_with_sha1(server: Prober) -> None:
    request = Request(call="getJoinUrl", query={"sessionToken": "moderatortoken01"}, headers=EMMY)
    url = server.send(request).json()["response"]["url"].replace("https://bbb.example.org", server.stub.origin)
    assert "sessionToken=" in server.client.get(url).headers["location"]
    server.stub.settings(supportedChecksumAlgorithms="sha256")
    assert "checksumError" in server.client.get(url).headers["location"]


def test_the_other_session_calls_succeed_for_a_moderator(server: Prober) -> None:
    query = {"sessionToken": "moderatortoken01"}
    dashboard = server.send(Request(call="learningDashboard", query=query, headers=EMMY))
    assert dashboard.json() == {"response": {"returncode": "SUCCESS", "data": '{"name":"Physics I"}'}}
    assert "stunServers" in server.send(Request(call="stuns", query=query, headers=EMMY)).json()
    call(server, "signOut", sessionToken="moderatortoken01")
    assert server.send(Request(call="stuns", query=query, headers=EMMY)).json()["returncode"] == "FAILED"


def test_join_sets_the_cookie_that_the_session_calls_want(server: Prober) -> None:
    joined = join(server, "physics-1", role="MODERATOR")
    cookie = joined.headers["set-cookie"].partition(";")[0]
    request = Request(call="stuns", query={"sessionToken": FIRST_TOKEN}, headers={"Cookie": cookie})
    assert "stunServers" in server.send(request).json()


def listed(server: Prober, **query: str) -> list[str]:
    answer = etree.fromstring(call(server, "getRecordings", **query).content)
    return [found.text or "" for found in answer.iterfind("recordings/recording/meetingID")]


def test_filters_of_getrecordings(server: Prober) -> None:
    assert listed(server) == ["algebra-1", "physics-1", "chemistry-1"], "what is processed is not listed"
    assert listed(server, state="any") == ["algebra-1", "physics-1", "chemistry-1", "history-1"]
    assert listed(server, state="unpublished,processing") == ["chemistry-1", "history-1"]
    assert listed(server, meetingID="physics-1,chemistry-1") == ["physics-1", "chemistry-1"]
    assert listed(server, recordID=ALGEBRA[:8], meetingID="physics-1") == ["algebra-1"], "recordID comes first"
    assert listed(server, meta_course="Algebra") == ["algebra-1"]
    assert listed(server, limit="1", offset="1") == ["physics-1"]


def test_what_the_other_recording_calls_change(server: Prober) -> None:
    assert (
        "<published>no & nay</published>"
        in call(server, "publishRecordings", recordID=ALGEBRA, publish="no & nay").text
    )
    assert listed(server, state="published") == ["physics-1"]
    call(server, "publishRecordings", recordID=ALGEBRA, publish="Y")
    assert listed(server, state="published") == ["algebra-1", "physics-1"]
    call(server, "updateRecordings", recordID=f"nowhere,{ALGEBRA}", meta_course="Groups", meta_level="2")
    assert listed(server, meta_course="Groups", meta_level="2") == ["algebra-1"]
    call(server, "updateRecordings", recordID=ALGEBRA, meta_level="")
    assert "<level>" not in call(server, "getRecordings").text
    call(server, "deleteRecordings", recordID=ALGEBRA)
    assert listed(server, recordID=ALGEBRA) == []
    assert key(call(server, "deleteRecordings", recordID=ALGEBRA)) == "notFound"
    assert key(call(server, "deleteRecordings", recordID=ALGEBRA[:8])) == "notFound", "only whole IDs"


def test_an_uploaded_track_is_listed(server: Prober) -> None:
    server.provoke(real_catalog().answers["upload_text_track_success"].provoke[0])
    tracks = call(server, "getRecordingTextTracks", recordID=ALGEBRA).json()["response"]["tracks"]
    assert [(t["kind"], t["lang"]) for t in tracks] == [("subtitles", "en-US"), ("subtitles", "en")]


def test_getmeetings_lists_everything_in_memory(server: Prober) -> None:
    answer = etree.fromstring(call(server, "getMeetings").content)
    found = [meeting.findtext("meetingID") for meeting in answer.iterfind("meetings/meeting")]
    assert found == ["algebra-1", "physics-1", "chemistry-1", "history-1"]


def test_getsessions_lists_the_users_sessions(server: Prober) -> None:
    answer = etree.fromstring(call(server, "getSessions").content)
    found = [session.findtext("userName") for session in answer.iterfind("sessions/meeting")]
    assert found == ["Emmy Noether", "Max Born", "Marie Curie", "Leopold Ranke"]


def test_getmeetinginfo_shows_the_users_own_ids(server: Prober) -> None:
    assert info(server, "physics-1", "attendees/attendee/userID") == "noether"
    open_client(server, join(server, "algebra-1", role="VIEWER"))
    assert (info(server, "algebra-1", "attendees/attendee/userID") or "").startswith("w_"), "without one, the internal"


def test_an_own_seed(tmp_path: Path) -> None:
    path = tmp_path / "seed.yml"
    path.write_text("meetings: [{meeting_id: a-1, name: A, attendee_pw: aa, moderator_pw: bb, voice_bridge: '1'}]\n")
    with StubServer(seed_file=path) as stub, Prober(stub, real_catalog()) as server:
        assert info(server, "a-1", "meetingName") == "A"
        assert listed(server) == []


@pytest.mark.parametrize("content", ["meetings: 1", "meeting: []", "a: [", "\x00", "[" * 5000, "first_ids: {voice: 5}"])
def test_a_wrong_seed_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "seed.yml"
    path.write_text(content)
    with pytest.raises(ValueError, match="can't be used"):
        seed.load(path)


def test_a_seed_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "seed.yml")
    with pytest.raises(ValueError, match="it isn't a file"):
        seed.load(tmp_path / "seed.yml")


def test_two_stubs_give_the_same_answers() -> None:
    bodies = []
    for _ in range(2):
        with StubServer() as stub, Prober(stub, real_catalog()) as server:
            create(server, "biology-1")
            join(server, "biology-1", role="VIEWER")
            bodies.append([create(server, "biology-2").content, call(server, "getMeetings").content])
    assert bodies[0] == bodies[1]
