"""missingParamFullName: the user's name is empty."""

# [start:fix]
from bbb_api import Client


def join_link(bbb: Client, meeting_id: str, typed: str) -> str:
    """Return the link by which a user joins, or refuse a name that shows nothing."""
    if not any(c.isprintable() and not c.isspace() for c in typed):
        raise ValueError("Please enter your name.")
    return bbb.url("join", meetingID=meeting_id, fullName=typed.strip(), role="VIEWER")


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    for typed in (" \t", "Ada Lovelace"):
        try:
            link = join_link(bbb, "geometry-1", typed)
        except ValueError as error:
            print(error)
        else:
            print("Send the browser to", link.partition("&checksum=")[0])
# [end:fix]
