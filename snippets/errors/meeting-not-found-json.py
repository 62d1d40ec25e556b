"""Meeting not found, in JSON: the session is good, but its meeting is not running."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I", allowRequestsWithoutSession=True)
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "MODERATOR"}
    token = bbb.call("join", **ada, redirect=False).get("session_token")
    try:
        bbb.call("learningDashboard", sessionToken=token)  # before Ada's client has connected
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client


def may_ask(bbb: Client, meeting_id: str) -> bool:
    """Tell whether learningDashboard and getJoinUrl can be answered now."""
    return bbb.call("isMeetingRunning", meetingID=meeting_id).get("running") == "true"


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for meeting_id in ("geometry-1", "physics-1"):  # the second is a running one of your own
        print(meeting_id, "ask now" if may_ask(bbb, meeting_id) else "do not ask", sep=": ")
# [end:fix]
