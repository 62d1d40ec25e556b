"""create: make a meeting, or find the one that runs under this ID."""

from __future__ import annotations

import re

from bbb_stub import success
from bbb_stub.body import Documents, read_documents
from bbb_stub.calls.meetings import found
from bbb_stub.exchange import Crash, Exchange, Reply, not_modeled
from bbb_stub.gson import is_groups
from bbb_stub.java_text import is_json, parse_boolean, parse_int, sanitize
from bbb_stub.passes import passes
from bbb_stub.rules import FORMS, UPLOAD_URL, XML, absent, boolean, content_type, empty, integer, length, meeting_id
from bbb_stub.state import Happening, Meeting, breakout_id

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
    UPLOAD_URL,
    absent("nullError-name", "name"),
)


_META = re.compile("meta_([a-zA-Z][a-zA-Z0-9-]*)")

READ = frozenset(
    """
    name meetingID attendeePW moderatorPW voiceBridge webVoice dialNumber loginURL logoutURL record maxParticipants
    duration logoutTimer bannerText bannerColor isBreakout welcome autoStartRecording allowStartStopRecording
    recordFullDurationMedia disabledFeatures disabledFeaturesExclude virtualBackgroundsDisabled
    learningDashboardEnabled learningDashboardCleanupDelayInMinutes notifyRecordingIsOn webcamsOnlyForModerator
    meetingCameraCap userCameraCap maxPinnedCameras meetingExpireIfNoUserJoinedInMinutes
    meetingExpireWhenLastUserLeftInMinutes endWhenNoModerator endWhenNoModeratorDelayInMinutes guestPolicy
    allowPromoteGuestToModerator presentationUploadExternalDescription presentationUploadExternalUrl groups
    meetingLayout breakoutRoomsEnabled breakoutRoomsRecord breakoutRoomsPrivateChatEnabled breakoutRoomsCaptureNotes
    breakoutRoomsCaptureSlides breakoutRoomsCaptureNotesFilename breakoutRoomsCaptureSlidesFilename
    lockSettingsDisableCam lockSettingsDisableMic lockSettingsDisablePrivateChat lockSettingsDisablePublicChat
    lockSettingsDisableNotes lockSettingsHideUserList lockSettingsLockOnJoin lockSettingsLockOnJoinConfigurable
    lockSettingsHideViewersCursor lockSettingsHideViewersAnnotation moderatorOnlyMessage meetingEndedURL logo
    copyright muteOnStart meetingKeepEvents allowModsToUnmuteUsers allowRequestsWithoutSession allowModsToEjectCameras
    """.split()  # noqa: SIM905 - one a line would fill a page
)
"""Parameters that are read as texts whatever the others say; repeated, each of them makes create fail."""

MOST_OF_GROUPS = 65_536
"""Characters of groups that are read."""

READ_OF_BREAKOUTS = ("parentMeetingID", "sequence", "freeJoin")


def create(x: Exchange) -> Reply:
    """Answer create."""
    return passes(x, RULES) or _check_ids(x) or _crash(x) or _make(x)


def _check_ids(x: Exchange) -> Reply | None:
    """The checks of the action before it makes anything of the parameters."""
    sent = x.raw("meetingID")
    if sent is None or sent != sanitize(sent):
        return x.say("validationError-meetingID", "meetingID is absent, or changes when it is sanitized")
    if not x.settings.parent_meeting_check:
        return _check_parent_name(x)
    if not parse_boolean(x.raw("isBreakout")):
        return None
    parent = x.raw("parentMeetingID")
    if not parent:
        return x.say("parentMeetingIDMissing", "isBreakout is true and there is no parentMeetingID")
    if found(x, parent) is None:
        return x.say("parentMeetingDoesNotExist", "parentMeetingID matches no meeting")
    return None


def _check_parent_name(x: Exchange) -> Reply | None:
    """The check before it was repaired: any isBreakout wants a parameter that nobody knows by this name."""
    if not x.raw("isBreakout") or x.raw("parentIdMeetingId"):
        return None
    return x.say(
        "parentMeetingIDMissing-old-spelling", "isBreakout is there, whatever its value, and parentIdMeetingId is not"
    )


def _crash(x: Exchange) -> Reply | None:
    """What the server stumbles over while it makes a meeting of the parameters."""
    breakout = parse_boolean(x.raw("isBreakout"))
    for name in x.request.raw:
        if name in READ or (breakout and name in READ_OF_BREAKOUTS):
            x.raw(name)
    groups = x.raw("groups") or ""
    if len(groups) > MOST_OF_GROUPS:
        return not_modeled(f"groups of more than {MOST_OF_GROUPS} characters")
    if not is_groups(groups):
        return x.say("http-500-create-groups", "groups isn't JSON, or not of the form that is read")
    if breakout and parse_int(x.raw("sequence")) is None:
        return x.say("http-500-create-sequence", "isBreakout is true and sequence isn't a number")
    return None


