"""Add subtitles to a recording."""

import httpx

from bbb_api import Client

ALGEBRA = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
captions = b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nWillkommen!\n"

# httpx only builds the form here. The client sends it, and reads the response.
form = httpx.Request("POST", "", files={"file": ("subtitles_de.vtt", captions, "text/vtt")})

with Client.from_env() as bbb:
    params = {"recordID": ALGEBRA, "kind": "subtitles", "lang": "de_DE", "label": "Deutsch"}
    response = bbb.post("putRecordingTextTrack", params, form.read(), form.headers["Content-Type"])
    print(response.returncode, response.key)
