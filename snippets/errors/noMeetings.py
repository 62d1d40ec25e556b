"""noMeetings: getMeetings worked, and the list is empty."""

# stub: empty

# [start:fix]
from bbb_api import Client


def meetings(bbb: Client) -> list[str]:
    """Return the IDs of all meetings; noMeetings is an empty list, not an error."""
    response = bbb.call("getMeetings")
    return [item.findtext("meetingID", "") for item in response.xml.iterfind("meetings/meeting")]


with Client.from_env() as bbb:
    print(meetings(bbb))
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    print(meetings(bbb))
# [end:fix]
