"""parentMeetingIDMissing: a breakout room without a parent."""

# [start:fix]
from bbb_api import Client, Response


def create(bbb: Client, meeting_id: str, name: str, parent: str = "", number: int = 0) -> Response:
    """Send isBreakout only together with the parent and a number."""
    extra = {"isBreakout": True, "parentMeetingID": parent, "sequence": number}
    return bbb.call("create", meetingID=meeting_id, name=name, **(extra if parent else {}))


with Client.from_env() as bbb:
    plenum = create(bbb, "geometry-1", "Geometry I")
    group = create(bbb, "geometry-1-a", "Group A", parent="geometry-1", number=1)
    print("parent of the plenum:", plenum.get("parentMeetingID"))
    print("the group has one:", group.get("parentMeetingID") != "bbb-none")
# [end:fix]
