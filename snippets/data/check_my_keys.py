"""Check the keys in your own code: misspelled, or never sent."""

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path


class MyKey(StrEnum):
    """The keys that my program handles."""

    WRONG_CHECKSUM = "checksumError"
    NO_MEETING = "notFound"
    FULL = "maxParticipantReached"
    WRONG_MEETING = "invalidMeetingIdentifier"


def problems(keys: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with keys."""
    reference = json.loads(Path("errors.json").read_text(encoding="utf-8"))
    by_key = {error["key"]: error for error in reference["errors"] if error["key"]}
    for key in keys:
        if key not in by_key:
            yield f"{key}: no such key; near: {', '.join(get_close_matches(key, by_key)) or 'none'}"
        elif by_key[key]["status"] != "sent":
            instead = " / ".join(item["send"] for item in by_key[key]["sent_instead"])
            yield f"{key}: {by_key[key]['status']} by 3.0; what comes: {instead or 'not known'}"


print(*problems(MyKey), sep="\n")
