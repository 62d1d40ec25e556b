"""meetingNotFound: no running meeting takes the chat message."""

# [start:fix]
from bbb_api import Client


def say(bbb: Client, meeting_id: str, message: str) -> bool:
    """Send a chat message if somebody is there to read it; if not, keep it for later."""
    if bbb.call("isMeetingRunning", meetingID=meeting_id).get("running") != "true":
        return False
    bbb.call("sendChatMessage", meetingID=meeting_id, userName="Office", message=message)
    return True


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for meeting in "geometry-1", "physics-1":  # an empty one, and one with people in it
        print(meeting, "sent" if say(bbb, meeting, "Welcome!") else "kept for later")
# [end:fix]
