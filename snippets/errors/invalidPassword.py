"""invalidPassword: the password is too short or too long."""

# [start:fix]
from bbb_api import Client

MEETING = "geometry-1"

with Client.from_env() as bbb:
    # No passwords anywhere: create makes its own, join goes by role, end needs none.
    bbb.call("create", meetingID=MEETING, name="Geometry I")
    params = {"meetingID": MEETING, "fullName": "Emmy Noether", "role": "MODERATOR"}
    print(bbb.call("join", **params, redirect=False).key)
    print(bbb.call("end", meetingID=MEETING).key)
# [end:fix]
