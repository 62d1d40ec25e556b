"""Scalelite in front of the server: its routes, its checks, and what it makes of the server's answers.

Facts, read in the source of 1.8.5, which was not run:

- A route fits, then the media type of a body is judged, then the checksum, then the parameters.
- The checksum is compared in the case it was sent in; SHA-384 does not exist here.
- Meetings are looked up in a store of its own: `create` puts them there before it asks the server, `end` takes them out
  before it asks. Recordings are all its own; `scalelite_recordings.py` has them.
- Everything comes with HTTP 200, in XML alone.

Of parameters that are there more than once the last counts, and those of the query before those of the body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from lxml import etree

from bbb_stub import behind, checksum, routes
from bbb_stub import scalelite_recordings as recordings
from bbb_stub.content_type import media_type
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.java_text import length, parse_long
from bbb_stub.rules import FORMS, XML
from bbb_stub.scalelite_request import Parameters, blank, listed

ALGORITHMS = {digits: name for digits, name in checksum.ALGORITHMS.items() if name != "sha384"}
GET_ALONE = frozenset({"join", "publishRecordings", "deleteRecordings"})
POST_ALONE = frozenset({"insertDocument"})


def answer(x: Exchange) -> Reply:
    """Answer a request to Scalelite, or to the server behind it."""
    path = x.request.path
    if path == behind.BEHIND or path.startswith(f"{behind.BEHIND}/"):
        return behind.visited(x)
    if path == "/":
        return not_modeled("the health check of Scalelite")
    if x.request.too_large:
        return not_modeled("how large a body Scalelite takes")
    method = "GET" if x.request.method == "HEAD" else x.request.method
    if path.rstrip("/") == routes.API.rstrip("/") and method in ("GET", "POST"):
        return _version(x)
    call = CALLS.get(path.removeprefix(routes.API)) if path.startswith(routes.API) else None
    if call is None or method not in _methods(x.call):
        return x.say("unsupportedRequest-scalelite", f"no route fits {method} {path}")
    return _wrong_type(x) or _switched_off(x) or _wrong_checksum(x) or call(x)


def _methods(call: str) -> tuple[str, ...]:
    return ("GET",) if call in GET_ALONE else ("POST",) if call in POST_ALONE else ("GET", "POST")


def _version(x: Exchange) -> Reply:
    """Scalelite says the version of the API, and nothing of BigBlueButton's."""
    form = etree.fromstring(x.data.calls["version"].success or "")
    return behind.as_xml(x, listed([("version", form.findtext("version") or "")]), "the version of the API")


def _wrong_type(x: Exchange) -> Reply | None:
    if x.request.method != "POST":
        return None
    if "content-length" not in x.request.headers:
        return x.say("http-500-scalelite", "a POST without Content-Length")
    allowed = XML if x.call in POST_ALONE else (*FORMS, *XML) if x.call == "create" else FORMS
    there = (parse_long(x.request.headers["content-length"]) or 0) > 0
    if not there or media_type(x.request.content_type) in allowed:
        return None
    return x.say("unsupportedContentType-scalelite", f"the media type of the body is none of {', '.join(allowed)}")


def _switched_off(x: Exchange) -> Reply | None:
    """What the operator has switched off is answered without a look at the checksum."""
    if x.settings.get_meetings_disabled and x.call == "getMeetings":
        return x.say("noMeetings-scalelite", "getMeetings is switched off")
    if x.settings.recordings_disabled and x.call in recordings.CALLS:
        return recordings.disabled(x)
    return None


def _wrong_checksum(x: Exchange) -> Reply | None:
    given = Parameters(x).get("checksum") or ""
    algorithm = ALGORITHMS.get(length(given))
    if blank(given) or algorithm is None:
        return x.say(
            "checksumError-scalelite",
            f"{length(given)} characters aren't the length of any known checksum",
        )
    if algorithm not in x.settings.supported_checksum_algorithms or not x.settings.secret:
        return x.say(
            "checksumError-scalelite", f"{algorithm} is not among the accepted algorithms, or no secret is set"
        )
    value = re.escape(given.encode("utf-8", "replace"))
    query = re.sub(b"&checksum=%b|checksum=%b&|checksum=%b" % (value, value, value), b"", x.request.query)
    x.request.note(f'hashed: "{x.call}{query.decode("latin-1")}***"')
    hashed = x.call.encode() + query + x.settings.secret.encode("utf-8", "replace")
    if hashlib.new(algorithm, hashed).hexdigest() == given:
        return None
    return x.say("checksumError-scalelite", f"{algorithm} differs")


