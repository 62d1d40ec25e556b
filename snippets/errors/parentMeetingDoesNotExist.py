"""parentMeetingDoesNotExist: the parent of the breakout room is unknown."""

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    # If the parent is there already, this does no harm; if it has ended, it is made anew.
    parent = bbb.call("create", meetingID="geometry-1", name="Geometry I").get("meetingID")
    for number, letter in enumerate("ab", start=1):
        group = {"isBreakout": True, "parentMeetingID": parent, "sequence": number}
        room = bbb.call("create", meetingID=f"{parent}-{letter}", name=f"Group {letter}", **group)
        print(f"Group {letter}: {room.returncode}")
# [end:fix]
