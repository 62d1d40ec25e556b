"""Scalelite's recording calls: it answers them from its own database and never asks a server.

In the stub the database has the recordings of the seed. The elements of a recording are those that BigBlueButton sends;
what Scalelite says if there are none is not in the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bbb_stub import behind
from bbb_stub.calls.recordings import KNOWN_STATES
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.markup import word
from bbb_stub.scalelite_request import Parameters, blank, listed
from bbb_stub.state import Recording


def disabled(x: Exchange) -> Reply:
    """Answer a recording call where the operator wants none."""
    if x.call == "getRecordings":
        return not_modeled("an empty list of Scalelite's recordings")
    return x.say("notFound-recordings-scalelite", "recordings are switched off")


def _get(x: Exchange) -> Reply:
    sent = Parameters(x)
    if x.settings.get_recordings_filtered and blank(sent.text("meetingID")) and blank(sent.text("recordID")):
        return x.say("missingParameters-scalelite", "neither meetingID nor recordID is there, and one must be")
    with_server = replace(x.settings, servers_behind="answer")
    found = behind.ask(replace(x, settings=with_server), x.call, sent.passed_on, lambda why: not_modeled(why))
    root = behind.read(found.body)
    recordings = [] if root is None else root.findall("recordings/recording")
    if not recordings:
        return not_modeled("an empty list of Scalelite's recordings")
    return behind.as_xml(x, listed([("recordings", recordings)]), f"{len(recordings)} recordings match")


def _named(x: Exchange) -> list[Recording]:
    """The recordings that are named by their whole IDs and exist."""
    names = Parameters(x).text("recordID").split(",")
    return [x.world.recordings[name] for name in dict.fromkeys(names) if name in x.world.recordings]


def _publish(x: Exchange) -> Reply:
    sent = Parameters(x)
    if blank(sent.text("recordID")):
        return x.say("missingParamRecordID-scalelite", "recordID is absent or blank")
    if blank(sent.text("publish")):
        return x.say("missingParamPublish-scalelite", "publish is absent or blank")
    found = [recording for recording in _named(x) if recording.state in KNOWN_STATES]
    if not found:
        return x.say("notFound-recordings-scalelite", "no published or unpublished recording has one of the IDs")
    publish = sent.text("publish").lower() == "true"
    state = "published" if publish else "unpublished"
    if not x.settings.recording_files_movable and any(recording.state != state for recording in found):
        return x.say("internalError-scalelite-publish", "the files cannot be moved")
    for recording in found:
        recording.state = state
    return _done(x, "published", publish)


def _update(x: Exchange) -> Reply:
    sent = Parameters(x)
    if blank(sent.text("recordID")):
        return x.say("missingParamRecordID-scalelite", "recordID is absent or blank")
    found, wanted = _named(x), set(sent.text("recordID").split(","))
    given = {name[5:].lower(): value for name, value in sent.items() if name.startswith("meta_")}
    if not given or len(found) < len(wanted):
        return _done(x, "updated", False)
    for recording in found:
        for name, value in given.items():
            if blank(value):
                recording.metadata.pop(name, None)
            else:
                recording.metadata[name] = value
    return _done(x, "updated", True)


def _delete(x: Exchange) -> Reply:
    if blank(Parameters(x).text("recordID")):
        return x.say("missingParamRecordID-scalelite", "recordID is absent or blank")
    found = _named(x)
    if not found:
        return x.say("notFound-recordings-scalelite", "no recording has one of the IDs")
    if not x.settings.recording_files_movable:
        return x.say("internalError-scalelite-delete", "the files cannot be removed")
    for recording in found:
        del x.world.recordings[recording.record_id]
    return _done(x, "deleted", True)


def _done(x: Exchange, name: str, value: bool) -> Reply:
    return behind.as_xml(x, listed([(name, word(value))]), f"{name}: {word(value)}")


CALLS: Mapping[str, Callable[[Exchange], Reply]] = {
    "getRecordings": _get,
    "publishRecordings": _publish,
    "updateRecordings": _update,
    "deleteRecordings": _delete,
}
