"""List the recordings of two meetings. That there are none is no error."""

from bbb_api import Client

with Client.from_env() as bbb:
    for meeting_id in ("algebra-1", "geometry-1"):  # two of your own
        response = bbb.call("getRecordings", meetingID=meeting_id)
        print(meeting_id, response.returncode, response.key)
        found = response.xml.findall("recordings/recording") if response.xml is not None else []
        for recording in found:
            print("-", recording.findtext("name"), recording.findtext("state"))
