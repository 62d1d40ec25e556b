"""Ask for text tracks three times: one call, answers in XML and in JSON."""

import httpx

from bbb_api import BBBError, Client, parse

ALGEBRA = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own

with Client.from_env() as bbb:
    for record_id in ("", "no-such-recording", ALGEBRA):
        response = httpx.get(bbb.url("getRecordingTextTracks", recordID=record_id), timeout=10)
        form = response.headers["content-type"].partition(";")[0]
        try:
            answer = parse("getRecordingTextTracks", response.status_code, response.content)
            print(form, [(track["kind"], track["lang"]) for track in answer.data["tracks"]])
        except BBBError as error:
            print(form, error.key)
