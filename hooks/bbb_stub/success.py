"""The bodies of SUCCESS, with live values in the forms of the catalog.

create, duplicateWarning and successfullyJoined take their elements from the catalog. getMeetingInfo and getMeetings
are shortened there, so their elements are written here, after the documentation for 2.7; a 3.0 server may send more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from bbb_stub.clock import java_date
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.java_text import parse_boolean
from bbb_stub.java_url import encode
from bbb_stub.live import with_values
from bbb_stub.markup import Element, form, response, word
from bbb_stub.state import MODERATOR, Meeting, Session


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
    return x.xml(with_values(form(x), _live(meeting)), "the meeting was created")


def duplicate(x: Exchange, meeting: Meeting) -> Reply:
    """The answer to create for a meeting that exists."""
    return x.say("duplicateWarning", "the meeting exists and the passwords fit", live=_live(meeting))


def running(x: Exchange, is_running: bool) -> Reply:
    """The answer to isMeetingRunning."""
    if is_running:
        return x.xml(form(x), "somebody is in the meeting")
    return x.say("meeting-not-running-success", "no meeting with this ID is running")


def _meeting(meeting: Meeting, users: Sequence[Session], rooms: Sequence[Meeting]) -> list[Element]:
    """The elements of a meeting with its users and breakout rooms, in getMeetingInfo and in getMeetings."""
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
        ("running", word(bool(users) and not meeting.ended)),
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
    if meeting.parent:
        elements.append(("parentMeetingID", meeting.parent.internal_id))
        elements += [("sequence", str(meeting.sequence)), ("freeJoin", word(meeting.free_join))]
    if rooms:
        elements.append(("breakoutRooms", [("breakout", room.meeting_id) for room in rooms]))
    return elements


def _attendee(user: Session, number: int) -> list[Element]:
    return [
        ("userID", user.external_user_id),
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
    users, rooms = x.world.users_by_meeting(), x.world.rooms_by_meeting()
    elements = _meeting(meeting, users.get(id(meeting), ()), rooms.get(id(meeting), ()))
    return x.xml(response(*elements), "the meeting is in memory")


def meetings(x: Exchange) -> Reply:
    """The answer to getMeetings."""
    if not x.world.meetings:
        return x.say("noMeetings", "no meeting is in memory")
    users, rooms = x.world.users_by_meeting(), x.world.rooms_by_meeting()
    listed: list[Element] = [
        ("meeting", _meeting(meeting, users.get(id(meeting), ()), rooms.get(id(meeting), ())))
        for meeting in x.world.meetings
    ]
    return x.xml(response(("meetings", listed)), f"{len(listed)} meetings are in memory")


def sessions(x: Exchange) -> Reply:
    """The answer to getSessions."""
    if not x.world.sessions:
        return x.say("noSessions", "there are no sessions")
    listed: list[Element] = [
        (
            "meeting",
            [
                ("meetingID", session.meeting.internal_id),
                ("meetingName", session.meeting.name),
                ("userName", session.full_name),
            ],
        )
        for session in x.world.sessions.values()
    ]
    return x.xml(response(("sessions", listed)), f"{len(listed)} sessions are in memory")


def joined(x: Exchange, session: Session, url: str) -> Reply:
    """The answer to join with redirect=false."""
    return x.say("successfullyJoined", "all checks were passed, and redirect is not true", live=_session(session, url))


def waits(x: Exchange, session: Session, url: str) -> Reply:
    """The answer to join with redirect=false for a guest who waits, up to 2.7."""
    return x.say("guestWait-join", "the guest waits, and redirect is not true", live=_session(session, url))


def _session(session: Session, url: str) -> dict[str, str]:
    """The values of join's answer."""
    return {
        "meeting_id": session.meeting.internal_id,
        "user_id": session.internal_user_id,
        "auth_token": session.auth_token,
        "session_token": session.token,
        "guestStatus": session.guest_status,
        "url": url,
    }


def message_sent(x: Exchange) -> Reply:
    """The answer to sendChatMessage."""
    return x.xml(form(x), "the message was passed on")


def join_url(x: Exchange, session: Session) -> Reply:
    """The answer to getJoinUrl.

    Facts: the address is signed with SHA-1, whatever the server accepts. Meeting ID and name are encoded twice, so that
    with a character that URLEncoder changes in the ID the address leads to meetingForciblyEnded.
    """
    if x.settings.join_url_of_user_id:
        return _joining(x, _query_of_user_id(session))
    parameters = {
        "fullName": encode(session.full_name),
        "meetingID": encode(session.meeting.meeting_id),
        "role": session.role,
        "redirect": "true",
        "existingUserID": session.internal_user_id,
    }
    if parse_boolean(x.raw("replaceSession")):
        parameters["replaceSessionToken"] = session.token
    if name := x.raw("sessionName"):
        parameters["sessionName"] = name
    return _joining(x, "".join(f"&{name}={encode(value)}" for name, value in parameters.items()))


def _query_of_user_id(session: Session) -> str:
    """The query string of getJoinUrl in 2.7, which names the user by the ID that join was given, as it is."""
    name, meeting_id = encode(session.full_name), encode(session.meeting.meeting_id)
    user = f"role={session.role}&redirect=true&userID={session.external_user_id}"
    return f"fullName={name}&meetingID={meeting_id}&{user}"


def _joining(x: Exchange, query: str) -> Reply:
    """The answer to getJoinUrl with a query string, signed."""
    signed = f"join{query}{x.settings.secret}".encode("utf-8", "replace")
    digest = hashlib.sha1(signed, usedforsecurity=False).hexdigest()
    url = f"{x.server_url}/bigbluebutton/api/join?{query}&checksum={digest}"
    members = {"returncode": "SUCCESS", "message": "Join URL provided successfully.", "url": url}
    return x.json(json.dumps({"response": members}, indent=4), "the session is good and the meeting runs")


def dashboard(x: Exchange, data: str) -> Reply:
    """The answer to learningDashboard."""
    members = {"returncode": "SUCCESS", "data": data}
    return x.json(json.dumps({"response": members}, indent=4), "all checks were passed")


def stun_servers(x: Exchange) -> Reply:
    """The answer to stuns: the stub has no servers to name."""
    body: dict[str, list[str]] = {"stunServers": [], "turnServers": [], "remoteIceCandidates": []}
    return x.json(json.dumps(body, indent=4), "the session is good")


def entered(x: Exchange, session: Session) -> Reply:
    """The answer to enter, shortened: a server tells what the meeting looks like besides."""
    meeting = session.meeting
    members = {
        "returncode": "SUCCESS",
        "fullname": session.full_name,
        "confname": meeting.name,
        "meetingID": meeting.internal_id,
        "externMeetingID": meeting.meeting_id,
        "externUserID": session.external_user_id,
        "internalUserID": session.internal_user_id,
        "authToken": session.auth_token,
        "role": session.role,
        "guest": session.guest,
        "guestStatus": session.guest_status,
        "conference": meeting.internal_id,
        "room": meeting.internal_id,
        "voicebridge": meeting.voice_bridge,
        "dialnumber": meeting.dial_number,
        "webvoiceconf": meeting.web_voice,
        "mode": "LIVE",
    }
    return x.json(json.dumps({"response": members}, indent=4), "the session is good, and there is room")
