"""join ends at an HTML page: the client followed the redirect and read the page behind it."""

# stub: serverURL=

# [start:trigger]
import httpx

from bbb_api import Client

with Client.from_env() as bbb:
    url = bbb.url("join", meetingID="no-such-meeting", fullName="Ada", role="VIEWER")
    reply = httpx.get(url, follow_redirects=True, timeout=30)
    print("first", reply.history[0].status_code)
    print("last", reply.status_code, reply.headers["content-type"])
# [end:trigger]

# [start:fix]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for meeting_id in ("geometry-1", "no-such-meeting"):
        ada = {"meetingID": meeting_id, "fullName": "Ada", "role": "VIEWER"}
        try:
            response = bbb.call("join", **ada, redirect=False)  # follows no redirect
            print(meeting_id, response.status, response.key, sep=" | ")
        except BBBError as error:  # from errors= in the redirect
            print(meeting_id, error.status, error.key, sep=" | ")
# [end:fix]
