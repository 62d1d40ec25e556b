"""Make sure that a meeting is there, whether the server takes a second create for an error or not."""

from bbb_api import BBBError, Client


def ensure(bbb: Client, meeting_id: str, name: str) -> str:
    """Create a meeting, unless it is there; without passwords, which the server chooses."""
    try:
        response = bbb.call("create", meetingID=meeting_id, name=name)
    except BBBError as error:
        if error.key != "idNotUnique":
            raise
        return f"was there ({error.key})"
    return f"was there ({response.warning})" if response.warning else "is new"


with Client.from_env() as bbb:
    for meeting_id in ("algebra-1", "geometry-1"):
        print(meeting_id, ensure(bbb, meeting_id, "A meeting"))
