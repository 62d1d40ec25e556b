"""HTTP 502: nginx runs, but nothing answers behind it."""

# stub: fault=html502

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getMeetings")  # while bbb-web is down
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

from bbb_api import Client, Response, RetryLater


def patiently(bbb: Client, call: str, /, **params: str) -> Response:
    """Make a call that may be repeated; wait longer each time."""
    for pause in (10, 30, 60):
        try:
            return bbb.call(call, **params)
        except RetryLater:
            print(f"not there, again in {pause} s")
            time.sleep(pause)
    return bbb.call(call, **params)


with Client.from_env() as bbb:
    # A restart forgets all meetings, so create before you join
    response = patiently(bbb, "create", meetingID="geometry-1", name="Geometry I")
    print(response.get("meetingID"), "is there")
# [end:fix]
