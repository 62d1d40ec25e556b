"""emptyError: the meeting name is empty."""

# [start:fix]
from bbb_api import Client


def meeting_name(typed: str, meeting_id: str) -> str:
    """Return what the user typed, or the meeting's ID if that is no name."""
    name = typed.strip()
    return name if 2 <= len(name) <= 256 else meeting_id


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name=meeting_name("  ", "geometry-1"))
    info = bbb.call("getMeetingInfo", meetingID="geometry-1")
    print("The meeting is called", info.get("meetingName"))
# [end:fix]
