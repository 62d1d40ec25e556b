"""No answer at all: whether the server carried out the request is open."""

# stub[trigger]: fault=slow slow_seconds=0.5
# stub[fix]: fault=truncated

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env(timeout=0.2) as bbb:  # seconds; far too short
    try:
        bbb.call("create", meetingID="geometry-1", name="Geometry I")
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

from bbb_api import Client, Response, RetryLater


def create(bbb: Client, **params: str) -> Response:
    """Create a meeting; repeat it with the same parameters, for the first one may have worked."""
    for pause in (5, 20, 60):
        try:
            return bbb.call("create", **params)
        except RetryLater as error:
            print(f"{error.message}; again in {pause} s")
            time.sleep(pause)
    return bbb.call("create", **params)


with Client.from_env(timeout=60) as bbb:
    response = create(bbb, meetingID="geometry-1", name="Geometry I")
    print("it was there already" if response.warning else "created")
# [end:fix]
