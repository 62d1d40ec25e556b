"""insertDocument: bring documents into a running meeting."""

from __future__ import annotations

from bbb_stub.body import read_documents
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.passes import passes
from bbb_stub.rules import XML, content_type, meeting_id

RULES = (content_type(XML), *meeting_id())


def insert_document(x: Exchange) -> Reply:
    """Answer insertDocument."""
    if refused := passes(x, RULES):
        return refused
    wanted = x.get("meetingID")
    if wanted is None and not x.settings.null_check:
        return x.say("http-500-no-meetingid", "meetingID is absent, and the look-up does not test for that")
    meeting = x.world.find(wanted)
    if meeting is None:
        shown = "null" if wanted is None else x.request.raw["meetingID"]
        return x.say("meeting-with-id-not-found", "meetingID matches no meeting", meetingID=shown)
    found = read_documents(x)
    if isinstance(found, Reply):
        return found
    if "presentation" in meeting.disabled_features:
        if not x.settings.insert_document_disabled_text:
            return x.say("http-500-insertdocument-disabled", "presentations are disabled in the meeting")
        return x.say("presentation-feature-is-disabled", "presentations are disabled in the meeting")
    if not found.has_module:
        if not x.settings.insert_document_no_module_key:
            return x.say("http-500-insertdocument-no-module", "the body has no module named presentation")
        return x.say("no-presentation-module", "the body has no module named presentation")
    meeting.documents += found.count
    return x.say("presentation-is-being-uploaded", "the body has a module named presentation")
