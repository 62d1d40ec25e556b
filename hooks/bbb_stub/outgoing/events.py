"""Events of bbb-webhooks: their JSON, the hooks that want them, and the signature of each version.

Facts, seen when 3.5.0 was run (versions 3.0.0 and 3.3.1 for their signature):

- The body is a form of `domain`, `event` and `timestamp`, in this order; `event` is a list with one event.
- `timestamp` is made once for each event and hook. A retry is the same request.
- Of two hooks for one meeting only the first gets events; `getRaw=true` with an `eventID` gets nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from bbb_stub.clock import java_date
from bbb_stub.outgoing.tokens import compact
from bbb_stub.settings import Settings
from bbb_stub.state import Happening, Hook, Meeting, Session

PUBLIC_CHAT = "MAIN-PUBLIC-GROUP-CHAT"


def event_of(happening: Happening, now: int) -> dict[str, Any] | None:
    """Return the event that reports something, or nothing if bbb-webhooks does not tell of it."""
    attributes = _attributes(happening, now)
    if attributes is None:
        return None
    return {"data": {"type": "event", "id": happening.what, "attributes": attributes, "event": {"ts": now}}}


def _attributes(happening: Happening, now: int) -> dict[str, Any] | None:
    meeting, session = happening.meeting, happening.session
    both: dict[str, Any] = {"meeting": _ids(meeting)}
    match happening.what:
        case "meeting-created":
            return {"meeting": _ids(meeting) | _created(meeting)}
        case "meeting-ended":
            return both
        case "user-joined" if session is not None:
            return both | {"user": _user(session)}
        case "chat-group-message-sent":
            name, message = happening.message
            sender = {"internal-user-id": "", "external-user-id": "", "name": name, "time": now}
            text = {"id": f"{now}-{len(meeting.messages)}", "message": message, "sender": sender}
            return both | {"chat-message": text, "chat-id": PUBLIC_CHAT}
    return None


def _ids(meeting: Meeting) -> dict[str, Any]:
    return {"internal-meeting-id": meeting.internal_id, "external-meeting-id": meeting.meeting_id}


def _created(meeting: Meeting) -> dict[str, Any]:
    return {
        "name": meeting.name,
        "is-breakout": meeting.is_breakout,
        "parent-id": meeting.parent.internal_id if meeting.parent else "",
        "duration": meeting.duration,
        "create-time": meeting.create_time,
        "create-date": java_date(meeting.create_time),
        "moderator-pass": meeting.moderator_pw,
        "viewer-pass": meeting.attendee_pw,
        "record": meeting.record,
        "voice-conf": meeting.voice_bridge,
        "dial-number": meeting.dial_number,
        "max-users": meeting.max_users,
        "metadata": meeting.metadata,
    }


def _user(session: Session) -> dict[str, Any]:
    return {
        "internal-user-id": session.internal_user_id,
        "external-user-id": session.external_user_id,
        "name": session.full_name,
        "role": session.role,
        "presenter": False,
        "guest": session.guest,
    }


def wanting(hooks: Iterable[Hook], event: str, meeting_id: str, version: str) -> Iterator[Hook]:
    """Yield the hooks that get an event of a meeting."""
    served = False
    for hook in hooks:
        if hook.meeting_id is not None and at_least(version, "3.4.0"):
            if hook.meeting_id != meeting_id or served:
                continue
            served = True
        if hook.raw != "false":
            continue  # the server's internal message is not modeled; with an eventID it gets nothing anyway
        if hook.event_id is None or event in hook.event_id.split(","):
            yield hook


def form(event: Mapping[str, Any], timestamp: int, domain: str) -> dict[str, str]:
    """Return the fields of the body, in their order."""
    return {"domain": domain, "event": f"[{compact(event)}]", "timestamp": str(timestamp)}


def encoded(fields: Mapping[str, str]) -> bytes:
    """Return a form as JavaScript's URLSearchParams writes it."""
    parts = (f"{name}={quote_plus(value, safe='*', errors='replace')}" for name, value in fields.items())
    return "&".join(parts).replace("~", "%7E").encode()


def checksum(url: str, fields: Mapping[str, str], secret: str, settings: Settings) -> str:
    """Return the checksum of a callback as the version that is played makes it."""
    return digest(url, signed_text(fields, settings), secret, settings)


def signed_text(fields: Mapping[str, str], settings: Settings) -> str:
    """Return what of a callback is signed besides its URL. It's the same for all hooks."""
    if at_least(settings.webhooks_version, "3.4.0"):
        return encoded(fields).decode()
    if at_least(settings.webhooks_version, "3.0.0"):
        return "{}"
    return compact({"event": fields["event"], "timestamp": int(fields["timestamp"]), "domain": fields["domain"]})


def digest(url: str, signed: str, secret: str, settings: Settings) -> str:
    """Return the checksum of a callback from its URL and the rest of what is signed."""
    algorithm = settings.hook_checksum_algorithm if at_least(settings.webhooks_version, "3.0.0") else "sha1"
    return hashlib.new(algorithm, f"{url}{signed}{secret}".encode("utf-8", "replace")).hexdigest()


def at_least(version: str, other: str) -> bool:
    """Return whether a version is another one or later."""
    return tuple(map(int, version.split("."))) >= tuple(map(int, other.split(".")))
