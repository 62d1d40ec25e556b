"""Tell an ended meeting from one that the server does not know."""

import time

from bbb_api import Client, Refused


def state(bbb: Client, meeting_id: str) -> str:
    """Say what a user who wants to join may expect."""
    try:
        info = bbb.call("getMeetingInfo", meetingID=meeting_id)
    except Refused as error:
        if error.key == "notFound":
            return "unknown"
        raise
    if info.get("hasBeenForciblyEnded") == "true":
        return "ended"
    return "running" if info.get("running") == "true" else "open, and nobody is there"


with Client.from_env() as bbb:
    print("before create:", state(bbb, "geometry-1"))
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    print("after create:", state(bbb, "geometry-1"))
    bbb.call("end", meetingID="geometry-1")
    time.sleep(10)
    print("after end:", state(bbb, "geometry-1"))
