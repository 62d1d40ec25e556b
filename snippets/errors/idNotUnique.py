"""idNotUnique: the meeting exists with other passwords."""

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    # Without passwords, a repeated create always finds the meeting; join goes by role.
    first = bbb.call("create", meetingID="geometry-2", name="Geometry II")
    second = bbb.call("create", meetingID="geometry-2", name="Geometry II")
    print(second.returncode, second.warning)
    print("same meeting:", first.get("createTime") == second.get("createTime"))
# [end:fix]
