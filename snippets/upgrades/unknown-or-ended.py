"""Take the two keys for an unknown meeting on join for the same thing."""

from bbb_api import BBBError, Client

GONE = {"invalidMeetingIdentifier", "meetingForciblyEnded"}

with Client.from_env() as bbb:
    for meeting_id in ("no-such-meeting", "history-1"):
        params = {"meetingID": meeting_id, "fullName": "Ada Lovelace", "role": "VIEWER", "password": "any"}
        try:
            bbb.call("join", **params)
        except BBBError as error:
            if error.key not in GONE:
                raise
            print(f"{meeting_id} is not there now ({error.key})")
