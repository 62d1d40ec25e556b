"""How much a stub keeps, so that no number of requests fills the memory, or makes the lists take long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from bbb_stub.exchange import Reply, not_modeled
from bbb_stub.request import ApiRequest
from bbb_stub.state import Track, World

if TYPE_CHECKING:
    from bbb_stub.outgoing.sender import Sender

MOST = 8_000_000
"""Characters of meetings, sessions, recordings and hooks that are kept."""
EACH = 1000
"""Characters that each of them counts for besides its texts: about as many as getMeetings returns for a meeting."""

KEEPING = frozenset({"create", "join", "sendChatMessage", "updateRecordings", "putRecordingTextTrack"})
"""Calls that may leave something, as their addresses end; hooks/create is among them."""


class Room:
    """The room that is left in a world. What is there is counted anew only once the requests may have filled it."""

    def __init__(self) -> None:
        """Begin with all of it."""
        self._left = MOST

    def refusal(self, world: World, sender: Sender, request: ApiRequest) -> Reply | None:
        """Return the reply to a request that would leave something where no room is left, or nothing."""
        if request.path.rpartition("/")[2].partition(".")[0] not in KEEPING:
            return None
        asked = EACH + len(request.query) + len(request.body)
        self._left -= asked
        if self._left < 0:
            self._left = MOST - size(world) - sender.size - asked
        if self._left >= 0:
            return None
        return not_modeled(f"more than {MOST // 1_000_000} MB of meetings, users and messages; /stub/reset makes room")


def size(world: World) -> int:
    """Return how much a world holds, in characters."""
    holders = (world.sessions, world.recordings, world.hooks)
    kept: list[object] = [*world.meetings, *(each for holder in holders for each in holder.values())]
    return sum(EACH + sum(map(_size, vars(each).values())) for each in kept) + _size(world.balanced)


def _size(value: object) -> int:
    """Return the characters of a text, or of all texts in a list, a mapping or a track."""
    match value:
        case str():
            return len(value)
        case Mapping():
            return _size(list(value)) + _size(list(value.values()))
        case Track():
            return EACH + _size(vars(value))
        case Collection():
            return sum(map(_size, value))
    return 0
