"""Check the keys in your own code: misspelled, never sent, or not handled yet."""

import json
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path


class MyKey(StrEnum):
    """The keys that my program handles."""

    WRONG_CHECKSUM = "checksumError"
    NO_MEETING = "notFound"
    FULL = "maxParticipantReached"
    WRONG_MEETING = "invalidMeetingIdentifier"


reference = json.loads(Path("errors.json").read_text(encoding="utf-8"))
by_key = {error["key"]: error for error in reference["errors"] if error["key"]}

for key in MyKey:
    if key not in by_key:
        print(f"{key}: no such key; near: {', '.join(get_close_matches(key, by_key)) or 'none'}")
    elif by_key[key]["status"] == "never sent":
        instead = " / ".join(item["send"] for item in by_key[key]["sent_instead"])
        print(f"{key}: never sent; what comes: {instead}")

unhandled = [key for key, error in by_key.items() if error["status"] == "sent" and key not in set(MyKey)]
print(f"{len(unhandled)} keys that are sent have no case of their own")
