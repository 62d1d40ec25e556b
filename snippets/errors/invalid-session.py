"""Invalid Session: the session token is good, but the cookie of the browser that joined is missing."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb, Client.from_env() as without_cookie:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "MODERATOR"}
    token = bbb.call("join", **ada, redirect=False).get("session_token")
    try:
        without_cookie.call("learningDashboard", sessionToken=token)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client

# Both from the browser of the user who joined; the token alone is not enough
cookies = {"JSESSIONID": "5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"}
session = "moderatortoken01"

with httpx.Client(cookies=cookies) as http:
    response = Client.from_env(http=http).call("learningDashboard", sessionToken=session)
    print("the session was accepted:", response.returncode)
# [end:fix]
