"""successfullyJoined: join let the user in and hands out a session."""

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-1", name="Geometry I")

    # The user's browser calls join itself; then session and cookie are its own
    link = bbb.url("join", meetingID="geometry-1", fullName="Ada", role="VIEWER")
    print("redirect the browser to", link.partition("&checksum=")[0], "…")

    # In the meeting is who has loaded the client
    info = bbb.call("getMeetingInfo", meetingID="geometry-1")
    print("users in the meeting:", info.get("participantCount"))
# [end:fix]
