"""Ask whether a server has a call: one that does not answers HTTP 404."""

from bbb_api import BBBError, Client


def has(bbb: Client, call: str) -> bool:
    """Whether a server has a call that takes POST; any other error means that it has."""
    try:
        bbb.post(call, {"meetingID": "algebra-1"})
    except BBBError as error:
        return error.status != 404
    return True


with Client.from_env() as bbb:
    for call in ("setConfigXML", "setPollXML"):
        print(call, "is there" if has(bbb, call) else "is gone")
