"""HTTP 500 because of the body: here captions that are not multipart/form-data."""

# [start:fix]
import httpx

from bbb_api import Client, parse

record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
track = {"recordID": record_id, "kind": "subtitles", "lang": "en", "label": "English"}
file = b"WEBVTT\n\n00:01.000 --> 00:04.000\nGood morning.\n"
if not file.strip():
    raise ValueError("an empty file would be HTTP 500")

with Client.from_env() as bbb:
    url = bbb.url("putRecordingTextTrack", **track)
    reply = httpx.post(url, files={"file": ("en.vtt", file, "text/vtt")}, timeout=30)  # multipart
    response = parse("putRecordingTextTrack", reply.status_code, reply.content)
    print(response.key, response.message, sep=": ")
# [end:fix]
