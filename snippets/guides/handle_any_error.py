"""Call, try again where that helps, log what support needs, and tell the user."""

# stub: fault=truncated

# [start:all]
import logging
import sys
import time

from bbb_api import BBBError, Client, Refused, Response, RetryLater, Value

log = logging.getLogger("conference")
ONCE = {"insertDocument", "join", "putRecordingTextTrack", "sendChatMessage"}
"""Calls that might do their work twice."""


def ask(bbb: Client, call: str, attempts: int = 4, **params: Value) -> Response:
    """Call until there is a response or no sense in trying again; log every failure."""
    attempt = 0
    while True:
        attempt += 1
        try:
            return bbb.call(call, **params)
        except BBBError as error:
            again = isinstance(error, RetryLater) and call not in ONCE and attempt < attempts
            level = logging.WARNING if again else logging.ERROR
            log.log(level, "attempt=%d %s", attempt, details(error))
            if not again:
                raise
        time.sleep(2**attempt)


def details(error: BBBError) -> str:
    """Return what support needs. There is no URL in it, so neither a checksum nor a password."""
    what = f"{type(error).__name__} call={error.call} key={error.key} status={error.status}"
    return f"{what} message={error.message!r} page={error.page}"


def advice(error: BBBError) -> str:
    """Return what to tell the user."""
    match error:
        case BBBError(key="maxParticipantsReached"):
            return "The room is full."
        case BBBError(key="notFound" | "meetingForciblyEnded" | "meetingNotFound"):
            return "There is no such meeting now."
        case RetryLater():
            return "The conference server is busy. Please try again in a minute."
        case Refused():
            return "The conference server says no."
        case _:  # FixRequest, FixSecret, BadResponse: nothing a user can do
            return "This is our mistake. Support has been told."


if __name__ == "__main__":
    log.addHandler(logging.StreamHandler(sys.stdout))  # add %(asctime)s to your format
    with Client.from_env() as bbb:
        try:
            print(ask(bbb, "create", meetingID="geometry-1", name="Geometry I").warning)
            print(ask(bbb, "getMeetingInfo", meetingID="geometry-2").get("meetingName"))
        except BBBError as error:
            print(advice(error))
# [end:all]
