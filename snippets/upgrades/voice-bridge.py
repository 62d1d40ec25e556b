"""Ask for a voice bridge, and take the server's choice if it is in use."""

from bbb_api import BBBError, Client


def create(bbb: Client, meeting_id: str, name: str, bridge: int) -> str:
    """Create a meeting; say which bridge it has."""
    try:
        bbb.call("create", meetingID=meeting_id, name=name, voiceBridge=bridge)
    except BBBError as error:
        if error.key != "nonUniqueVoiceBridge":
            raise
        bbb.call("create", meetingID=meeting_id, name=name)
        return "a bridge of the server's choice"
    return f"bridge {bridge}"


with Client.from_env() as bbb:
    print(create(bbb, "geometry-1", "Geometry I", 70757))
