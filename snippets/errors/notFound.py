"""notFound: the meeting or the recordings are not there."""

# [start:fix]
from bbb_api import Client, Refused


def end(bbb: Client, meeting_id: str) -> str:
    """End a meeting. If it is not there, that is done already."""
    try:
        return bbb.call("end", meetingID=meeting_id).key
    except Refused as error:
        if error.key != "notFound":
            raise
        return "not there, so nothing to end"


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for meeting_id in ("geometry-1", "no-such-meeting"):
        print(f"{meeting_id}: {end(bbb, meeting_id)}")
# [end:fix]
