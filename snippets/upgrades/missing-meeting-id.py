"""Check the meeting ID before you call: what a server says of a missing one is different in every line."""

from bbb_api import BBBError, Client


def is_running(bbb: Client, meeting_id: str) -> bool:
    """Whether a meeting is running; raises ValueError without an ID."""
    if not meeting_id.strip():
        raise ValueError("no meeting ID")
    return bbb.call("isMeetingRunning", meetingID=meeting_id).get("running") == "true"


with Client.from_env() as bbb:
    print(is_running(bbb, "physics-1"))
    for meeting_id in (None, ""):  # what a server would say
        try:
            bbb.call("isMeetingRunning", meetingID=meeting_id)
        except BBBError as error:
            print("absent:" if meeting_id is None else "empty:", error.key or f"HTTP {error.status}")
