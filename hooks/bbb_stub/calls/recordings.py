"""The recording calls. They check one thing after the other, with words of their own; the first failure is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bbb_stub import checksum, java_url, recorded
from bbb_stub.exchange import Crash, Exchange, Reply
from bbb_stub.java_text import clean, parse_int
from bbb_stub.state import Recording

KNOWN_STATES = ("published", "unpublished")
"""Only these count as existing, and only these are listed if no state is asked for."""


Read = Callable[[Exchange, str], str | None]


def cleaned(x: Exchange, name: str) -> str | None:
    """Return a parameter as most of these calls read it: cleaned first. A repeated one makes them fail."""
    value = x.raw(name)
    return None if value is None else clean(value)


def as_sent(x: Exchange, name: str) -> str | None:
    """Return a parameter as the text track calls read it: as it was sent."""
    return x.raw(name)


def no_checksum(x: Exchange, read: Read = cleaned) -> Reply | None:
    """The first check: a checksum is there."""
    if read(x, "checksum"):
        return None
    return x.say("checksumError-recordings-missing", "there is no checksum")


def wrong_checksum(x: Exchange, read: Read = cleaned, answer_is_put: bool = False) -> Reply | None:
    """The check of the checksum's value, which comes after that of the parameters."""
    verdict = checksum.verify(x.request, x.call, x.settings, read(x, "checksum") or "")
    x.request.note(verdict.why)
    if verdict.right:
        return None
    if answer_is_put:
        return x.say("checksumError-text-track", "the checksum is wrong")
    return x.say("checksumError-recordings", "the checksum is wrong")


def no_record_id(x: Exchange, read: Read = cleaned) -> Reply | None:
    """A record ID is there."""
    return None if read(x, "recordID") else x.say("missingParamRecordID", "recordID is absent or empty")


def ids(x: Exchange, name: str) -> list[str]:
    """Return the IDs of a list, which are decoded once more; a broken escape makes the call fail."""
    text = java_url.decode(cleaned(x, name) or "")
    if text is None:
        raise Crash(f"{name} is decoded once more, and has a broken escape")
    found = text.split(",")
    while found and not found[-1]:
        found.pop()
    return found


def named(x: Exchange) -> list[Recording] | Reply:
    """The recordings that are named by their whole IDs and exist; what is sent if there are none."""
    found = [x.world.recordings[name] for name in dict.fromkeys(ids(x, "recordID")) if name in x.world.recordings]
    known = [recording for recording in found if recording.state in KNOWN_STATES]
    return known or x.say("notFound-recordings", "none of the IDs is a published or unpublished recording")


def get_recordings(x: Exchange) -> Reply:
    """Answer getRecordings. An empty list is SUCCESS."""
    if refused := no_checksum(x) or wrong_checksum(x):
        return refused
    wanted = Wanted(ids(x, "recordID"), ids(x, "meetingID"), ids(x, "state"), _metadata(x))
    limit, offset = _number(x, "limit"), _number(x, "offset")
    filtered = cleaned(x, "meetingID") or cleaned(x, "recordID") or limit is not None
    if not filtered and not x.settings.allow_fetch_all_recordings:
        return x.say("noRecordings-all-forbidden", "no filter was given, and fetching all recordings is forbidden")
    found = [recording for recording in x.world.recordings.values() if wanted.has(recording)]
    if limit is not None:
        begin = offset or 0
        found = found[begin : begin + limit]
    if not found:
        return x.say("noRecordings-none", "no recording matches")
    return recorded.recordings(x, found)


def _number(x: Exchange, name: str) -> int | None:
    """A parameter that is a number."""
    value = parse_int(cleaned(x, name) or "")
    return value if value is not None and value >= 0 else None


def _metadata(x: Exchange) -> dict[str, str]:
    """The metadata of the request by name; of a repeated one the first counts."""
    given = ((clean(name), clean(values[0])) for name, values in x.request.raw.items())
    return {name.removeprefix("meta_"): value for name, value in given if name.startswith("meta_")}


@dataclass(frozen=True)
class Wanted:
    """The filters of getRecordings.

    Facts: record IDs match by their beginning; meetingID counts only if there is no recordID.
    """

    record_ids: list[str]
    meeting_ids: list[str]
    states: list[str]
    metadata: dict[str, str]

    def has(self, recording: Recording) -> bool:
        """Whether a recording passes all of them."""
        if self.record_ids:
            if not any(recording.record_id.startswith(name.strip()) for name in self.record_ids):
                return False
        elif self.meeting_ids and recording.meeting_id not in map(str.strip, self.meeting_ids):
            return False
        states = [state.strip() for state in self.states or KNOWN_STATES]
        if "any" not in states and recording.state not in states:
            return False
        return all(recording.metadata.get(name) == value for name, value in self.metadata.items())


def update_recordings(x: Exchange) -> Reply:
    """Answer updateRecordings: change metadata; an empty value removes the name."""
    if refused := no_checksum(x) or no_record_id(x) or wrong_checksum(x):
        return refused
    found = named(x)
    if isinstance(found, Reply):
        return found
    for recording in found:
        for name, value in _metadata(x).items():
            if value:
                recording.metadata[name] = value
            else:
                recording.metadata.pop(name, None)
    return recorded.one_line(x, f"{len(found)} recordings were updated")


def publish_recordings(x: Exchange) -> Reply:
    """Answer publishRecordings. Facts: true, y and 1 publish, every other word unpublishes; it is echoed as it is."""
    if refused := no_checksum(x) or no_record_id(x):
        return refused
    publish = cleaned(x, "publish")
    if not publish:
        return x.say("missingParamPublish", "publish is absent or empty")
    if refused := wrong_checksum(x):
        return refused
    found = named(x)
    if isinstance(found, Reply):
        return found
    for recording in found:
        recording.state = "published" if publish.lower() in ("true", "y", "1") else "unpublished"
    return recorded.one_line(x, f"{len(found)} recordings were set", published=publish)


def delete_recordings(x: Exchange) -> Reply:
    """Answer deleteRecordings."""
    if refused := no_checksum(x) or no_record_id(x) or wrong_checksum(x):
        return refused
    found = named(x)
    if isinstance(found, Reply):
        return found
    for recording in found:
        recording.state = "deleted"
    return recorded.one_line(x, f"{len(found)} recordings were deleted")
