"""The bodies of SUCCESS, with live values in the forms of the catalog.

create, duplicateWarning and successfullyJoined take their elements from the catalog. getMeetingInfo, getMeetings,
getRecordings and the text tracks are shortened there, so their elements are written here, after the documentation
for 2.7; a 3.0 server may send more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from urllib.parse import quote

from reference.wire import escape_xml
from tests.stub.clock import java_date
from tests.stub.exchange import Exchange, Reply, with_values
from tests.stub.state import MODERATOR, Meeting, Recording, Session

Element = tuple[str, "str | list[Element]"]
"""Name and content of an XML element: a text, or more elements."""


def xml(elements: Iterable[Element]) -> str:
    """Write elements one tag per line, as the server's templates do."""
    lines: list[str] = []
    for name, content in elements:
        if isinstance(content, str):
            lines.append(f"<{name}>{escape_xml(content)}</{name}>")
        elif content:
            lines.append(f"<{name}>\n{xml(content)}\n</{name}>")
        else:
            lines.append(f"<{name}>\n</{name}>")
    return "\n".join(lines)


def _response(*elements: Element) -> str:
    return xml([("response", [("returncode", "SUCCESS"), *elements])])


def word(value: bool) -> str:
    """A truth value as the server writes it."""
    return "true" if value else "false"


def _form(x: Exchange, number: int = 0) -> str:
    """The body of a call's success form in the catalog."""
    body = x.catalog.calls[x.call].success[number].body
    assert body is not None
    return body


def _live(meeting: Meeting) -> dict[str, str]:
    """The values of create's answer."""
    return {
        "meetingID": meeting.meeting_id,
        "internalMeetingID": meeting.internal_id,
        "parentMeetingID": meeting.parent.internal_id if meeting.parent else "bbb-none",
        "attendeePW": meeting.attendee_pw,
        "moderatorPW": meeting.moderator_pw,
        "createTime": str(meeting.create_time),
        "voiceBridge": meeting.voice_bridge,
        "dialNumber": meeting.dial_number,
        "createDate": java_date(meeting.create_time),
        "hasUserJoined": word(meeting.has_user_joined),
        "duration": str(meeting.duration),
        "hasBeenForciblyEnded": word(meeting.ended),
    }


def created(x: Exchange, meeting: Meeting) -> Reply:
    """The answer to create for a new meeting."""
    return x.xml(with_values(_form(x), _live(meeting)), "the meeting was created")


def duplicate(x: Exchange, meeting: Meeting) -> Reply:
    """The answer to create for a meeting that exists."""
    return x.say("duplicateWarning", "the meeting exists and the passwords fit", live=_live(meeting))


def running(x: Exchange, is_running: bool) -> Reply:
    """The answer to isMeetingRunning."""
    if is_running:
        return x.xml(_form(x), "somebody is in the meeting")
    return x.say("meeting-not-running-success", "no meeting with this ID is running")


def _meeting(x: Exchange, meeting: Meeting) -> list[Element]:
    """The elements of a meeting, in getMeetingInfo and in getMeetings."""
    users = x.world.users(meeting)
    rooms = [m for m in x.world.live() if m.parent is meeting]
    elements: list[Element] = [
        ("meetingName", meeting.name),
        ("meetingID", meeting.meeting_id),
        ("internalMeetingID", meeting.internal_id),
        ("createTime", str(meeting.create_time)),
        ("createDate", java_date(meeting.create_time)),
        ("voiceBridge", meeting.voice_bridge),
        ("dialNumber", meeting.dial_number),
        ("attendeePW", meeting.attendee_pw),
        ("moderatorPW", meeting.moderator_pw),
        ("running", word(x.world.running(meeting))),
        ("duration", str(meeting.duration)),
        ("hasUserJoined", word(meeting.has_user_joined)),
        ("recording", word(meeting.record)),
        ("hasBeenForciblyEnded", word(meeting.ended)),
        ("startTime", str(meeting.start_time)),
        ("endTime", str(meeting.end_time)),
        ("participantCount", str(len(users))),
        ("listenerCount", "0"),
        ("voiceParticipantCount", "0"),
        ("videoCount", "0"),
        ("maxUsers", str(meeting.max_users)),
        ("moderatorCount", str(sum(user.role == MODERATOR for user in users))),
        ("attendees", [("attendee", _attendee(user, number)) for number, user in enumerate(users)]),
        ("metadata", list(meeting.metadata.items())),
        ("isBreakout", word(meeting.is_breakout)),
    ]
    if rooms:
        elements.append(("breakoutRooms", [("breakout", room.internal_id) for room in rooms]))
    return elements


