"""Bring slides into a meeting, if the server can do it and the meeting is there."""

from lxml import etree

from bbb_api import BBBError, Client


def insert(bbb: Client, meeting_id: str, url: str, filename: str) -> str:
    """Insert a document. The call has no keys to branch on, so getMeetingInfo looks for the meeting."""
    try:
        bbb.call("getMeetingInfo", meetingID=meeting_id)
    except BBBError as error:
        if error.key != "notFound":
            raise
        return "no such meeting"
    modules = etree.Element("modules")
    module = etree.SubElement(modules, "module", name="presentation")
    etree.SubElement(module, "document", url=url, filename=filename)
    try:
        bbb.post("insertDocument", {"meetingID": meeting_id}, etree.tostring(modules), "application/xml")
    except BBBError as error:
        if error.status == 404:
            return "this server cannot do it"
        if error.key is None and error.status in (200, 500):
            return "not accepted"
        raise
    return "accepted"


with Client.from_env() as bbb:
    for meeting_id in ("no-such-meeting", "physics-1", "chemistry-1"):
        print(meeting_id, insert(bbb, meeting_id, "https://files.example.org/slides.pdf", "slides.pdf"), sep=": ")
