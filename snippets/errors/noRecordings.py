"""noRecordings: no recording was found, which need not be an error."""

# [start:fix]
from bbb_api import Client


def recordings(bbb: Client, meeting_id: str) -> list[str]:
    """Return names and states of a meeting's recordings, those in the making too."""
    response = bbb.call("getRecordings", meetingID=meeting_id, state="any")
    found = response.xml.iterfind("recordings/recording")  # no recordings are no error
    return [f"{item.findtext('name')} ({item.findtext('state')})" for item in found]


with Client.from_env() as bbb:
    for meeting_id in ("algebra-1", "history-1", "geometry-1"):  # your own
        print(f"{meeting_id}:", ", ".join(recordings(bbb, meeting_id)) or "no recordings")
# [end:fix]
