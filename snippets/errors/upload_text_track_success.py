"""upload_text_track_success: the track lies on the server and waits to be processed."""

# [start:trigger]
import httpx

from bbb_api import Client, parse

with Client.from_env() as bbb:
    record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
    track = {"recordID": record_id, "kind": "subtitles", "lang": "en", "label": "English"}
    file = ("en.vtt", b"WEBVTT\n\n00:01.000 --> 00:04.000\nGood morning.\n", "text/vtt")
    url = bbb.url("putRecordingTextTrack", **track)
    reply = httpx.post(url, files={"file": file}, timeout=30)
    response = parse("putRecordingTextTrack", reply.status_code, reply.content)
    print(response.returncode, response.key, response.message, sep=" | ")
# [end:trigger]

# [start:fix]
import time

from bbb_api import Client, Refused

record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own

with Client.from_env() as bbb:
    for _ in range(20):  # after the upload
        try:
            tracks = bbb.call("getRecordingTextTracks", recordID=record_id).data["tracks"]
        except Refused as error:
            if error.key not in ("noRecordings", "noCaptionsFound"):  # so it is before the first
                raise
            tracks = []
        if any(track["label"] == "English" for track in tracks):
            print("the track is part of the recording; now look at it in playback")
            break
        time.sleep(30)
    else:
        print("not after 10 minutes: could the file be processed?")
# [end:fix]