def _make(x: Exchange) -> Reply:
    """Make the meeting, unless something in the body or another meeting is in the way.

    Fact: 2.7 reads the body of a new meeting only, and once it is made.
    """
    late = x.settings.body_read_late
    documents = None if late else read_documents(x)
    if isinstance(documents, Reply):
        return documents
    if documents is not None and (refused := _override(x, documents)):
        return refused
    wanted = x.raw("meetingID")
    existing = next((m for m in x.world.live() if wanted in (m.meeting_id, m.given_internal_id)), None)
    if existing is not None:
        return _existing(x, existing)
    bridges = {b for m in x.world.live() for b in (m.voice_bridge, m.web_voice) if b}
    if {x.raw("voiceBridge"), x.raw("webVoice")} & bridges:
        return x.say("nonUniqueVoiceBridge", "another meeting uses the voice bridge")
    meeting = _new(x, bridges)
    x.world.meetings.append(meeting)
    x.world.happened.append(Happening("meeting-created", meeting))
    if documents is None and "presentation" not in meeting.disabled_features:
        documents = read_documents(x)
        if isinstance(documents, Reply):
            return documents
        if documents.breaks:
            raise Crash("the URL of a document has a broken escape in its last part; the meeting was made before")
    meeting.documents = documents.count if documents else 0
    return success.created(x, meeting)


def _existing(x: Exchange, meeting: Meeting) -> Reply:
    """The ID is in use. Fact: both passwords are equal, or both are absent or empty."""
    given = (x.raw("attendeePW"), x.raw("moderatorPW"))
    if given == (meeting.attendee_pw, meeting.moderator_pw) or not any(given):
        return success.duplicate(x, meeting)
    return x.say("idNotUnique", "the meeting has not ended, and the passwords are not its own")


def _override(x: Exchange, found: Documents) -> Reply | None:
    """The strict check of client settings; what the settings file of a release holds is not modeled."""
    override, settings = found.client_settings, x.settings
    if override is None or not settings.client_settings_override:
        return None
    if not settings.allow_override_client_settings_on_create_call:
        x.request.note("the module clientSettingsOverride is passed over, since the server does not allow it")
        return None
    if not settings.client_settings_override_strict_validation:
        return None
    if not is_json(override):
        return x.say("client-settings-override", "the client settings override isn't JSON")
    return not_modeled("which client settings a release knows")


def _new(x: Exchange, bridges: set[str]) -> Meeting:
    """A meeting made from the parameters. Unusable values give way to defaults without a word."""
    world, settings = x.world, x.settings
    breakout, given = parse_boolean(x.raw("isBreakout")), x.raw("meetingID") or ""
    parent = found(x, x.raw("parentMeetingID")) if breakout else None
    without_session = x.raw("allowRequestsWithoutSession")
    return Meeting(
        meeting_id=breakout_id(parent.internal_id, given, x.raw("sequence") or "") if parent else given,
        given_internal_id=given if parent else "",
        name=sanitize(x.raw("name") or ""),
        create_time=world.clock.now,
        attendee_pw=x.raw("attendeePW") or world.chance.word("password", 8),
        moderator_pw=x.raw("moderatorPW") or world.chance.word("password", 8),
        voice_bridge=x.raw("voiceBridge") or _free_bridge(x, bridges),
        web_voice=x.raw("webVoice") or "",
        parent=parent,
        sequence=parse_int(x.raw("sequence")) or 0 if breakout else 0,
        is_breakout=breakout,
        free_join=breakout and parse_boolean(x.raw("freeJoin")),
        record=parse_boolean(x.raw("record")) and not settings.disable_recording_default,
        duration=_number(x, "duration", 0),
        max_users=_number(x, "maxParticipants", settings.default_max_users),
        guest_policy=x.raw("guestPolicy") or settings.default_guest_policy,
        authenticated_guest=(x.get("authenticatedGuest") or "true").lower() == "true",
        without_session=parse_boolean(without_session) if without_session else settings.allow_requests_without_session,
        disabled_features=_disabled_features(x, breakout),
        metadata={m[1].lower(): values[0] for name, values in x.request.raw.items() if (m := _META.fullmatch(name))},
        dial_number=x.raw("dialNumber") or "613-555-1234",
        ended_url=x.raw("meetingEndedURL") or "",
        keep_events=parse_boolean(x.raw("meetingKeepEvents")),
        starts_recording=parse_boolean(x.raw("autoStartRecording")),
    )


def _disabled_features(x: Exchange, breakout: bool) -> frozenset[str]:
    """The features that a meeting lacks: those of the server and of the request, without the excluded ones.

    Facts: the names of the excluded ones are taken with their blanks. Breakout rooms have no dashboard.
    """
    named = f"{x.settings.disabled_features},{x.raw('disabledFeatures') or ''}"
    excluded = (x.raw("disabledFeaturesExclude") or "").split(",")
    left = {name.strip() for name in named.split(",")} - {"", *excluded}
    return frozenset(left | {"learningDashboard"} if breakout else left)


def _free_bridge(x: Exchange, bridges: set[str]) -> str:
    """A random voice bridge that no meeting uses. Fact: after ten tries the server takes what it has."""
    for _ in range(10):
        bridge = x.world.chance.number("voice", 5)
        if bridge not in bridges:
            break
    return bridge


def _number(x: Exchange, name: str, default: int) -> int:
    value = parse_int(x.raw(name))
    return default if value is None else value
