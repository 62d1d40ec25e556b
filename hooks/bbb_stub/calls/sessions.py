"""The calls that take a user's session token: getJoinUrl, learningDashboard, stuns, signOut. Nothing is signed."""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.state import MODERATOR, Session


def _session(x: Exchange) -> Session | None:
    """The session of the token."""
    return x.world.sessions.get(x.get("sessionToken") or "")


def _is_valid(x: Exchange, session: Session) -> bool:
    """Whether the request comes from the browser that joined, or the meeting lets others in."""
    return x.request.session_id == session.cookie or session.meeting.without_session


def get_join_url(x: Exchange) -> Reply:
    """Answer getJoinUrl. A rejected session gets no answer of the API."""
    session = _session(x)
    if session is None or not _is_valid(x, session):
        why = "the session token or the cookie is not accepted, and nothing is rendered"
        return x.say("http-500-getjoinurl-session", why)
    if not x.world.running(session.meeting):
        return x.say("meeting-not-found-json-getjoinurl", "the meeting of the session is not running")
    return success.join_url(x, session)


def learning_dashboard(x: Exchange) -> Reply:
    """Answer learningDashboard, always in JSON."""
    session = _session(x)
    if session is None:
        return _unknown_token(x)
    if not _is_valid(x, session):
        return x.say("invalid-session", "the cookie of the join is not there")
    if session.role != MODERATOR:
        return x.say("access-denied", "the user is no moderator")
    meeting = session.meeting
    if meeting not in x.world.meetings:
        return x.say("http-500-dashboard-meeting-gone", "the meeting of the session is gone from memory")
    if "learningDashboard" in meeting.disabled_features:
        return x.say("learning-dashboard-disabled", "the meeting has the dashboard disabled")
    if not x.world.running(meeting):
        return x.say("meeting-not-found-json-dashboard", "the meeting of the session is not running")
    if meeting.dashboard_data is None:
        return x.say("learning-dashboard-data-not-found", "the meeting has no data file")
    return success.dashboard(x, meeting.dashboard_data)


def _unknown_token(x: Exchange) -> Reply:
    """An absent token breaks two rules, whose winner is undefined."""
    if not x.has("sessionToken"):
        text = x.settings.missing_token_text
        why = f"there is no session token (which text is sent is undefined; here missing_token_text={text})"
        if text == "invalid":
            return x.say("learning-dashboard-unknown-token", why)
        return x.say("learning-dashboard-no-token", why)
    return x.say("learning-dashboard-unknown-token", "the token belongs to no session")


def stuns(x: Exchange) -> Reply:
    """Answer stuns."""
    session = _session(x)
    if session is None or not _is_valid(x, session):
        return x.say("could-not-find-conference", "the session token or the cookie is not accepted")
    return success.stun_servers(x)


def sign_out(x: Exchange) -> Reply:
    """Answer signOut: SUCCESS, always."""
    known = x.world.sessions.pop(x.get("sessionToken") or "", None)
    return x.say("sign-out-success", "the session was removed" if known else "no such session; SUCCESS all the same")
