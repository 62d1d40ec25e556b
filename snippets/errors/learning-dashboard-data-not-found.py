"""Learning Dashboard data not found: all checks were passed, but the server has no data yet."""

# stub[trigger]: serverURL=

# [start:trigger]
import httpx

from bbb_api import BBBError, Client

with httpx.Client() as http:  # it keeps the cookie of join, as a browser does
    bbb = Client.from_env(http=http)
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "MODERATOR"}
    joined = bbb.call("join", **ada, redirect=False)
    httpx.get(joined.get("url"), timeout=10)  # on a real server, open it in a browser
    try:
        bbb.call("learningDashboard", sessionToken=joined.get("session_token"))
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

import httpx

from bbb_api import Client, Refused

# Cookie and session token from the browser of a moderator who is in a running meeting
with httpx.Client(cookies={"JSESSIONID": "5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"}) as http:
    bbb = Client.from_env(http=http)
    for minute in (1, 2, 3):
        try:
            response = bbb.call("learningDashboard", sessionToken="moderatortoken01")
            print(f"minute {minute}: {response.returncode}")
            break
        except Refused as error:
            print(f"minute {minute}: {error.message}")
            time.sleep(60)
    else:
        print("look on the server for learning_dashboard_data.json of this meeting")
# [end:fix]
