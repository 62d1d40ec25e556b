"""paramError: a parameter of putRecordingTextTrack is missing."""

# [start:fix]
import httpx

from bbb_api import Client, parse

RECORD_ID = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
TRACK = b"WEBVTT\n\n00:01.000 --> 00:03.000\nWelcome to Algebra I.\n"

params = {"recordID": RECORD_ID, "kind": "subtitles", "lang": "en", "label": "English"}
if not all(params.values()):
    raise ValueError("an empty value counts as missing")

with Client.from_env() as bbb:
    # All parameters stand in the signed URL, and only the file in the body.
    url = bbb.url("putRecordingTextTrack", **params)
    response = httpx.post(url, files={"file": ("en.vtt", TRACK, "text/vtt")}, timeout=10)
    answer = parse("putRecordingTextTrack", response.status_code, response.content)
    print(answer.returncode, answer.key)
# [end:fix]
