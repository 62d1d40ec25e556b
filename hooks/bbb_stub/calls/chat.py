"""sendChatMessage: put a message into the public chat of a running meeting."""

from __future__ import annotations

from bbb_stub import success
from bbb_stub.calls.meetings import MISSING_ID, found
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.passes import passes
from bbb_stub.rules import absent, length, meeting_id, when
from bbb_stub.state import Happening

RULES = (
    *meeting_id(),
    length("sizeError-message", "message", 1, 500),
    length("sizeError-userName", "userName", 0, 255),
    when(absent("missingParamMessage", "message"), lambda x: x.settings.missing_param_keys),
    when(absent("nullError-message", "message"), lambda x: not x.settings.missing_param_keys),
    MISSING_ID,
)


def send_chat_message(x: Exchange) -> Reply:
    """Answer sendChatMessage. There is no rule on the content type."""
    if refused := passes(x, RULES):
        return refused
    name, message = x.cast("userName") or "System", x.cast("message") or ""
    wanted = x.raw("meetingID")
    if wanted is None and not x.settings.null_check:
        return x.say("http-500-no-meetingid", "meetingID is absent, and the look-up does not test for that")
    meeting = found(x, wanted)
    if meeting is None or not x.world.running(meeting):
        return x.say("meetingNotFound", "no meeting with this ID is running")
    meeting.messages.append((name, message))
    x.world.happened.append(Happening("chat-group-message-sent", meeting, message=(name, message)))
    return success.message_sent(x)
