"""duplicateWarning: the meeting exists already, and was kept."""

# stub[fix]: end_delay=3

# [start:fix]
import time

from bbb_api import Client, Response


def create_anew(bbb: Client, meeting_id: str, **settings: str) -> Response:
    """Create a meeting; one that runs with older settings is ended first."""
    response = bbb.call("create", meetingID=meeting_id, **settings)
    if response.warning:  # the old meeting was kept, and the settings were ignored
        bbb.call("end", meetingID=meeting_id)
    for _ in range(10):
        if not response.warning:
            return response
        time.sleep(2)  # end answers before the meeting is gone
        response = bbb.call("create", meetingID=meeting_id, **settings)
    raise TimeoutError(f"{meeting_id} does not end")


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    response = create_anew(bbb, "geometry-1", name="Geometry, second part")
    print(response.returncode, response.warning)
    print(bbb.call("getMeetingInfo", meetingID="geometry-1").get("meetingName"))
# [end:fix]
