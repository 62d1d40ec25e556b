"""duplicateWarning: the meeting exists already, and was kept."""

# stub[fix]: end_delay=3

# [start:trigger]
from bbb_api import Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="topology-1", name="Topology I")
    answer = bbb.call("create", meetingID="topology-1", name="Topology, second part")
    print(answer.returncode, answer.key, answer.message, sep=" | ")
    print(bbb.call("getMeetingInfo", meetingID="topology-1").get("meetingName"))
# [end:trigger]

# [start:fix]
import time

from bbb_api import Answer, Client


def create_anew(bbb: Client, meeting_id: str, **settings: str) -> Answer:
    """Create a meeting; one that runs with older settings is ended first."""
    answer = bbb.call("create", meetingID=meeting_id, **settings)
    if answer.warning:  # the old meeting was kept, and the settings were ignored
        bbb.call("end", meetingID=meeting_id)
    for _ in range(10):
        if not answer.warning:
            return answer
        time.sleep(2)  # end answers before the meeting is gone
        answer = bbb.call("create", meetingID=meeting_id, **settings)
    raise TimeoutError(f"{meeting_id} does not end")


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    answer = create_anew(bbb, "geometry-1", name="Geometry, second part")
    print(answer.returncode, answer.warning)
    print(bbb.call("getMeetingInfo", meetingID="geometry-1").get("meetingName"))
# [end:fix]
