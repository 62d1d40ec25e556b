"""The calls that take a user's session token: getJoinUrl, learningDashboard, stuns, signOut. Nothing is signed.

Facts: the rules look for a session of the cleaned token, and of a repeated one take the first. The actions read the
token raw, strip it, and fail on a repeated one. Only stuns has rules on the body's type and on the meeting.
"""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.calls.meetings import found
from bbb_stub.exchange import Crash, Exchange, Reply
from bbb_stub.java_text import strip
from bbb_stub.passes import RARE, is_repeated, upload_url_alone
from bbb_stub.rules import FORMS, content_type
from bbb_stub.state import MODERATOR, Session
from bbb_wire.response import Format

BODY = content_type(FORMS)


def _known(x: Exchange) -> Session | None:
    """The session that the rule finds."""
    return x.world.sessions.get(x.get("sessionToken") or "")


def _token(x: Exchange) -> str:
    """The token as the action reads it."""
    return strip(x.raw("sessionToken") or "")


def _session(x: Exchange) -> Session | None:
    """The session of the action's token, if the request may use it: from the browser that joined, or where all may."""
    session = x.world.sessions.get(_token(x))
    if session is None:
        return None
    return session if x.request.session_id == session.cookie or session.meeting.without_session else None


def _is_refused(x: Exchange) -> bool:
    """Whether the rules that come before those on the token refuse the request."""
    return is_repeated(x) or upload_url_alone(x) is not None


def get_join_url(x: Exchange) -> Reply:
    """Answer getJoinUrl. A rejected session gets no answer of the API."""
    session = None if _is_refused(x) or _known(x) is None else _session(x)
    if session is None:
        why = "the session token or the cookie is not accepted, and nothing is rendered"
        return x.say("http-500-getjoinurl-session", why)
    if not x.world.running(session.meeting):
        return x.say("meeting-not-found-json-getjoinurl", "the meeting of the session is not running")
    for name in ("replaceSession", "sessionName"):
        x.raw(name)
    return success.join_url(x, session)


def learning_dashboard(x: Exchange) -> Reply:
    """Answer learningDashboard, always in JSON."""
    if refused := _refused_by_rules(x):
        return refused
    session = _session(x)
    if session is None:
        return x.say("invalid-session", "the cookie of the join is not there")
    if session.role != MODERATOR:
        return x.say("access-denied", "the user isn't a moderator")
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


def _refused_by_rules(x: Exchange) -> Reply | None:
    """What the rules say, in the form of this call. An absent token breaks two rules; one of them answers."""
    if upload_url_alone(x):
        why = "presentationUploadExternalUrl isn't a URL, which is judged first and alone"
        return x.say("validationError-presentationUploadExternalUrl", why, form=Format.JSON_PLAIN)
    if is_repeated(x):
        why = "the parameter checksum is there more than once"
        return x.say("checksumError-mismatch", why, form=Format.JSON_PLAIN)
    if x.get("sessionToken") is None:
        text = x.settings.missing_token_text
        if text == "any":
            text = "provide" if x.steady() else RARE.choice(("provide", "invalid"))
        why = f"there is no session token (two rules are broken; the text is that of missing_token_text={text})"
        if text == "invalid":
            return x.say("learning-dashboard-unknown-token", why)
        return x.say("learning-dashboard-no-token", why)
    if _known(x) is None:
        return x.say("learning-dashboard-unknown-token", "the token belongs to no session")
    return None


def stuns(x: Exchange) -> Reply:
    """Answer stuns."""
    known = _known(x)
    if _is_refused(x) or BODY.broken(x) or known is None or _is_over(x, known):
        return x.say("could-not-find-conference", "the session, its meeting or the type of the body is not accepted")
    if _token(x) not in x.world.sessions:
        raise Crash("the rules found a session for the cleaned token, and there is none for the one that was sent")
    if _session(x) is None:
        return x.say("could-not-find-conference", "the cookie of the join is not there")
    return success.stun_servers(x)


def _is_over(x: Exchange, session: Session) -> bool:
    """Whether the meeting of a session has ended, or is gone."""
    meeting = found(x, session.meeting.internal_id)
    return meeting is None or meeting.ended


def sign_out(x: Exchange) -> Reply:
    """Answer signOut: SUCCESS, whatever the rules say of the token."""
    if _is_refused(x) or _known(x) is None:
        return x.say("sign-out-success", "no such session; SUCCESS all the same")
    if x.world.sessions.pop(_token(x), None) is None:
        raise Crash("the rules found a session for the cleaned token, and there is none for the one that was sent")
    return x.say("sign-out-success", "the session was removed")
