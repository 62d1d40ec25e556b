"""Create a breakout room with its parent under both names, and an ordinary meeting without isBreakout."""

from bbb_api import BBBError, Client, Value


def room(parent: str | None, sequence: int) -> dict[str, Value]:
    """Return what makes a meeting a breakout room. 2.6.14 looks for its parent under the second name."""
    return {"isBreakout": True, "parentMeetingID": parent, "parentIdMeetingId": parent, "sequence": sequence}


def create(bbb: Client, meeting_id: str, **more: Value) -> str:
    """Create a meeting; say what became of it."""
    try:
        return bbb.call("create", meetingID=meeting_id, name="Physics in groups", **more).returncode
    except BBBError as error:
        if (error.key or "").lower() == "parentmeetingidmissing":
            return f"names no parent ({error.key})"
        if error.key == "parentMeetingDoesNotExist":
            return "has no parent"
        raise


with Client.from_env() as bbb:
    print("room 1:", create(bbb, "physics-1-room-1", **room("physics-1", 1)))
    print("room 2:", create(bbb, "physics-1-room-2", **room("no-such-meeting", 2)))
    print("room 3:", create(bbb, "physics-1-room-3", **room(None, 3)))
    print("no room:", create(bbb, "geometry-1"))
