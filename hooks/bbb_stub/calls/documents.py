"""insertDocument: bring documents into a running meeting."""

from __future__ import annotations

from bbb_stub.body import Documents, read_documents
from bbb_stub.calls.meetings import found
from bbb_stub.exchange import Crash, Exchange, Reply
from bbb_stub.passes import passes
from bbb_stub.rules import XML, content_type, meeting_id
from bbb_stub.state import Meeting

RULES = (content_type(XML), *meeting_id())


def insert_document(x: Exchange) -> Reply:
    """Answer insertDocument."""
    if refused := passes(x, RULES):
        return refused
    wanted = x.raw("meetingID")
    if wanted is None and not x.settings.null_check:
        return x.say("http-500-no-meetingid", "meetingID is absent, and the look-up does not test for that")
    meeting = found(x, wanted)
    if meeting is None:
        shown = "null" if wanted is None else wanted
        return x.say("meeting-with-id-not-found", "meetingID matches no meeting", meetingID=shown)
    if x.settings.body_read_late and (refused := _disabled(x, meeting)):
        return refused
    documents = read_documents(x)
    if isinstance(documents, Reply):
        return documents
    return _disabled(x, meeting) or _refused(x, documents) or _take(x, meeting, documents)


def _disabled(x: Exchange, meeting: Meeting) -> Reply | None:
    """What is sent if the meeting has presentations disabled. Fact: 2.7 sees that before it reads the body."""
    if "presentation" not in meeting.disabled_features:
        return None
    if not x.settings.insert_document_disabled_text:
        return x.say("http-500-insertdocument-disabled", "presentations are disabled in the meeting")
    return x.say("presentation-feature-is-disabled", "presentations are disabled in the meeting")


def _refused(x: Exchange, documents: Documents) -> Reply | None:
    """What is in the way of the documents: the body, and then their names.

    Fact: 2.7 wants no module, but fails without a body.
    """
    if not x.settings.insert_document_needs_module:
        if not x.request.document:
            raise Crash("there is no body, and the action that runs then asks for a name that isn't there")
    elif not documents.has_module:
        if not x.settings.insert_document_no_module_key:
            return x.say("http-500-insertdocument-no-module", "the body has no module named presentation")
        return x.say("no-presentation-module", "the body has no module named presentation")
    if documents.bad_name is not None:
        if "insertdocument-invalid-filename" in x.data.responses and x.settings.invalid_filename_check:
            return x.say("insertdocument-invalid-filename", f"no file name can be made of {documents.bad_name!r}")
        if documents.breaks and not x.settings.invalid_filename_check:
            raise Crash("the URL of a document has a broken escape in its last part")
    return None


def _take(x: Exchange, meeting: Meeting, documents: Documents) -> Reply:
    """Take the documents over."""
    meeting.documents += documents.count
    return x.say("presentation-is-being-uploaded", "the body is well-formed, and nothing is in its way")
