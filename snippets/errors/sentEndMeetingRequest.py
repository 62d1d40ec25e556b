"""sentEndMeetingRequest: the meeting will end, but is not over yet."""

# stub[fix]: end_delay=5

# [start:fix]
import time

from bbb_api import Client, Refused


def is_over(bbb: Client, meeting_id: str) -> bool:
    """Tell whether a meeting has ended."""
    try:
        info = bbb.call("getMeetingInfo", meetingID=meeting_id)
    except Refused as error:
        return error.key == "notFound"
    return info.get("hasBeenForciblyEnded") == "true"


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    bbb.call("end", meetingID="geometry-1")
    while not is_over(bbb, "geometry-1"):
        print("not over yet")
        time.sleep(2)
    response = bbb.call("create", meetingID="geometry-1", name="Geometry I")
    print("created anew" if not response.warning else response.warning)
# [end:fix]
