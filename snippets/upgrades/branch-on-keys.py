"""Branch on the key: the text is another one in each line."""

from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("getMeetingInfo", meetingID="no-such-meeting")
    except BBBError as error:
        if error.key != "notFound":
            raise
        print("no such meeting:", error.message)
