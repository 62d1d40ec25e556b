"""create: make a meeting, or find the one that runs under this ID."""

from __future__ import annotations

import json
import re

from bbb_stub import success
from bbb_stub.body import Documents, read_documents
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.passes import passes
from bbb_stub.rules import FORMS, XML, absent, absolute_url, boolean, content_type, empty, integer, length, meeting_id
from bbb_stub.state import Meeting

RULES = (
    content_type((*FORMS, *XML)),
    empty("emptyError-name", "name"),
    length("invalidPassword-length", "attendeePW", 2, 64, empty_passes=True),
    length("invalidPassword-length", "moderatorPW", 2, 64, empty_passes=True),
    *meeting_id(),
    length("sizeError-name", "name", 2, 256),
    integer("validationError-voiceBridge", "voiceBridge"),
    boolean("validationError-isBreakoutRoom", "isBreakoutRoom"),
    boolean("validationError-record", "record"),
    absolute_url("validationError-presentationUploadExternalUrl", "presentationUploadExternalUrl"),
    absent("nullError-name", "name"),
)


def create(x: Exchange) -> Reply:
    """Answer create."""
    return passes(x, RULES) or _check_ids(x) or _crash(x) or _make(x)


def _check_ids(x: Exchange) -> Reply | None:
    """The checks of the action before it makes anything of the parameters."""
    sent = x.request.raw.get("meetingID")
    if sent is None or sent != x.get("meetingID"):
        return x.say("validationError-meetingID", "meetingID is absent, or changes when it is sanitized")
    if not _is_true(x, "isBreakout"):
        return None
    if not x.has("parentMeetingID"):
        return x.say("parentMeetingIDMissing", "isBreakout is true and there is no parentMeetingID")
    if x.world.find(x.get("parentMeetingID")) is None:
        return x.say("parentMeetingDoesNotExist", "parentMeetingID matches no meeting")
    return None


def _crash(x: Exchange) -> Reply | None:
    """What the server stumbles over while it makes a meeting of the parameters."""
    if x.has("groups") and not _is_json(x.get("groups") or ""):
        return x.say("http-500-create-groups", "groups is no JSON")
    if _is_true(x, "isBreakout") and not re.fullmatch("[0-9]+", x.get("sequence") or ""):
        return x.say("http-500-create-sequence", "isBreakout is true and sequence is no number")
    return None


def _make(x: Exchange) -> Reply:
    """Make the meeting, unless something in the body or another meeting is in the way."""
    found = read_documents(x)
    if isinstance(found, Reply):
        return found
    if refused := _override(x, found):
        return refused
    existing = next((m for m in x.world.live() if m.meeting_id == x.get("meetingID")), None)
    if existing is not None:
        return _existing(x, existing)
    bridges = {b for m in x.world.live() for b in (m.voice_bridge, m.web_voice) if b}
    if {x.get("voiceBridge"), x.get("webVoice")} & bridges:
        return x.say("nonUniqueVoiceBridge", "another meeting uses the voice bridge")
    meeting = _new(x, bridges)
    meeting.documents = found.count
    x.world.meetings.append(meeting)
    return success.created(x, meeting)


def _existing(x: Exchange, meeting: Meeting) -> Reply:
    """The ID is in use. Fact: both passwords are equal, or both are absent or empty."""
    given = (x.request.raw.get("attendeePW"), x.request.raw.get("moderatorPW"))
    if given == (meeting.attendee_pw, meeting.moderator_pw) or not any(given):
        return success.duplicate(x, meeting)
    return x.say("idNotUnique", "the meeting has not ended, and the passwords are not its own")


def _override(x: Exchange, found: Documents) -> Reply | None:
    """The strict check of client settings; what the settings file of a release holds is not modeled."""
    override = found.client_settings
    if override is None or not x.settings.client_settings_override_strict_validation:
        return None
    if not _is_json(override):
        return x.say("client-settings-override", "the client settings override is no JSON")
    return not_modeled("which client settings a release knows")


def _new(x: Exchange, bridges: set[str]) -> Meeting:
    """A meeting made from the parameters. Unusable values give way to defaults without a word."""
    world, settings = x.world, x.settings
    breakout = _is_true(x, "isBreakout")
    features = f"{settings.disabled_features},{x.get('disabledFeatures') or ''}"
    return Meeting(
        meeting_id=x.get("meetingID") or "",
        name=x.get("name") or "",
        create_time=world.clock.now,
        attendee_pw=x.get("attendeePW") or world.chance.word("password", 8),
        moderator_pw=x.get("moderatorPW") or world.chance.word("password", 8),
        voice_bridge=x.get("voiceBridge") or _free_bridge(x, bridges),
        web_voice=x.get("webVoice") or "",
        parent=world.find(x.get("parentMeetingID")) if breakout else None,
        sequence=int(x.get("sequence") or 0) if breakout else 0,
        is_breakout=breakout,
        free_join=breakout and _is_true(x, "freeJoin"),
        record=_is_true(x, "record"),
        duration=_number(x, "duration", 0),
        max_users=_number(x, "maxParticipants", settings.default_max_users),
        guest_policy=x.get("guestPolicy") or settings.default_guest_policy,
        authenticated_guest=(x.get("authenticatedGuest") or "true").lower() == "true",
        without_session=_is_true(x, "allowRequestsWithoutSession") or settings.allow_requests_without_session,
        disabled_features=frozenset(name.strip() for name in features.split(",") if name.strip()),
        metadata={n.removeprefix("meta_").lower(): v for n, v in x.request.params.items() if n.startswith("meta_")},
        dial_number=x.get("dialNumber") or "613-555-1234",
    )


def _free_bridge(x: Exchange, bridges: set[str]) -> str:
    """A random voice bridge that no meeting uses."""
    while (found := x.world.chance.number("voice", 5)) in bridges:
        pass
    return found


def _is_true(x: Exchange, name: str) -> bool:
    """Whether a parameter is the word true; 1 is not."""
    return (x.get(name) or "").lower() == "true"


def _number(x: Exchange, name: str, default: int) -> int:
    value = x.get(name) or ""
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else default


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
