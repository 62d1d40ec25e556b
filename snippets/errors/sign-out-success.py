"""signOut answers SUCCESS to anything."""

# [start:trigger]
from bbb_api import Client

with Client.from_env() as bbb:
    response = bbb.call("signOut", sessionToken="no-such-token")
    print(response.returncode, response.key, response.message or "no message", sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client

with Client.from_env() as bbb:
    bbb.call("signOut", sessionToken="no-such-token")  # its response proves nothing

    info = bbb.call("getMeetingInfo", meetingID="physics-1")  # a running meeting of your own
    users = [user.findtext("fullName") for user in info.xml.iterfind("attendees/attendee")]
    print("in the meeting:", ", ".join(users) or "nobody")
# [end:fix]
