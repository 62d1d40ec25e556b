"""Learning Dashboard disabled for this meeting: create has switched it off."""

# [start:trigger]
import httpx

from bbb_api import BBBError, Client

with httpx.Client() as http:  # it keeps the cookie of join, as a browser does
    bbb = Client.from_env(http=http)
    meeting = {"meetingID": "geometry-1", "name": "Geometry I"}
    bbb.call("create", **meeting, disabledFeatures="learningDashboard")
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "MODERATOR"}
    token = bbb.call("join", **ada, redirect=False).get("session_token")
    try:
        bbb.call("learningDashboard", sessionToken=token)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

without = "chat,learningDashboard"

with Client.from_env() as bbb:
    meeting = {"meetingID": "geometry-1", "name": "Geometry I"}
    bbb.call("create", **meeting, disabledFeatures=without, meta_without=without)

    # Later, before a page shows the link to the dashboard
    info = bbb.call("getMeetingInfo", meetingID="geometry-1")
    features = info.xml.findtext("metadata/without", "").split(",")
    print("dashboard link:", "hidden" if "learningDashboard" in features else "shown")
# [end:fix]
