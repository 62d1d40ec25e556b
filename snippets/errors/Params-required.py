"""Params required: no valid role, and no matching password."""

# [start:fix]
from bbb_api import Client


def join_params(meeting_id: str, name: str, teaches: bool) -> dict[str, str]:
    """Let a valid role decide; the password is then not looked at."""
    role = "MODERATOR" if teaches else "VIEWER"
    return {"meetingID": meeting_id, "fullName": name, "role": role}


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for name, teaches in ("Emmy Noether", True), ("Ada Lovelace", False):
        params = join_params("geometry-1", name, teaches)
        link = bbb.url("join", **params)  # redirect the user's browser to this
        response = bbb.call("join", **params, redirect=False)  # only to see that it works
        print(params["role"], response.key)
# [end:fix]