def _attendee(user: Session, number: int) -> list[Element]:
    return [
        ("userID", user.internal_user_id),
        ("fullName", user.full_name),
        ("role", user.role),
        ("isPresenter", word(number == 0)),
        ("isListeningOnly", "false"),
        ("hasJoinedVoice", "false"),
        ("hasVideo", "false"),
        ("clientType", "HTML5"),
    ]


def meeting_info(x: Exchange, meeting: Meeting) -> Reply:
    """The answer to getMeetingInfo."""
    return x.xml(_response(*_meeting(x, meeting)), "the meeting is in memory")


def meetings(x: Exchange) -> Reply:
    """The answer to getMeetings."""
    if not x.world.meetings:
        return x.say("noMeetings", "no meeting is in memory")
    listed: list[Element] = [("meeting", _meeting(x, meeting)) for meeting in x.world.meetings]
    return x.xml(_response(("meetings", listed)), f"{len(listed)} meetings are in memory")


def joined(x: Exchange, session: Session, url: str) -> Reply:
    """The answer to join with redirect=false."""
    live = {
        "meeting_id": session.meeting.internal_id,
        "user_id": session.internal_user_id,
        "auth_token": session.auth_token,
        "session_token": session.token,
        "guestStatus": session.guest_status,
        "url": url,
    }
    return x.say("successfullyJoined", "all checks were passed, and redirect is not true", live=live)


def recordings(x: Exchange, found: list[Recording]) -> Reply:
    """The answer to getRecordings."""
    listed: list[Element] = [("recording", _recording(x, item)) for item in found]
    return x.xml(_response(("recordings", listed)), f"{len(listed)} recordings match")


def _recording(x: Exchange, item: Recording) -> list[Element]:
    address = f"{x.server_url}/playback/presentation/2.3/{item.record_id}"
    minutes = str((item.end_time - item.start_time) // 60_000)
    playback: list[Element] = [("format", [("type", "presentation"), ("url", address), ("length", minutes)])]
    return [
        ("recordID", item.record_id),
        ("meetingID", item.meeting_id),
        ("internalMeetingID", item.record_id),
        ("name", item.name),
        ("isBreakout", "false"),
        ("published", word(item.state == "published")),
        ("state", item.state),
        ("startTime", str(item.start_time)),
        ("endTime", str(item.end_time)),
        ("participants", str(item.participants)),
        ("metadata", list(item.metadata.items())),
        ("playback", playback),
    ]


def text_tracks(x: Exchange, item: Recording) -> Reply:
    """The answer to getRecordingTextTracks."""
    tracks = [
        {
            "href": f"{x.server_url}/captions/{item.record_id}/{track.kind}_{track.lang}.vtt",
            "kind": track.kind,
            "label": track.label,
            "lang": track.lang,
            "source": "upload",
        }
        for track in item.tracks
    ]
    body = json.dumps({"response": {"returncode": "SUCCESS", "tracks": tracks}}, separators=(",", ":"))
    return x.json(body, f"the recording has {len(tracks)} text tracks", negotiated=True)


def one_line(x: Exchange, why: str, **values: str) -> Reply:
    """The answer to updateRecordings, publishRecordings, deleteRecordings: the form of the catalog.

    Fact: values go in without escaping.
    """
    body = _form(x)
    for name, value in values.items():
        body = body.replace(f"<{name}>true</{name}>", f"<{name}>{value}</{name}>")
    return x.xml(body, why)


def message_sent(x: Exchange) -> Reply:
    """The answer to sendChatMessage."""
    return x.xml(_form(x), "the message was passed on")


def join_url(x: Exchange, session: Session) -> Reply:
    """The answer to getJoinUrl. Fact: the address is signed with SHA-1, whatever the server accepts."""
    parameters = {
        "fullName": session.full_name,
        "meetingID": session.meeting.meeting_id,
        "role": session.role,
        "redirect": "true",
        "existingUserID": session.internal_user_id,
    }
    query = "".join(f"&{name}={quote(value, safe='')}" for name, value in parameters.items())
    digest = hashlib.sha1(f"join{query}{x.settings.secret}".encode(), usedforsecurity=False).hexdigest()
    url = f"{x.server_url}/bigbluebutton/api/join?{query}&checksum={digest}"
    response = {"returncode": "SUCCESS", "message": "Join URL provided successfully.", "url": url}
    return x.json(json.dumps({"response": response}, indent=4), "the session is good and the meeting runs")


def dashboard(x: Exchange, data: str) -> Reply:
    """The answer to learningDashboard."""
    response = {"returncode": "SUCCESS", "data": data}
    return x.json(json.dumps({"response": response}, indent=4), "all checks were passed")


def stun_servers(x: Exchange) -> Reply:
    """The answer to stuns: the stub has no servers to name."""
    body: dict[str, list[str]] = {"stunServers": [], "turnServers": [], "remoteIceCandidates": []}
    return x.json(json.dumps(body, indent=4), "the session is good")
