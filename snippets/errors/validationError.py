"""validationError: a value has the wrong form."""

# [start:fix]
import re

from bbb_api import Client


def clean_id(text: str) -> str:
    """Take control characters and outer blanks off, as the server does, and refuse a comma."""
    meeting_id = re.sub(r"[\x00-\x1f\x7f]", "", text).strip()
    if not meeting_id or "," in meeting_id:
        raise ValueError(f"no meeting ID: {text!r}")
    return meeting_id


with Client.from_env() as bbb:
    response = bbb.call(
        "create",
        meetingID=clean_id(" geometry-1\n"),
        name="Geometry I",
        record=True,  # is sent as true
        voiceBridge=None,  # is not sent at all
    )
    print(response.returncode, response.get("meetingID"))
# [end:fix]
