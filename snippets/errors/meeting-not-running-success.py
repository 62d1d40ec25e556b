"""isMeetingRunning says false, even for an unknown meeting."""

# [start:trigger]
from bbb_api import Client

with Client.from_env() as bbb:
    response = bbb.call("isMeetingRunning", meetingID="no-such-meeting")
    print(response.returncode, response.key, f"running {response.get('running')}", sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client, Refused


def state(bbb: Client, meeting_id: str) -> str:
    """Say what isMeetingRunning does not."""
    try:
        info = bbb.call("getMeetingInfo", meetingID=meeting_id)
    except Refused as error:
        return f"not there ({error.key})"
    if info.get("hasBeenForciblyEnded") == "true":
        return "ended"
    return "running" if info.get("running") == "true" else "there, and nobody in it"


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for meeting_id in ("geometry-1", "no-such-meeting"):
        print(meeting_id, state(bbb, meeting_id), sep=": ")
# [end:fix]
