"""End a meeting, and wait until it is over."""

# stub: end_delay=5

# [start:all]
import time

from bbb_api import Client, Refused, RetryLater


def wait_for_the_end(bbb: Client, meeting_id: str, tries: int = 30, pause: float = 2) -> bool:
    """Return True as soon as the meeting is over, False if it is not after all tries."""
    for _ in range(tries):
        try:
            info = bbb.call("getMeetingInfo", meetingID=meeting_id)
            if info.get("hasBeenForciblyEnded") == "true":
                return True
        except Refused as error:
            if error.key == "notFound":
                return True
            raise
        except RetryLater:
            pass  # that says nothing about the meeting; ask again
        time.sleep(pause)
    return False


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")
    print(bbb.call("end", meetingID="geometry-1").key)
    info = bbb.call("getMeetingInfo", meetingID="geometry-1")
    print("ended at once:", info.get("hasBeenForciblyEnded"))
    print("ended in the end:", wait_for_the_end(bbb, "geometry-1"))
# [end:all]
