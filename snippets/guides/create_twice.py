"""Create the same meeting again: as it is, with another name, with a password."""

from bbb_api import Client, FixRequest

with Client.from_env() as bbb:
    first = bbb.call("create", meetingID="geometry-1", name="Geometry I")
    again = bbb.call("create", meetingID="geometry-1", name="Geometry II")
    print("warnings:", first.warning, again.warning)

    for name in ("createTime", "moderatorPW"):
        print(name, "is the same:", first.get(name) == again.get(name))
    print("name:", bbb.call("getMeetingInfo", meetingID="geometry-1").get("meetingName"))

    try:
        bbb.call("create", meetingID="geometry-1", name="Geometry I", moderatorPW="other-word")
    except FixRequest as error:
        print("with a password:", error.key)
