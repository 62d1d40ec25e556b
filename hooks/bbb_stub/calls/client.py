"""enter and guestWait: two calls of BigBlueButton's own client up to 2.7. Nothing is signed, and both answer in JSON.

Facts: the rules look for the session of the token and for its meeting; without a session they look for the meeting of
an empty ID, which is whatever meeting there is first, and without a token for none. enter asks its four keys in a fixed
order. For guestWait a meeting that has ended, or that nobody knows, wins. A user whom the meeting's moderators have
not let in is refused by enter, one who still waits included.
"""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.calls.meetings import found
from bbb_stub.exchange import Crash, Exchange, Reply, not_modeled
from bbb_stub.java_text import strip
from bbb_stub.rules import bad_upload_url
from bbb_stub.state import Session

UPLOAD = "a presentationUploadExternalUrl that is no URL, on a call of the client"


def client_url(x: Exchange, session: Session) -> str:
    """The address of the client up to 2.7."""
    return f"{x.server_url}/html5client/join?sessionToken={session.token}"


def lobby_url(x: Exchange, session: Session) -> str:
    """The address of the page where guests wait."""
    return f"{x.server_url}/html5client/guestWait?sessionToken={session.token}"


def enter(x: Exchange) -> Reply:
    """Answer enter, with which the client begins."""
    if bad_upload_url(x):
        return not_modeled(UPLOAD)
    known = _known(x)
    if known is None:
        return x.say("missingSession-enter-rule", "the token is absent, or belongs to no session", live=_logout(x))
    if _is_over(x, known):
        return x.say("meetingForciblyEnded-enter", "the meeting has ended, or is gone", live=_logout(x))
    if known.guest_status != "ALLOW":
        return x.say("guestDeny-enter", "the user is not let in, or not yet", live=_logout(x))
    session = _of_action(x)
    if not (x.request.session_id == session.cookie or session.meeting.without_session):
        return x.say("missingSession-enter", "the cookie of the join is not there", live=_logout(x))
    if not session.inside and x.world.is_full(session.meeting, session.external_user_id):
        return x.say("maxParticipantsReached-enter", "as many users as allowed are in the meeting", live=_logout(x))
    return success.entered(x, session)


def guest_wait(x: Exchange) -> Reply:
    """Answer guestWait, with which the page of the lobby asks again and again."""
    if bad_upload_url(x):
        return not_modeled(UPLOAD)
    known = _known(x)
    if _is_over(x, known):
        why = "the meeting has ended, or there is none"
        return x.say("meetingForciblyEnded-guestWait", why, live={"url": x.default_logout_url})
    if known is None:
        why = "the token belongs to no session, and the look-up finds another meeting"
        return x.say("missingSession-guestWait", why, live={"url": x.default_logout_url})
    session = _of_action(x)
    logout, again = x.default_logout_url, lobby_url(x, session)
    if session.left_lobby:
        return x.say("guestInvalid", "the guest has left the lobby", live=_guest(session, "DENY", logout))
    if session.guest_status == "WAIT":
        return x.say("guestWait-guestWait", "no moderator has decided yet", live=_guest(session, "WAIT", again))
    if session.guest_status == "DENY":
        return x.say("guestDeny-guestWait", "a moderator refused the guest", live=_guest(session, "DENY", logout))
    if not session.inside and x.world.is_full(session.meeting, session.external_user_id):
        return x.say("seatWait", "the guest is let in, but the meeting is full", live=_guest(session, "WAIT", again))
    url = client_url(x, session)
    if x.follows_redirects:
        return Reply(302, (*x.headers, ("Location", url)), b"", "the guest is let in; the redirect leads to the client")
    return x.say("defaultKey", "the guest is let in, and redirect is not true", live=_guest(session, "ALLOW", url))


def _known(x: Exchange) -> Session | None:
    """The session that the rules find."""
    return x.world.sessions.get(x.get("sessionToken") or "")


def _is_over(x: Exchange, session: Session | None) -> bool:
    """Whether the rules find no meeting, or one that has ended."""
    if session is not None:
        wanted: str | None = session.meeting.internal_id
    else:
        wanted = None if x.get("sessionToken") is None else ""
    meeting = found(x, wanted)
    return meeting is None or meeting.ended


def _of_action(x: Exchange) -> Session:
    """The session of the token as the action reads it."""
    session = x.world.sessions.get(strip(x.raw("sessionToken") or ""))
    if session is None:
        raise Crash("the rules found a session for the cleaned token, and there is none for the one that was sent")
    return session


def _logout(x: Exchange) -> dict[str, str]:
    return {"logoutURL": x.default_logout_url}


def _guest(session: Session, status: str, url: str) -> dict[str, str]:
    """The members of an answer to a guest who waits."""
    return {
        "meeting_id": session.meeting.internal_id,
        "user_id": session.internal_user_id,
        "auth_token": session.auth_token,
        "session_token": session.token,
        "guestStatus": status,
        "url": url,
    }
