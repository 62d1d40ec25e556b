"""Could not find conference: stuns did not accept the session."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("stuns", sessionToken="no-such-token")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client

with httpx.Client(timeout=10) as http:  # it keeps the cookie of join, as a browser does
    bbb = Client.from_env(http=http)
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    ada = {"meetingID": "geometry-1", "fullName": "Ada", "role": "VIEWER"}
    token = bbb.call("join", **ada, redirect=False).get("session_token")

    servers = http.get(bbb.url("stuns", sessionToken=token)).json()  # flat: no response around it
    if servers.get("returncode") == "FAILED":
        print("join again:", servers["message"])
    else:
        print("the session was accepted")
# [end:fix]
