"""userNotFound: the user to join again has no session."""

# [start:fix]
from bbb_api import Client

user = {"meetingID": "geometry-1", "fullName": "Ada Lovelace", "role": "VIEWER"}

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    first = bbb.call("join", **user, userID="ada", redirect=False)  # no existingUserID yet
    internal = first.get("user_id")  # not "ada"
    second = bbb.call("join", **user, existingUserID=internal, redirect=False)
    print(second.key)
# [end:fix]
