"""nonUniqueVoiceBridge: another meeting uses the voice bridge."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        for meeting in "geometry-a", "geometry-b":
            bbb.call("create", meetingID=meeting, name="Geometry", voiceBridge="71234")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    for meeting in "geometry-1", "geometry-2":
        response = bbb.call("create", meetingID=meeting, name="Geometry")  # no voiceBridge
        print(meeting, "can be dialed under", response.get("voiceBridge"))
# [end:fix]
