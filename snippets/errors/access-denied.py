"""Access denied: only moderators see the Learning Dashboard."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I", allowRequestsWithoutSession=True)
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "VIEWER"}
    token = bbb.call("join", **ada, redirect=False).get("session_token")
    try:
        bbb.call("learningDashboard", sessionToken=token)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    info = bbb.call("getMeetingInfo", meetingID="physics-1")  # a running meeting of your own

for user in info.xml.iterfind("attendees/attendee"):
    is_moderator = user.findtext("role") == "MODERATOR"
    link = "sees the link to the dashboard" if is_moderator else "does not see it"
    print(user.findtext("fullName"), link)
# [end:fix]
