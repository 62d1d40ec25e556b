"""Replace a meeting: end it, wait until it is over, create it anew."""

# stub: end_delay=5

# [start:all]
import time

from bbb_api import Client, Refused, Response, Value


def replace(bbb: Client, meeting_id: str, **settings: Value) -> Response:
    """End the meeting, wait until it is over, and create it with these settings."""
    try:
        bbb.call("end", meetingID=meeting_id)
        for _ in range(30):
            info = bbb.call("getMeetingInfo", meetingID=meeting_id)
            if info.get("hasBeenForciblyEnded") == "true":
                break
            time.sleep(2)
        else:
            raise TimeoutError(f"{meeting_id} does not end")
    except Refused as error:
        if error.key != "notFound":  # not there is as good as ended
            raise
    response = bbb.call("create", meetingID=meeting_id, **settings)
    if response.warning:
        raise RuntimeError(f"somebody else has created {meeting_id} in between")
    return response


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    replace(bbb, "geometry-1", name="Geometry II", maxParticipants=25)
    info = bbb.call("getMeetingInfo", meetingID="geometry-1")
    print(info.get("meetingName"), info.get("maxUsers"))
# [end:all]
