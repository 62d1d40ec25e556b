"""Create a meeting with what every line accepts: a clean ID, a name, digits and truth values."""

import re

from bbb_api import BBBError, Client, Response


def create(bbb: Client, meeting_id: str, name: str, **more: str | int | bool) -> Response:
    """Create a meeting; raise ValueError for an ID or a name that some line refuses."""
    meeting_id = re.sub(r"[^A-Za-z0-9_-]+", "-", meeting_id.strip())
    name = name.strip()
    if not (2 <= len(meeting_id) <= 256 and 2 <= len(name) <= 256):
        raise ValueError("ID and name have 2 to 256 characters")
    return bbb.call("create", meetingID=meeting_id, name=name, **more)


with Client.from_env() as bbb:
    print(create(bbb, " geometry,1 ", "Geometry I", voiceBridge=71234, record=True).returncode)
    try:
        print("without a name:", bbb.call("create", meetingID="geometry-2").returncode)
    except BBBError as error:
        print("without a name:", error.key)
