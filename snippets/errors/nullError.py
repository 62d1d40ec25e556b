"""nullError: a required parameter is absent."""

# [start:fix]
from bbb_api import Client, Response, Value


def create(bbb: Client, meeting_id: str, name: str, **options: Value) -> Response:
    """Create a meeting. Without a name, Python complains before the server has to."""
    return bbb.call("create", meetingID=meeting_id, name=name, **options)


def send_chat_message(bbb: Client, meeting_id: str, user_name: str, message: str) -> Response:
    """Write into the public chat of a running meeting."""
    params = {"meetingID": meeting_id, "userName": user_name, "message": message}
    return bbb.call("sendChatMessage", **params)


with Client.from_env() as bbb:
    print("create:", create(bbb, "geometry-1", "Geometry I", record=True).returncode)
    running = "physics-1"  # one of your own, with somebody in it
    print("chat:", send_chat_message(bbb, running, "Bot", "Five minutes left.").returncode)
# [end:fix]