def _no_meeting(x: Exchange, meeting: str) -> Reply | None:
    """The checks of `meetingID` that most calls make: it is there, and the store knows it."""
    if missing := _no_id(x, meeting):
        return missing
    if meeting not in x.world.balanced:
        return x.say("notFound-scalelite", "the balancer's own store does not hold the meeting")
    return None


def _no_id(x: Exchange, meeting: str) -> Reply | None:
    return x.say("missingParamMeetingID-scalelite", "meetingID is absent or blank") if blank(meeting) else None


def _get_meeting_info(x: Exchange) -> Reply:
    meeting = Parameters(x).text("meetingID")
    if refused := _no_meeting(x, meeting):
        return refused
    return behind.ask(x, x.call, {"meetingID": meeting}, lambda why: x.say("internalError-scalelite-meeting", why))


def _is_meeting_running(x: Exchange) -> Reply:
    meeting = Parameters(x).text("meetingID")
    if missing := _no_id(x, meeting):
        return missing
    if meeting not in x.world.balanced:
        return x.say("meeting-not-running-scalelite", "the balancer's own store does not hold the meeting")
    return behind.ask(x, x.call, {"meetingID": meeting}, lambda why: x.say("internalError-scalelite-meeting", why))


def _end(x: Exchange) -> Reply:
    sent = Parameters(x)
    meeting = sent.text("meetingID")
    if refused := _no_meeting(x, meeting):
        return refused
    x.world.balanced.discard(meeting)
    asked = {"meetingID": meeting, "password": sent.text("password")}
    return behind.ask(x, x.call, asked, lambda why: x.say("internalError-scalelite-meeting", why))


def _create(x: Exchange) -> Reply:
    sent = Parameters(x)
    meeting, tag = sent.text("meetingID"), sent.text("meta_server-tag")
    if missing := _no_id(x, meeting):
        return missing
    if x.settings.servers_behind == "offline":
        return x.say("internalError-scalelite-none-available", "no server is enabled and online")
    if tag.endswith("!") and tag[:-1] not in x.settings.server_tags.split():
        return x.say("serverTagUnavailable-scalelite", "no server has the tag, and it is a must", tag=tag[:-1])
    x.world.balanced.add(meeting)
    document = b"" if media_type(x.request.content_type) in FORMS else x.request.body
    return behind.ask(x, x.call, sent.passed_on, lambda why: x.say("internalError-scalelite-create", why), document)


def _insert_document(x: Exchange) -> Reply:
    sent = Parameters(x)
    if refused := _no_meeting(x, sent.text("meetingID")):
        return refused
    return behind.ask(
        x, x.call, sent.passed_on, lambda why: x.say("internalError-scalelite-insert", why), x.request.body
    )


def _join(x: Exchange) -> Reply:
    """Send the browser to the server behind, which then answers itself."""
    sent = Parameters(x)
    if refused := _no_meeting(x, sent.text("meetingID")):
        return refused
    if x.settings.servers_behind == "offline":
        return x.say("http-500-scalelite", "the server of the meeting is offline or disabled")
    query = behind.signed_query(x, x.call, sent.passed_on)
    location = f"{x.server_url}{behind.BEHIND}{routes.API}{x.call}?{query}"
    return Reply(302, (("Location", location),), b"", "the server of the meeting responds")


def _get_meetings(x: Exchange) -> Reply:
    """The meetings of all servers that are online in one list."""
    if x.settings.servers_behind == "offline":
        return x.say("noMeetings-scalelite", "no server is online")
    found = behind.ask(x, x.call, {}, lambda why: x.say("internalError-scalelite-server", why))
    root = behind.read(found.body)
    if root is None or root.findtext("returncode") != "SUCCESS":
        return found
    meetings = root.findall("meetings/meeting")
    if not meetings:
        return x.say("noMeetings-scalelite", "no server has a meeting")
    return behind.as_xml(x, listed([("meetings", meetings)]), f"{len(meetings)} meetings of the server behind")


CALLS: Mapping[str, Callable[[Exchange], Reply]] = {
    "isMeetingRunning": _is_meeting_running,
    "getMeetingInfo": _get_meeting_info,
    "getMeetings": _get_meetings,
    "create": _create,
    "end": _end,
    "join": _join,
    "insertDocument": _insert_document,
    **recordings.CALLS,
}
