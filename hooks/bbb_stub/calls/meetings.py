"""isMeetingRunning, end, getMeetingInfo, getMeetings, getSessions."""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.passes import passes
from bbb_stub.rules import FORMS, Rule, absent, content_type, length, meeting_id, when


def meeting_exists(x: Exchange) -> bool:
    """The look-up of the rule that a meeting exists.

    Fact: older builds look an empty ID up as the beginning of every ID, so it matches if there is any meeting.
    """
    wanted = x.get("meetingID")
    if wanted == "" and not x.settings.empty_id_check:
        return bool(x.world.meetings)
    return x.world.find(wanted) is not None


NOT_FOUND = Rule("notFound-meeting", lambda x: not meeting_exists(x), "meetingID is absent or matches no meeting")
FIND = (content_type(FORMS), NOT_FOUND, *meeting_id(size="sizeError-meetingID-hidden"))
END = (*FIND, length("invalidPassword-length", "password", 2, 64, empty_passes=True))
LIST = (content_type(FORMS),)
MISSING_ID = when(absent("missingParamMeetingID-absent", "meetingID"), lambda x: x.settings.missing_param_keys)
RUNNING = (content_type(FORMS), *meeting_id(), MISSING_ID)


def is_meeting_running(x: Exchange) -> Reply:
    """Answer isMeetingRunning. An unknown meeting is no error."""
    if refused := passes(x, RUNNING):
        return refused
    if x.get("meetingID") is None:
        if not x.settings.null_check:
            return x.say("http-500-no-meetingid", "meetingID is absent, and the look-up does not test for that")
        return not_modeled("isMeetingRunning without meetingID with null_check alone")
    return success.running(x, x.world.running(x.world.find(x.get("meetingID"))))


def end(x: Exchange) -> Reply:
    """Answer end. The password is not compared with anything; the meeting ends a little later."""
    if refused := passes(x, END):
        return refused
    meeting = x.world.find(x.get("meetingID"))
    if meeting is not None and meeting.asked_to_end is None:
        meeting.asked_to_end = x.world.clock.now
        x.world.tick(x.settings.end_delay, x.settings.forget_after)
    return x.say("sentEndMeetingRequest", "the meeting is known")


def get_meeting_info(x: Exchange) -> Reply:
    """Answer getMeetingInfo."""
    if refused := passes(x, FIND):
        return refused
    meeting = x.world.find(x.get("meetingID"))
    return success.meeting_info(x, meeting) if meeting else not_modeled("a meeting found by an empty ID")


def get_meetings(x: Exchange) -> Reply:
    """Answer getMeetings."""
    return passes(x, LIST) or success.meetings(x)


def get_sessions(x: Exchange) -> Reply:
    """Answer getSessions."""
    return passes(x, LIST) or success.sessions(x)
