"""maxParticipantsReached: the meeting is full."""

# stub: serverURL=

# [start:trigger]
import httpx

from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-full", name="Geometry", maxParticipants=1)
    room = {"meetingID": "geometry-full", "role": "VIEWER"}
    link = bbb.url("join", **room, fullName="Ada Lovelace", userID="ada")
    # The stub takes this for a browser. With a real server, open the link in one.
    httpx.get(link, follow_redirects=True, timeout=10)
    try:
        bbb.call("join", **room, fullName="Max Born", userID="max")
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client, RetryLater

ROOM = {"meetingID": "geometry-full", "role": "VIEWER"}


def try_join(bbb: Client, name: str, user_id: str) -> str:
    """Join with an ID that stays the same for this person, so coming back takes no new place."""
    try:
        bbb.call("join", **ROOM, fullName=name, userID=user_id, redirect=False)
    except RetryLater as error:
        if error.key != "maxParticipantsReached":
            raise
        return "the room is full, please try again in a minute"
    return "welcome"


with Client.from_env() as bbb:
    bbb.call("create", meetingID="geometry-full", name="Geometry", maxParticipants=1)
    link = bbb.url("join", **ROOM, fullName="Ada Lovelace", userID="ada")
    httpx.get(link, follow_redirects=True, timeout=10)  # with a real server, use a browser
    print("Ada, in a second tab:", try_join(bbb, "Ada Lovelace", "ada"))
    print("Max:", try_join(bbb, "Max Born", "max"))
# [end:fix]
