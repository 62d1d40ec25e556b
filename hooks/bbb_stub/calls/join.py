"""join: let a user into a meeting."""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.calls.client import client_url, lobby_url
from bbb_stub.calls.meetings import found, meeting_exists
from bbb_stub.exchange import Crash, Exchange, Reply
from bbb_stub.java_text import parse_boolean, parse_long, sanitize
from bbb_stub.passes import passes
from bbb_stub.rules import FORMS, Rule, boolean, content_type, empty, integer, length, meeting_id, when
from bbb_stub.state import MODERATOR, VIEWER, Meeting, Session

TEST_BRIDGE = "99999"
"""The server's test bridge. A meeting that uses it cannot be found for joining (issue 22979)."""


def _closed(x: Exchange) -> bool:
    """The rule that the meeting has not ended, which fails for an unknown or absent one too."""
    meeting = found(x, x.get("meetingID"))
    if meeting is None:
        return True
    return meeting.ended or meeting.voice_bridge == TEST_BRIDGE


TAKEN_OVER = (
    "defaultLayout",
    "enforceLayout",
    "avatarURL",
    "webcamBackgroundURL",
    "excludeFromDashboard",
    "firstName",
    "lastName",
)
"""Parameters that the action takes over into the session."""

RULES = (
    content_type(FORMS, "unsupportedContentType-join"),
    Rule("meetingForciblyEnded-join", _closed, "the meeting has ended, or meetingID is absent or matches no meeting"),
    Rule("invalidMeetingIdentifier-hidden", lambda x: not meeting_exists(x), "meetingID matches no meeting"),
    *meeting_id(size="sizeError-meetingID-join"),
    length("invalidPassword-join", "password", 2, 64, empty_passes=True),
    empty("missingParamFullName", "fullName"),
    when(length("fullNameTooLong", "fullName", 0, 255), lambda x: x.settings.full_name_limit),
    boolean("validationError-guest", "guest"),
    boolean("validationError-auth", "auth"),
    integer("validationError-createTime", "createTime"),
)


def join(x: Exchange) -> Reply:
    """Answer join. Everything up to the rules is a redirect, even with redirect=false.

    Facts: errorRedirectUrl is read before any error is sent. Of the rest the action reads everything raw, so blanks
    count, and a repeated parameter makes it fail; password, userID and existingUserID become texts all the same. A
    meetingID that only the rules find, once cleaned, makes it fail too, but not before existingUserID and the lack of
    role and password were seen.
    """
    if refused := _refused(x):
        return refused
    if x.settings.existing_user_id and (wanted := x.cast("existingUserID")):
        return _join_again(x, wanted)
    for name in ("redirect", "guest", "bot", "auth"):
        x.raw(name)
    if x.raw("fullName") is None:
        return x.say("http-500-join-no-fullname", "fullName is absent")
    meeting = found(x, x.raw("meetingID"))
    if "createTime" in x.request.raw and _there(meeting).create_time != _create_time(x):
        return x.say("mismatchCreateTimeParam", "createTime is not that of the meeting")
    role = _role(x, meeting)
    if isinstance(role, Reply):
        return role
    for name in ("logoutURL", *TAKEN_OVER):
        x.raw(name)
    meeting = _there(meeting)
    if _is_full(x, meeting):
        return x.say("maxParticipantsReached", "as many users as allowed are in the meeting, and this is none of them")
    session = _register(x, meeting, role)
    if session.guest_status == "DENY":
        return x.say("guestDeniedAccess", f"the guest policy {meeting.guest_policy} refuses the user")
    return _let_in(x, session)


def _refused(x: Exchange) -> Reply | None:
    """What the rules say, and what comes of an empty createTime, which they let pass."""
    refused = passes(x, RULES)
    if x.settings.error_redirect_url_for_rules:
        x.raw("errorRedirectUrl")
    if not refused and x.get("createTime") == "":
        return x.say("http-500-join-empty-createtime", "createTime is empty")
    return refused


def _create_time(x: Exchange) -> int:
    """The createTime that was sent; -1 if it cannot be read, with a blank, or as a list."""
    values = x.request.raw["createTime"]
    sent = parse_long(values[0]) if len(values) == 1 else None
    return -1 if sent is None else sent


def _there(meeting: Meeting | None) -> Meeting:
    """The meeting; without one the action fails."""
    if meeting is None:
        raise Crash("the rules found a meeting for the cleaned meetingID, and there is none for the one that was sent")
    return meeting


