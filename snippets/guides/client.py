"""Create a meeting, and ask about one that does not exist."""

from bbb_api import Client, Refused

with Client.from_env() as bbb:
    response = bbb.call("create", meetingID="geometry-1", name="Geometry I", record=True)
    print(response.returncode, response.get("createTime"), response.warning)

    try:
        bbb.call("getMeetingInfo", meetingID="geometry-2")
    except Refused as error:
        print(error.key, error.message, error.page, sep=" | ")
