"""missingParamRecordID: the record ID is missing."""

# [start:fix]
from bbb_api import Client


def record_ids(bbb: Client, meeting_id: str) -> list[str]:
    """Return the IDs of a meeting's recordings; there may be none."""
    response = bbb.call("getRecordings", meetingID=meeting_id)
    return [item.findtext("recordID") for item in response.xml.iterfind("recordings/recording")]


with Client.from_env() as bbb:
    for meeting_id in ("algebra-1", "geometry-1"):  # your own
        ids = record_ids(bbb, meeting_id)
        if ids:
            response = bbb.call("updateRecordings", recordID=",".join(ids), meta_room="B12")
            print(meeting_id, "updated:", response.get("updated"))
        else:
            print(meeting_id, "has no recordings, so there is nothing to update")
# [end:fix]
