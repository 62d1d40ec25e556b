"""mismatchCreateTimeParam: the link belongs to an earlier session."""

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
