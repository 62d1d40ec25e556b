"""HTTP 500: an error page in place of an response, here for a join without fullName."""

# [start:fix]
from bbb_api import Client

form = {"name": " ", "create_time": ""}  # what a user has sent you

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    user = {
        "meetingID": "geometry-1",
        "fullName": form["name"].strip() or "Guest",  # always there, never empty
        "role": "VIEWER",
        "createTime": form["create_time"] or None,  # None leaves it out; empty, it is HTTP 500
    }
    print(bbb.call("join", **user, redirect=False).message)
# [end:fix]
