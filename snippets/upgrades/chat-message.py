"""Send a chat message, if the server can do it and somebody is there."""

from bbb_api import BBBError, Client


def say(bbb: Client, meeting_id: str, text: str) -> str:
    """Say something in a meeting; raises ValueError if ID or text are missing."""
    if not meeting_id or not text:
        raise ValueError("a message needs a meeting and a text")
    try:
        bbb.call("sendChatMessage", meetingID=meeting_id, message=text, userName="Office")
    except BBBError as error:
        if error.status == 404:
            return "this server cannot do it"
        if error.key == "meetingNotFound":
            return "nobody is there"
        raise
    return "said"


with Client.from_env() as bbb:
    for meeting_id in ("physics-1", "algebra-1"):
        print(meeting_id, say(bbb, meeting_id, "Five minutes left"), sep=": ")
