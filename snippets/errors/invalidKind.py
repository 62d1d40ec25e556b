"""invalidKind: the kind of text track is unknown."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
    params = {"recordID": record_id, "kind": "subtitle", "lang": "en"}
    try:
        bbb.post("putRecordingTextTrack", params)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import httpx

from bbb_api import Client, parse

RECORD_ID = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
TRACK = b"WEBVTT\n\n00:01.000 --> 00:03.000\nWelcome to Algebra I.\n"
KINDS = {"subtitle": "subtitles", "caption": "captions"}


def kind_of(word: str) -> str:
    """Turn a user's word into the one the server takes; a KeyError means there is none."""
    return KINDS[word.strip().lower().removesuffix("s")]


with Client.from_env() as bbb:
    kind = kind_of("Subtitle")
    url = bbb.url("putRecordingTextTrack", recordID=RECORD_ID, kind=kind, lang="en")
    response = httpx.post(url, files={"file": ("en.vtt", TRACK, "text/vtt")}, timeout=10)
    answer = parse("putRecordingTextTrack", response.status_code, response.content)
    print(kind, answer.key)
# [end:fix]
