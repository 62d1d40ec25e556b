"""guestDeniedAccess: the guest policy refuses this user."""

# [start:fix]
import json
from urllib.parse import parse_qs, urlsplit

import httpx

from bbb_api import Client

SORRY = "https://school.example.org/sorry"  # a page of yours
TEXTS = {"guestDeniedAccess": "This meeting does not admit guests."}


def reason(landing: str) -> str:
    """Tell the user what the address means on which join ended."""
    errors = json.loads(parse_qs(urlsplit(landing).query)["errors"][-1])
    return TEXTS.get(errors[0]["key"], "You cannot join now. Please ask your teacher.")


with Client.from_env() as bbb:
    room = "geometry-closed"
    bbb.call("create", meetingID=room, name="Geometry", guestPolicy="ALWAYS_DENY")
    user = {"fullName": "Ada Lovelace", "role": "VIEWER"}
    link = bbb.url("join", meetingID=room, **user, errorRedirectUrl=SORRY)
    print(reason(httpx.get(link, timeout=10).headers["location"]))  # as her browser would
# [end:fix]
