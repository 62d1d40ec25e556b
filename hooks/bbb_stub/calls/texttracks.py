"""getRecordingTextTracks and putRecordingTextTrack, which mix XML and JSON."""

from __future__ import annotations

import re

from bbb_stub import recorded
from bbb_stub.calls.recordings import KNOWN_STATES, no_checksum, no_record_id, wrong_checksum
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.state import Recording, Track

_LOCALE = re.compile("[a-z]{2,3}(_[A-Z]{2})?")
"""A Java locale as far as the facts name its forms; a hyphen is undecided for 3.0 and refused here."""


def get_tracks(x: Exchange) -> Reply:
    """Answer getRecordingTextTracks: XML up to the checksum, then JSON."""
    if refused := no_checksum(x) or no_record_id(x) or wrong_checksum(x):
        return refused
    wanted = x.get("recordID") or ""
    recording = x.world.recordings.get(wanted)
    if recording is None or recording.captions == "none":
        return x.say("noRecordings-text-tracks", "the recording has no captions folder", recordID=wanted)
    if recording.captions == "unreadable":
        return x.say("noCaptionsFound", "the index of the captions cannot be read", recordID=wanted)
    return recorded.text_tracks(x, recording)


def put_track(x: Exchange) -> Reply:
    """Answer putRecordingTextTrack: JSON, apart from a wrong checksum."""
    if not x.has("checksum"):
        return x.say("paramError-checksum", "checksum is absent or empty")
    if not x.has("recordID"):
        return x.say("paramError-recordID", "recordID is absent or empty")
    if refused := wrong_checksum(x, answer_is_put=True):
        return refused
    wanted = x.get("recordID") or ""
    recording = x.world.recordings.get(wanted)
    if recording is None or recording.state not in KNOWN_STATES:
        return x.say("noRecordings-put", "no recording has exactly this ID", recordID=wanted)
    return _bad_words(x) or _store(x, recording)


def _bad_words(x: Exchange) -> Reply | None:
    """The checks of kind and lang."""
    kind, lang = x.get("kind"), x.get("lang")
    if not kind:
        return x.say("paramError-kind", "kind is absent or empty")
    if kind not in ("subtitles", "captions"):
        return x.say("invalidKind", "kind is neither subtitles nor captions", kind=kind)
    if not lang:
        return x.say("paramError-lang", "lang is absent or empty")
    if not _LOCALE.fullmatch(lang):
        return x.say("invalidLang", "lang is not written as a locale", lang=lang)
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
    lang = (x.get("lang") or "").replace("_", "-")
    recording.tracks.append(Track(x.get("kind") or "", lang, x.get("label") or lang))
    recording.captions = "ready"
    return x.say("upload_text_track_success", "the track was stored", recordID=recording.record_id)
