"""isMeetingRunning, end, getMeetingInfo, getMeetings, getSessions."""

from __future__ import annotations

from bbb_stub import checksum, success
from bbb_stub.exchange import Crash, Exchange, Reply, not_modeled
from bbb_stub.passes import passes
from bbb_stub.rules import FORMS, Rule, absent, content_type, length, meeting_id, when
from bbb_stub.state import Meeting


def meeting_exists(x: Exchange) -> bool:
    """The look-up of the rule that a meeting exists."""
    return found(x, x.get("meetingID")) is not None


def found(x: Exchange, meeting_id: str | None) -> Meeting | None:
    """Return the meeting with an ID, as this server looks it up."""
    return x.world.find(meeting_id, tests_empty=x.settings.null_check)


NOT_FOUND = Rule("notFound-meeting", lambda x: not meeting_exists(x), "meetingID is absent or matches no meeting")
FIND = (content_type(FORMS), NOT_FOUND, *meeting_id(size="sizeError-meetingID-hidden"))
END = (*FIND, length("invalidPassword-length", "password", 2, 64, empty_passes=True))
QUERY = Rule(
    "validationError-query-string",
    lambda x: x.settings.query_string_rule == "on" and not checksum.signed_text(x.request, x.settings),
    "there is neither a query string nor a parameter besides the checksum",
)
LIST = (content_type(FORMS), QUERY)
MISSING_ID = when(absent("missingParamMeetingID-absent", "meetingID"), lambda x: x.settings.missing_param_keys)
RUNNING = (content_type(FORMS), *meeting_id(), MISSING_ID)


def is_meeting_running(x: Exchange) -> Reply:
    """Answer isMeetingRunning. An unknown meeting is no error."""
    if refused := passes(x, RUNNING):
        return refused
    wanted = x.raw("meetingID")
    if wanted is None and not x.settings.null_check:
        return x.say("http-500-no-meetingid", "meetingID is absent, and the look-up does not test for that")
    return success.running(x, x.world.running(found(x, wanted)))


def end(x: Exchange) -> Reply:
    """Answer end. The password is not compared with anything; the meeting ends a little later."""
    if refused := passes(x, END):
        return refused
    meeting = found(x, x.raw("meetingID"))
    if meeting is None:
        raise Crash("the rules found a meeting for the cleaned meetingID, and there is none for the one that was sent")
    if meeting.asked_to_end is None:
        meeting.asked_to_end = x.world.clock.now
        x.world.tick(x.settings.end_delay, x.settings.forget_after, x.settings.recording_delay)
    return x.say("sentEndMeetingRequest", "the meeting is known")


def get_meeting_info(x: Exchange) -> Reply:
    """Answer getMeetingInfo. Fact: of a repeated meetingID it takes the first, like the rules."""
    if refused := passes(x, FIND):
        return refused
    meeting = found(x, x.request.raw["meetingID"][0] if "meetingID" in x.request.raw else None)
    if meeting is None:
        raise Crash("the rules found a meeting for the cleaned meetingID, and there is none for the one that was sent")
    return success.meeting_info(x, meeting)


def get_meetings(x: Exchange) -> Reply:
    """Answer getMeetings."""
    return passes(x, LIST) or _no_query(x) or success.meetings(x)


def get_sessions(x: Exchange) -> Reply:
    """Answer getSessions."""
    return passes(x, LIST) or _no_query(x) or success.sessions(x)


def _no_query(x: Exchange) -> Reply | None:
    """Say of an empty query string that nobody knows what becomes of it, where that is so."""
    if x.request.query or x.settings.query_string_rule != "unknown":
        return None
    return not_modeled(f"whether BigBlueButton {x.settings.release} refuses an empty query string here is not known")
