"""getRecordingTextTracks and putRecordingTextTrack, which mix XML and JSON.

Fact: other than the recording calls they clean nothing. Each parameter is tested as it was sent, and stripped of white
space only afterwards; so a blank is no missing parameter.
"""

from __future__ import annotations

from bbb_stub import recorded
from bbb_stub.calls.recordings import KNOWN_STATES, as_sent, no_checksum, no_record_id, wrong_checksum
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.java_locale import is_locale, tag
from bbb_stub.java_text import strip
from bbb_stub.state import Recording, Track


def get_tracks(x: Exchange) -> Reply:
    """Answer getRecordingTextTracks: XML up to the checksum, then JSON."""
    if refused := no_checksum(x, as_sent) or no_record_id(x, as_sent) or wrong_checksum(x, as_sent):
        return refused
    wanted = strip(x.raw("recordID") or "")
    recording = x.world.recordings.get(wanted)
    if recording is None or recording.captions == "none":
        return x.say("noRecordings-text-tracks", "the recording has no captions folder", recordID=wanted)
    if recording.captions == "unreadable":
        return x.say("noCaptionsFound", "the index of the captions cannot be read", recordID=wanted)
    return recorded.text_tracks(x, recording)


def put_track(x: Exchange) -> Reply:
    """Answer putRecordingTextTrack: JSON, apart from a wrong checksum."""
    if not x.raw("checksum"):
        return x.say("paramError-checksum", "checksum is absent or empty")
    if not x.raw("recordID"):
        return x.say("paramError-recordID", "recordID is absent or empty")
    if refused := wrong_checksum(x, as_sent, answer_is_put=True):
        return refused
    wanted = strip(x.raw("recordID") or "")
    recording = x.world.recordings.get(wanted)
    if recording is None or recording.state not in KNOWN_STATES:
        return x.say("noRecordings-put", "no recording has exactly this ID", recordID=wanted)
    return _bad_words(x) or _store(x, recording)


def _bad_words(x: Exchange) -> Reply | None:
    """The checks of kind and lang."""
    kind = x.raw("kind")
    if not kind:
        return x.say("paramError-kind", "kind is absent or empty")
    if strip(kind) not in ("subtitles", "captions"):
        return x.say("invalidKind", "kind is neither subtitles nor captions", kind=strip(kind))
    lang = x.raw("lang")
    if not lang:
        return x.say("paramError-lang", "lang is absent or empty")
    if not is_locale(strip(lang)):
        return x.say("invalidLang", "lang is not written as a locale", lang=strip(lang))
    x.raw("label")
    return None


def _store(x: Exchange, recording: Recording) -> Reply:
    """Take the file. The stub lists the track at once; a real server processes it first."""
    if not x.request.parts:
        return x.say("http-500-text-track-not-multipart", "the body is not multipart, so there are no files to ask for")
    file = next((part for part in x.request.parts if part.name == "file"), None)
    if file is None or not file.content:
        return x.say("http-500-text-track-empty-file", "the part named file is absent or empty")
    if not x.settings.captions_inbox_writable:
        return x.say("upload_text_track_failed", "the track cannot be stored", recordID=recording.record_id)
    lang = tag(strip(x.raw("lang") or ""))
    recording.tracks.append(Track(strip(x.raw("kind") or ""), lang, strip(x.raw("label") or "") or lang))
    recording.captions = "ready"
    return x.say("upload_text_track_success", "the track was stored", recordID=recording.record_id)
