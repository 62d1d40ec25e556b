"""From an address to a call, and what comes if the address or the method is wrong."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from bbb_stub import webhooks
from bbb_stub.calls import chat, client, create, documents, join, meetings, recordings, sessions, texttracks
from bbb_stub.exchange import RECORDING_CALLS, Crash, Exchange, Repeated, Reply, not_modeled
from bbb_wire.response import escape_xml

API = "/bigbluebutton/api/"
HANDLERS: Mapping[str, Callable[[Exchange], Reply]] = {
    "create": create.create,
    "join": join.join,
    "isMeetingRunning": meetings.is_meeting_running,
    "end": meetings.end,
    "getMeetingInfo": meetings.get_meeting_info,
    "getMeetings": meetings.get_meetings,
    "getSessions": meetings.get_sessions,
    "insertDocument": documents.insert_document,
    "sendChatMessage": chat.send_chat_message,
    "getJoinUrl": sessions.get_join_url,
    "learningDashboard": sessions.learning_dashboard,
    "stuns": sessions.stuns,
    "signOut": sessions.sign_out,
    "getRecordings": recordings.get_recordings,
    "updateRecordings": recordings.update_recordings,
    "publishRecordings": recordings.publish_recordings,
    "deleteRecordings": recordings.delete_recordings,
    "getRecordingTextTracks": texttracks.get_tracks,
    "putRecordingTextTrack": texttracks.put_track,
}
CLIENT_HANDLERS: Mapping[str, Callable[[Exchange], Reply]] = {"enter": client.enter, "guestWait": client.guest_wait}
"""The calls of the client up to 2.7. Which methods they take is not told, so they take both."""

OWN_ACTION = frozenset(HANDLERS) - RECORDING_CALLS - {"getMeetings", "getSessions"}
"""Calls whose action has the name of the call, so that the catch-all mapping finds it (inferred)."""


def answer(x: Exchange) -> Reply:
    """Answer a request."""
    path = x.request.path
    if path.startswith("/html5client/"):
        return _client_page(x)
    if path == "/":
        return _page("This is where users land who cannot join.", "the logout page of the stub")
    if not path.startswith("/bigbluebutton/") and path != "/bigbluebutton":
        return x.say("http-404-nginx", "the address is outside /bigbluebutton")
    if x.request.too_large:
        if x.call == "putRecordingTextTrack":
            return x.say("http-413-text-track", "the body is larger than nginx allows")
        return x.say("http-413", "the body is larger than nginx allows")
    if x.settings.webhooks and webhooks.takes(path):
        return webhooks.answer(x)
    if path.rstrip("/") in ("/bigbluebutton", "/bigbluebutton/api"):
        return x.xml(_version(x), "the version of the API")
    return _call(x)


def split(path: str) -> tuple[str, str]:
    """Return the name of the call in an address, and the suffix behind it."""
    if not path.startswith(API):
        return "", ""
    name, _, suffix = path.removeprefix(API).partition(".")
    return name, suffix


def _call(x: Exchange) -> Reply:
    """Hand the request to its call, if the address and the method are right."""
    request = x.request
    handler = _handler(x)
    if handler is None or request.suffix not in ("", "json"):
        return _unknown(x, "http-404-unknown-call", "no call has this address")
    if request.method not in ("GET", "POST"):
        return not_modeled(f"the method {request.method}")
    if request.suffix:
        if x.call not in OWN_ACTION:
            return _unknown(x, "http-404-json-suffix", "the suffix misses the mapping, and no action has this name")
    elif not _takes(x, request.method):
        return _wrong_method(x)
    try:
        return handler(x)
    except Repeated as repeated:
        return x.say("http-500-repeated-parameter", str(repeated))
    except Crash as crash:
        return x.crash(f"an exception that nobody catches: {crash}")


def _handler(x: Exchange) -> Callable[[Exchange], Reply] | None:
    """Return what answers a call, or nothing if the played line does not have it."""
    if x.call in CLIENT_HANDLERS:
        return CLIENT_HANDLERS[x.call] if x.settings.client_calls else None
    return HANDLERS.get(x.call) if x.call != "sendChatMessage" or x.settings.send_chat_message else None


def _takes(x: Exchange, method: str) -> bool:
    """Whether a call takes a method."""
    older = x.settings.any_method and x.call in ("join", "insertDocument")
    return older or x.call not in x.data.calls or method in x.data.calls[x.call].methods


def _wrong_method(x: Exchange) -> Reply:
    """The mapping names no action, so the controller's default action runs: the version, or nothing (inferred)."""
    why = f"{x.call} does not take {x.request.method}"
    if x.call in RECORDING_CALLS:
        return x.say("http-500-recordings-method", f"{why}, and its controller has no default action")
    if x.request.headers.get("content-type") == "application/json":
        return not_modeled("the version of the API in JSON")
    return x.say("wrong-http-method", f"{why}; the default action responds")


def _unknown(x: Exchange, answer_id: str, why: str) -> Reply:
    """Spring's error body, with the path and the time."""
    return x.say(answer_id, why, timestamp=str(x.world.clock.now), path=escape_xml(x.request.path))


def _version(x: Exchange) -> str:
    body = x.data.calls["version"].success
    assert body is not None
    return body


def _client_page(x: Exchange) -> Reply:
    """Stand in for BigBlueButton's client: whoever loads this page is in the meeting."""
    token = parse_qs(x.request.query.decode("latin-1")).get("sessionToken", [""])[0]
    session = x.world.sessions.get(token)
    if session is None:
        return _page("No user has this session token.", "an unknown session token")
    if session.guest_status == "WAIT":
        return _page("You wait for a moderator.", "a guest who waits")
    if session.guest_status == "DENY" or session.meeting.ended:
        return _page("You are not let in.", "the meeting is over, or the user was refused")
    x.world.enter(session)
    text = f"{session.full_name} is in the meeting {session.meeting.name}."
    return _page(text, f"{session.internal_user_id} entered the meeting")


def _page(text: str, why: str) -> Reply:
    title = "Stub of BigBlueButton"
    body = f'<!doctype html><html lang="en"><title>{title}</title><p>{html.escape(text)}</p></html>\n'
    return Reply(200, (("Content-Type", "text/html;charset=utf-8"),), body.encode(), why)
