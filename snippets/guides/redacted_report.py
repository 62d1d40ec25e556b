"""Print a report about a failing call that you can post. What may be secret or personal is left out.

Set BBB_URL and BBB_SECRET, and FAILING_URL to the signed URL of the call that fails. Only calls that change nothing
are sent again. Of others, the report holds the URL alone.
"""

import json
import os
import re
import time
from html import escape
from urllib.error import HTTPError
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from bbb_api import BBBError, Client, parse

HARMLESS = {"", "isMeetingRunning", "getMeetingInfo", "getMeetings", "getRecordings", "getRecordingTextTracks"}
"""Calls that may be sent again."""

SEGMENTS = {"bigbluebutton", "api", "hooks", "list", "destroy", "html5client", "create", "join", "end", *HARMLESS}
SEGMENTS |= {"insertDocument", "sendChatMessage", "getJoinUrl"}
SEGMENTS |= {"deleteRecordings", "publishRecordings", "updateRecordings"}
"""Parts of a path that tell nothing about anybody."""

PARAMETERS = {"role", "guest", "redirect", "format", "state", "publish", "record", "isBreakout", "sequence", "charset"}
PARAMETERS |= {"limit", "offset", "createTime", "duration", "maxParticipants", "guestPolicy"}
"""Parameters whose values may be shown. Every other value is masked."""

ELEMENTS = {"returncode", "messageKey", "message", "version", "apiVersion", "bbbVersion", "running", "state"}
ELEMENTS |= {"hasBeenForciblyEnded", "participantCount", "maxUsers", "createTime"}
ELEMENTS |= {"title", "h1", "center", "status", "error"}
"""Elements of XML and HTML, and members of JSON, whose texts may be shown."""

MASK = "***"


def shown_url(url: str) -> str:
    """Return a URL without host, port, user and password, and with its values masked."""
    parts = urlsplit(url)
    path = "/".join(part if part in SEGMENTS else MASK for part in parts.path.split("/"))
    port = ":PORT" if re.search(r":\d+$", parts.netloc) else ""
    scheme = parts.scheme if parts.scheme in ("http", "https") else MASK
    query = "&".join(shown_parameter(part) for part in parts.query.split("&") if part)
    return f"{scheme}://HOST{port}{path}{'?' if query else ''}{query}"


def shown_parameter(part: str) -> str:
    """Return one parameter: as it is if it is safe, and else without its value."""
    name, sign, value = part.partition("=")
    if not sign or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,40}", name):
        return MASK
    safe = name in PARAMETERS and re.fullmatch(r"[A-Za-z0-9_.,-]{0,40}", value)
    return f"{name}={value if safe or not value else MASK}"


def private(url: str, secret: str) -> list[str]:
    """Return the texts that must not be shown, in every spelling, longest first."""
    parts = urlsplit(url)
    values = [part.partition("=")[2] or part for part in parts.query.split("&") if MASK in shown_parameter(part)]
    values += [part for part in parts.path.split("/") if part not in SEGMENTS]
    values += [secret, parts.netloc, parts.hostname or "", parts.username or "", parts.password or "", parts.fragment]
    spellings = {spelled for value in values for spelled in (value, unquote(value), unquote_plus(value))}
    spellings |= {escape(text) for text in spellings}
    return sorted((text for text in spellings if len(text) > 1), key=len, reverse=True)


def shown_text(text: str, hidden: list[str], limit: int = 200) -> str:
    """Return the beginning of a server's text in one line. It is masked first and cut then."""
    for value in hidden:
        text = re.sub(re.escape(value), MASK, text, flags=re.IGNORECASE)
    if text.lstrip().startswith(("{", "[")):
        text = _json(text)
    elif "<" in text:
        text = _markup(text)
    text = re.sub(r"https?://\S+|\S+@\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b", MASK, text)
    text = re.sub(r"[\w-]+=[^\s&\"'<>;]+", lambda found: shown_parameter(found[0]), text)
    text = re.sub(r"[\w-]{24,}", MASK, text)
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:limit]


def _markup(text: str) -> str:
    """Return the tags without attributes, and the texts of the elements that may be shown."""
    shown, last = "", ""
    for tag, name, words in re.findall(r"(<[!?/]?([\w.-]*)[^<>]*>?)([^<]*)", text):
        last = name if tag == f"<{name}>" else ""
        shown += f"<{'/' if tag.startswith('</') else ''}{name}>"
        shown += words if last in ELEMENTS or not words.strip() else MASK
    return shown


def _json(text: str) -> str:
    """Return JSON with the values of the members that may be shown."""

    def masked(value: object, name: str) -> object:
        if isinstance(value, dict):
            return {str(key): masked(each, str(key)) for key, each in value.items()}
        if isinstance(value, list):
            return [masked(each, name) for each in value]
        return value if name in ELEMENTS or isinstance(value, bool) else MASK

    try:
        return json.dumps(masked(json.loads(text), ""))
    except (ValueError, RecursionError):
        return MASK


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def fetch(url: str, seconds: float = 10) -> tuple[int, str, str, bytes]:
    """Return status, content type, where a redirect leads, and the beginning of the body."""
    end = time.monotonic() + seconds
    try:
        response = build_opener(_Stay).open(url, timeout=seconds)
    except HTTPError as error:
        response = error
    with response:
        body = b""
        while len(body) < 65536 and time.monotonic() < end and (piece := response.read1(8192)):
            body += piece
        return response.status, response.headers.get("Content-Type", ""), response.headers.get("Location", ""), body


def report(url: str, secret: str) -> list[str]:
    """Return the lines of a report about a call."""
    lines, hidden = [f"request: {shown_url(url)}"], private(url, secret)
    if not all(value for _, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)):
        lines.append("note: a parameter is empty")
    call = urlsplit(url).path.rpartition("/api/")[2]
    if call not in HARMLESS or urlsplit(url).scheme not in ("http", "https"):
        return [*lines, "response: not asked for, because the call may change something"]
    try:
        status, kind, location, body = fetch(url)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return [*lines, f"response: none, {type(reason).__name__}"]
    lines.append(f"response: HTTP {status}, {shown_text(kind, hidden, 60)}")
    try:
        answer = parse(call, status, body, location)
        key, message = answer.key, answer.message
    except BBBError as error:
        key, message = error.key, error.message
    lines.append(f"messageKey: {shown_text(key or 'none', hidden, 60)}")
    lines.append(f"message: {shown_text(message or 'none', hidden)}")
    return [*lines, f"body: {shown_text(body.decode(errors='replace'), hidden)}"]


def release(client: Client) -> str:
    """Return what the server says of its release; most say nothing."""
    try:
        told = client.call("").get("bbbVersion")
    except BBBError as error:
        return f"unknown, the version call failed too: {type(error).__name__}"
    return f"BigBlueButton {told}" if re.fullmatch(r"[\w.-]{1,30}", told) else "not told by the server"


with Client.from_env() as bbb:
    failing = os.environ.get("FAILING_URL") or bbb.url("getMeetingInfo", meetingID="no-such-meeting")
    print(f"release: {release(bbb)}")
    for line in report(failing, os.environ["BBB_SECRET"]):
        print(line)
