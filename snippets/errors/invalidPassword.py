"""invalidPassword: the password is too short or too long."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("create", meetingID="geometry-1", name="Geometry I", moderatorPW="x")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

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
