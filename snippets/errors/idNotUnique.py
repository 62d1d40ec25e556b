"""idNotUnique: the meeting exists with other passwords."""

# [start:trigger]
from secrets import token_urlsafe

from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        for _ in range(2):
            new = {"attendeePW": token_urlsafe(8), "moderatorPW": token_urlsafe(8)}
            bbb.call("create", meetingID="geometry-1", name="Geometry I", **new)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    # Without passwords, a repeated create always finds the meeting; join goes by role.
    first = bbb.call("create", meetingID="geometry-2", name="Geometry II")
    second = bbb.call("create", meetingID="geometry-2", name="Geometry II")
    print(second.returncode, second.warning)
    print("same meeting:", first.get("createTime") == second.get("createTime"))
# [end:fix]
