"""mismatchCreateTimeParam: the link belongs to an earlier session."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    made = bbb.call("create", meetingID="geometry-1", name="Geometry I")
    seconds = int(made.get("createTime")) // 1000  # milliseconds are wanted
    user = {"fullName": "Ada Lovelace", "role": "VIEWER"}
    try:
        bbb.call("join", meetingID="geometry-1", **user, createTime=seconds)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client


def join_params(bbb: Client, meeting_id: str, title: str) -> dict[str, str]:
    """Call this at the click, not in advance: the link is for the session of now."""
    made = bbb.call("create", meetingID=meeting_id, name=title)
    return {"meetingID": meeting_id, "createTime": made.get("createTime")}  # unchanged


with Client.from_env() as bbb:
    params = join_params(bbb, "geometry-1", "Geometry I")
    user = {"fullName": "Ada Lovelace", "role": "VIEWER"}
    link = bbb.url("join", **params, **user)  # redirect the user's browser to this
    print(bbb.call("join", **params, **user, redirect=False).key)
# [end:fix]
