"""noCaptionsFound: the captions index cannot be read."""

# [start:trigger]
from bbb_api import BBBError, Client

# The recording needs a captions folder on the server, without a readable captions.json.
with Client.from_env() as bbb:
    record_id = "3c5e7a9b1d2f4c6e8a0b2d4f6c8e0a1b3d5f7c9e-1795414800000"  # one of your own
    try:
        bbb.call("getRecordingTextTracks", recordID=record_id)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
from bbb_api import Client, Refused

RECORD_IDS = (  # your own
    "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000",
    "3c5e7a9b1d2f4c6e8a0b2d4f6c8e0a1b3d5f7c9e-1795414800000",
)


def tracks(bbb: Client, record_id: str) -> list[dict[str, str]]:
    """Return the text tracks of a recording; without any, it can still be played."""
    try:
        return bbb.call("getRecordingTextTracks", recordID=record_id).data["tracks"]
    except Refused as error:
        if error.key not in ("noCaptionsFound", "noRecordings"):
            raise
        return []


with Client.from_env() as bbb:
    for record_id in RECORD_IDS:
        labels = [track["label"] for track in tracks(bbb, record_id)]
        print(f"{record_id[:8]}…", ", ".join(labels) or "no captions for now")
# [end:fix]
