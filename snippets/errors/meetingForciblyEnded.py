"""meetingForciblyEnded: the meeting was ended, or does not exist."""

# [start:fix]
from bbb_api import Client, Refused


def state(bbb: Client, meeting_id: str) -> str:
    """Ask what the key cannot tell: is the meeting unknown, ended or open?"""
    try:
        info = bbb.call("getMeetingInfo", meetingID=meeting_id)
    except Refused as error:
        if error.key != "notFound":
            raise
        return "unknown"
    return "ended" if info.get("hasBeenForciblyEnded") == "true" else "open"


with Client.from_env() as bbb:
    print("no-such-meeting is", state(bbb, "no-such-meeting"))
    print("history-1 is", state(bbb, "history-1"))  # one of your own
    bbb.call("create", meetingID="geometry-1", name="Geometry I")  # right before join
    print("geometry-1 is", state(bbb, "geometry-1"))
    user = {"fullName": "Ada Lovelace", "role": "VIEWER"}
    print(bbb.call("join", meetingID="geometry-1", **user, redirect=False).key)
# [end:fix]
