"""nonUniqueVoiceBridge: another meeting uses the voice bridge."""

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    for meeting in "geometry-1", "geometry-2":
        response = bbb.call("create", meetingID=meeting, name="Geometry")  # no voiceBridge
        print(meeting, "can be dialed under", response.get("voiceBridge"))
# [end:fix]
