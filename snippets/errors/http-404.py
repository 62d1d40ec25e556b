"""HTTP 404: the address does not lead to a call of this server."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getmeetings")  # it is getMeetings
    except BBBError as error:
        print(type(error).__name__, error.key, error.status, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import BBBError, Client


def has_call(bbb: Client, call: str, /, **params: str) -> bool:
    """Tell whether the server knows a call; any response but HTTP 404 means that it does."""
    try:
        bbb.call(call, **params)
    except BBBError as error:
        return error.status != 404
    return True


with Client.from_env() as bbb:
    print("the base URL is right: API", bbb.call("").get("apiVersion"))
    chat = has_call(bbb, "sendChatMessage", meetingID="no-such-meeting", message="Hello")
    print("sendChatMessage:", "there" if chat else "needs a newer server")
    print("setConfigXML:", "there" if has_call(bbb, "setConfigXML") else "gone")
# [end:fix]
