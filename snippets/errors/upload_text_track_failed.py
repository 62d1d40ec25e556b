"""upload_text_track_failed: the text track could not be stored."""

# stub: captionsInboxWritable=false

# [start:trigger]
import httpx

from bbb_api import BBBError, Client, parse

# The server must be unable to write into its captions inbox.
with Client.from_env() as bbb:
    record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
    track = b"WEBVTT\n\n00:01.000 --> 00:03.000\nWelcome to Algebra I.\n"
    url = bbb.url("putRecordingTextTrack", recordID=record_id, kind="subtitles", lang="en")
    response = httpx.post(url, files={"file": ("en.vtt", track, "text/vtt")}, timeout=10)
    try:
        parse("putRecordingTextTrack", response.status_code, response.content)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

import httpx

from bbb_api import Client, RetryLater, parse

RECORD_ID = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
TRACK = b"WEBVTT\n\n00:01.000 --> 00:03.000\nWelcome to Algebra I.\n"

with Client.from_env() as bbb:
    url = bbb.url("putRecordingTextTrack", recordID=RECORD_ID, kind="subtitles", lang="en")

for wait in (0, 300):  # seconds
    time.sleep(wait)
    response = httpx.post(url, files={"file": ("en.vtt", TRACK, "text/vtt")}, timeout=10)
    try:
        answer = parse("putRecordingTextTrack", response.status_code, response.content)
        print(answer.key)
        break
    except RetryLater as error:
        print(f"after {wait} s:", error.key)
else:
    print("Have space and permissions of /var/bigbluebutton/captions/inbox checked.")
# [end:fix]