def _role(x: Exchange, meeting: Meeting | None) -> str | Reply:
    """A valid role decides; otherwise the password does."""
    roles = {"moderator": MODERATOR, "viewer": VIEWER}
    password = x.cast("password")
    if role := roles.get((x.raw("role") or "").lower()):
        return role
    if not password:
        return x.say("Params-required-none", "there is neither a valid role nor a password")
    meeting = _there(meeting)
    if password == meeting.moderator_pw:
        return MODERATOR
    if password == meeting.attendee_pw:
        return VIEWER
    return x.say("Params-required-wrong", "the password is neither of the meeting's two")


def _is_full(x: Exchange, meeting: Meeting) -> bool:
    """Fact: bots are let in."""
    is_bot = parse_boolean(x.raw("bot"))
    return x.world.is_full(meeting, x.cast("userID")) and not is_bot


def _register(x: Exchange, meeting: Meeting, role: str) -> Session:
    """Register the user and store the session. Fact: this comes before the guest policy is asked."""
    chance = x.world.chance
    internal = f"w_{chance.word('user', 12)}"
    guest = parse_boolean(x.raw("guest"))
    session = Session(
        token=chance.word("session", 16),
        cookie=_cookie(x),
        meeting=meeting,
        internal_user_id=internal,
        external_user_id=x.cast("userID") or internal,
        full_name=sanitize(x.raw("fullName") or ""),
        role=role,
        auth_token=chance.word("auth", 12),
        guest=guest,
        bot=parse_boolean(x.raw("bot")),
        guest_status=guest_status(meeting, role, guest, _is_authenticated(x)),
    )
    x.world.sessions[session.token] = session
    return session


def _cookie(x: Exchange) -> str:
    """The HTTP session of the caller; a new one is set as a cookie."""
    known = {session.cookie for session in x.world.sessions.values()}
    if x.request.session_id in known:
        return x.request.session_id
    cookie = x.world.chance.word("cookie", 32).upper()
    x.headers.append(("Set-Cookie", f"JSESSIONID={cookie}; Path=/bigbluebutton; HttpOnly"))
    return cookie


def _is_authenticated(x: Exchange) -> bool:
    """Whether a user counts as authenticated: by `auth`, or by not saying anything about `guest`."""
    return parse_boolean(x.raw("auth")) if x.raw("auth") else not x.raw("guest")


def guest_status(meeting: Meeting, role: str, guest: bool, authenticated: bool) -> str:
    """What the guest policy says of a user.

    Facts: moderators get in; without authenticatedGuest only guests are asked; an unknown policy means deny.
    """
    asked = guest if not meeting.authenticated_guest else role != MODERATOR
    waits = guest or authenticated
    if not asked or (meeting.guest_policy == "ASK_MODERATOR" and not waits):
        return "ALLOW"
    with_guests = "WAIT" if guest and meeting.authenticated_guest else "ALLOW"
    answers = {"ALWAYS_ACCEPT": "ALLOW", "ASK_MODERATOR": "WAIT", "ALWAYS_ACCEPT_AUTH": with_guests}
    return answers.get(meeting.guest_policy, "DENY")


def _join_again(x: Exchange, wanted: str) -> Reply:
    """Give a user who is already there a second session."""
    meeting = found(x, x.raw("meetingID"))
    before = next((s for s in x.world.sessions.values() if s.internal_user_id == wanted), None)
    if before is None:
        if not x.settings.user_not_found_key:
            return x.say("http-500-join-existing-user", "existingUserID has no session")
        return x.say("userNotFound", "existingUserID has no session")
    for name in ("redirect", "defaultLayout", "enforceLayout", "sessionName", "replaceSessionToken"):
        x.raw(name)
    meeting = _there(meeting)
    session = Session(
        token=x.world.chance.word("session", 16),
        cookie=_cookie(x),
        meeting=meeting,
        internal_user_id=before.internal_user_id,
        external_user_id=before.external_user_id,
        full_name=before.full_name,
        role=before.role,
        auth_token=before.auth_token,
        guest=before.guest,
        guest_status=before.guest_status,
    )
    x.world.sessions[session.token] = session
    return _let_in(x, session)


def _let_in(x: Exchange, session: Session) -> Reply:
    """Send the user to the client, or tell where it is."""
    url = _client_url(x, session)
    if not x.follows_redirects:
        waits = x.settings.guest_wait and session.guest_status == "WAIT"
        return success.waits(x, session, url) if waits else success.joined(x, session, url)
    headers = (*x.headers, ("Location", url))
    return Reply(302, headers, b"", "all checks were passed; the redirect leads to the client")


def _client_url(x: Exchange, session: Session) -> str:
    """The address of the client, or up to 2.7 that of the lobby for a guest who waits."""
    if x.settings.guest_wait:
        return lobby_url(x, session) if session.guest_status == "WAIT" else client_url(x, session)
    layout = "waitLayout=1&" if x.raw("enforceLayout") else ""
    return f"{x.server_url}/html5client/?{layout}sessionToken={session.token}"
