"""End a meeting, and let getMeetingInfo decide whether it is there."""

from bbb_api import BBBError, Client


def end(bbb: Client, meeting_id: str, moderator_password: str) -> str:
    """End a meeting. 2.4.5 and older want the password, and 2.4.0 to 2.4.5 blame it for an unknown meeting."""
    try:
        bbb.call("getMeetingInfo", meetingID=meeting_id)
    except BBBError as error:
        if error.key != "notFound":
            raise
        return "was not there"
    bbb.call("end", meetingID=meeting_id, password=moderator_password)
    return "is ending"


with Client.from_env() as bbb:
    for meeting_id in ("no-such-meeting", "algebra-1"):
        print(meeting_id, end(bbb, meeting_id, "Vb7wQz2L"))
