"""invalidLang: the language is not written as a locale."""

# [start:trigger]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    record_id = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
    params = {"recordID": record_id, "kind": "subtitles", "lang": "english"}
    try:
        bbb.post("putRecordingTextTrack", params)
    except BBBError as error:
        print(type(error).__name__, error.key, error.message, sep=" | ")
# [end:trigger]

# [start:fix]
import re

import httpx

from bbb_api import Client, parse

RECORD_ID = "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000"  # one of your own
TRACK = "WEBVTT\n\n00:01.000 --> 00:03.000\nBem-vindo à Álgebra I.\n".encode()


def locale(tag: str) -> str:
    """Turn a language tag such as pt-br into a locale such as pt_BR."""
    if not re.fullmatch("[A-Za-z]{2}([-_][A-Za-z]{2})?", tag):
        raise ValueError(f"no language tag like pt or pt-BR: {tag!r}")
    return tag[:2].lower() + tag[2:].upper().replace("-", "_")


with Client.from_env() as bbb:
    lang = locale("pt-br")
    url = bbb.url("putRecordingTextTrack", recordID=RECORD_ID, kind="subtitles", lang=lang)
    response = httpx.post(url, files={"file": ("pt.vtt", TRACK, "text/vtt")}, timeout=10)
    answer = parse("putRecordingTextTrack", response.status_code, response.content)
    print(lang, answer.key)
# [end:fix]
