"""The bodies of SUCCESS of the recording calls.

getRecordings and the text tracks are shortened in the catalog, so their elements are written here, after the
documentation for 2.7; a 3.0 server may send more.
"""

from __future__ import annotations

import json

from bbb_stub.exchange import Exchange, Reply
from bbb_stub.markup import Element, form, response, word
from bbb_stub.state import Recording


def recordings(x: Exchange, found: list[Recording]) -> Reply:
    """The answer to getRecordings."""
    listed: list[Element] = [("recording", _recording(x, item)) for item in found]
    return x.xml(response(("recordings", listed)), f"{len(listed)} recordings match")


def _recording(x: Exchange, item: Recording) -> list[Element]:
    address = f"{x.server_url}/playback/presentation/2.3/{item.record_id}"
    minutes = str((item.end_time - item.start_time) // 60_000)
    playback: list[Element] = [("format", [("type", "presentation"), ("url", address), ("length", minutes)])]
    return [
        ("recordID", item.record_id),
        ("meetingID", item.meeting_id),
        ("internalMeetingID", item.record_id),
        ("name", item.name),
        ("isBreakout", "false"),
        ("published", word(item.state == "published")),
        ("state", item.state),
        ("startTime", str(item.start_time)),
        ("endTime", str(item.end_time)),
        ("participants", str(item.participants)),
        ("metadata", list(item.metadata.items())),
        ("playback", playback),
    ]


def text_tracks(x: Exchange, item: Recording) -> Reply:
    """The answer to getRecordingTextTracks."""
    tracks = [
        {
            "href": f"{x.server_url}/captions/{item.record_id}/{track.kind}_{track.lang}.vtt",
            "kind": track.kind,
            "label": track.label,
            "lang": track.lang,
            "source": "upload",
        }
        for track in item.tracks
    ]
    body = json.dumps({"response": {"returncode": "SUCCESS", "tracks": tracks}}, separators=(",", ":"))
    return x.json(body, f"the recording has {len(tracks)} text tracks", negotiated=True)


def one_line(x: Exchange, why: str, **values: str) -> Reply:
    """The answer to updateRecordings, publishRecordings, deleteRecordings: the form of the catalog.

    Fact: values go in without escaping.
    """
    body = form(x)
    for name, value in values.items():
        body = body.replace(f"<{name}>true</{name}>", f"<{name}>{value}</{name}>")
    return x.xml(body, why)
