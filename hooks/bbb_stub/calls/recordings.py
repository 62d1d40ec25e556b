"""The recording calls. They check one thing after the other, with words of their own; the first failure is sent."""

from __future__ import annotations

import re

from bbb_stub import checksum, recorded
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.state import Recording

KNOWN_STATES = ("published", "unpublished")
"""Only these count as existing, and only these are listed if no state is asked for."""


def no_checksum(x: Exchange) -> Reply | None:
    """The first check: a checksum is there."""
    if x.has("checksum"):
        return None
    return x.say("checksumError-recordings-missing", "there is no checksum")


def wrong_checksum(x: Exchange, answer_is_put: bool = False) -> Reply | None:
    """The check of the checksum's value, which comes after that of the parameters."""
    verdict = checksum.verify(x.request, x.call, x.settings)
    x.request.note(verdict.why)
    if verdict.right:
        return None
    if answer_is_put:
        return x.say("checksumError-text-track", "the checksum is wrong")
    return x.say("checksumError-recordings", "the checksum is wrong")


def no_record_id(x: Exchange) -> Reply | None:
    """A record ID is there."""
    return None if x.has("recordID") else x.say("missingParamRecordID", "recordID is absent or empty")


def named(x: Exchange) -> list[Recording]:
    """The recordings that are named by their whole IDs and exist."""
    ids = [name.strip() for name in (x.get("recordID") or "").split(",")]
    found = [x.world.recordings[name] for name in ids if name in x.world.recordings]
    return [recording for recording in found if recording.state in KNOWN_STATES]


def get_recordings(x: Exchange) -> Reply:
    """Answer getRecordings. An empty list is SUCCESS."""
    if refused := no_checksum(x) or wrong_checksum(x):
        return refused
    limit, offset = _number(x, "limit"), _number(x, "offset")
    if not x.has("meetingID") and not x.has("recordID") and limit is None and not x.settings.allow_fetch_all_recordings:
        return x.say("noRecordings-all-forbidden", "no filter was given, and fetching all recordings is forbidden")
    found = [recording for recording in x.world.recordings.values() if _matches(x, recording)]
    if limit is not None:
        begin = offset or 0
        found = found[begin : begin + limit]
    if not found:
        return x.say("noRecordings-none", "no recording matches")
    return recorded.recordings(x, found)


def _number(x: Exchange, name: str) -> int | None:
    """A parameter that is a number."""
    value = x.get(name) or ""
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else None


def _matches(x: Exchange, recording: Recording) -> bool:
    """Facts: record IDs match by their beginning; meetingID counts only if there is no recordID."""
    record_ids, meeting_ids = x.get("recordID"), x.get("meetingID")
    if record_ids:
        if not any(recording.record_id.startswith(name.strip()) for name in record_ids.split(",")):
            return False
    elif meeting_ids and recording.meeting_id not in [name.strip() for name in meeting_ids.split(",")]:
        return False
    states = [state.strip() for state in (x.get("state") or ",".join(KNOWN_STATES)).split(",")]
    if "any" not in states and recording.state not in states:
        return False
    wanted = {n.removeprefix("meta_"): v for n, v in x.request.params.items() if n.startswith("meta_")}
    return all(recording.metadata.get(name) == value for name, value in wanted.items())


def update_recordings(x: Exchange) -> Reply:
    """Answer updateRecordings: change metadata; an empty value removes the name."""
    if refused := no_checksum(x) or no_record_id(x) or wrong_checksum(x):
        return refused
    found = named(x)
    if not found:
        return x.say("notFound-recordings", "none of the IDs is a published or unpublished recording")
    for recording in found:
        for name, value in x.request.params.items():
            if name.startswith("meta_") and value:
                recording.metadata[name.removeprefix("meta_")] = value
            elif name.startswith("meta_"):
                recording.metadata.pop(name.removeprefix("meta_"), None)
    return recorded.one_line(x, f"{len(found)} recordings were updated")


def publish_recordings(x: Exchange) -> Reply:
    """Answer publishRecordings. Facts: true, y and 1 publish, every other word unpublishes; it is echoed as it is."""
    if refused := no_checksum(x) or no_record_id(x):
        return refused
    publish = x.get("publish")
    if not publish:
        return x.say("missingParamPublish", "publish is absent or empty")
    if refused := wrong_checksum(x):
        return refused
    found = named(x)
    if not found:
        return x.say("notFound-recordings", "none of the IDs is a published or unpublished recording")
    for recording in found:
        recording.state = "published" if publish.lower() in ("true", "y", "1") else "unpublished"
    return recorded.one_line(x, f"{len(found)} recordings were set", published=publish)


def delete_recordings(x: Exchange) -> Reply:
    """Answer deleteRecordings."""
    if refused := no_checksum(x) or no_record_id(x) or wrong_checksum(x):
        return refused
    found = named(x)
    if not found:
        return x.say("notFound-recordings", "none of the IDs is a published or unpublished recording")
    for recording in found:
        recording.state = "deleted"
    return recorded.one_line(x, f"{len(found)} recordings were deleted")
