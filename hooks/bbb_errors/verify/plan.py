"""Turns provocations into requests to this server: rooms, sessions and recordings of its own for those of the seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bbb_errors.verify.data import CallFacts, Provocation, Request, SeedRoom, VerifyData
from bbb_errors.verify.rooms import RoomError, Rooms
from bbb_errors.verify.sending import Outgoing, query_of

MEETING_IDS = ("meetingID", "parentMeetingID")
"""Parameters that name a meeting."""
NOBODY = "nobody"
"""Begins the IDs that no meeting and no recording has."""
SESSION = "sessionToken"


@dataclass
class Own:
    """A provocation as it is sent to this server."""

    provocation: Provocation
    outgoing: Outgoing
    changed: dict[str, str] = field(default_factory=dict)
    """What stands in place of values of the catalog."""
    created: str = ""
    """The meetingID that `create` was given."""

    @property
    def values(self) -> dict[str, str]:
        """The values of the placeholders, as far as the request decides them."""
        return {name: self._value(value) for name, value in self.provocation.values.items()}

    def _value(self, value: str) -> str:
        if value in self.changed:
            return self.changed[value]
        for old, new in self.changed.items():  # a recording is told by its ID without the time at its end
            if old.startswith(f"{value}-"):
                return new.rpartition("-")[0] or new
        return value

    @property
    def dynamic(self) -> tuple[str, ...]:
        """Values that the server makes up, such as the time: those that the request doesn't hold."""
        sent = f"{self.outgoing.path} {self.provocation.request.method} {self.provocation.request.raw_query}"
        sent += " ".join([*self.provocation.request.query.values(), *self.changed.values(), *self.changed])
        return tuple(value for value in self.values.values() if value not in sent)


class Plan:
    """What is tried, in which order, and how each request looks on this server."""

    def __init__(self, data: VerifyData, recording: str = "", place: Callable[[str], str] = str) -> None:
        """Take the ID of a recording that may be touched, and what says where a path is on this server."""
        self._data, self._recording, self._place = data, recording, place
        self._rooms = {room.meeting_id: room for room in data.rooms}
        self._tokens = {user.session_token: room for room in data.rooms for user in room.users}
        self._cookies = {user.cookie: room for room in data.rooms for user in room.users}
        self._bridges = {room.voice_bridge: room for room in data.rooms}
        self._recordings = {recording.record_id: recording for recording in data.recordings}
        self._count = 0

    def needs(self, provocation: Provocation) -> str | None:
        """Return what a provocation needs that this run does not have."""
        if provocation.needs:
            return provocation.needs
        for value in provocation.request.query.values():
            found = self._recordings.get(value)
            if found and not found.usual:
                return "a recording in a special state, which the stub has"
            if found and not self._recording:
                return "a recording; name one that nobody needs with --recordings ID"
        return None

    def ordered(self, provocations: Iterable[Provocation]) -> list[Provocation]:
        """Return provocations so that rooms which end are needed last, and what ends one comes at the end."""
        return sorted(
            provocations, key=lambda each: (each.request.call == "end", any(r.ended for r in self.rooms(each)))
        )

    def rooms(self, provocation: Provocation) -> Iterator[SeedRoom]:
        """Yield the rooms of the seed that a request names."""
        request = provocation.request
        texts = [*request.query.values(), *re.findall(r"=([^&]*)", request.raw_query or "")]
        for text in texts:
            for known in (self._rooms, self._tokens, self._bridges):
                if text in known:
                    yield known[text]
        for text in request.headers.values():
            yield from (room for cookie, room in self._cookies.items() if cookie in text)

    async def own(self, provocation: Provocation, rooms: Rooms) -> Own:
        """Return the request for this server; raises RoomError if it needs a room that can't be had."""
        request, self._count = provocation.request, self._count + 1
        changed: dict[str, str] = {}
        query = {name: await self._value(name, value, rooms, changed) for name, value in request.query.items()}
        raw = request.raw_query
        for name, value in re.findall(r"(\w+)=([^&]*)", raw or ""):
            raw = (raw or "").replace(f"{name}={value}", f"{name}={await self._value(name, value, rooms, changed)}")
        headers = {name: await self._header(value, rooms) for name, value in request.headers.items()}
        if request.content_type:
            headers["Content-Type"] = request.content_type
        outgoing = Outgoing(
            method=request.method,
            path=request.path or self._data.calls[request.call or ""].path,
            query=query_of(query) if raw is None else raw,
            call=self._signed(request),
            sign=request.sign,
            headers=headers,
            body=_body(request),
        )
        if self._place(outgoing.path) != outgoing.path:
            changed[outgoing.path] = self._place(outgoing.path)
        created = query.get("meetingID", "") if request.call == "create" else ""
        return Own(provocation, outgoing, changed, created)

    def _signed(self, request: Request) -> CallFacts | None:
        facts = self._data.calls.get(request.call or "")
        return facts if facts and facts.signed else None

    async def _value(self, name: str, value: str, rooms: Rooms, changed: dict[str, str]) -> str:
        """Return the value of a parameter for this server, and note what it replaces."""
        new = value
        if name in MEETING_IDS and value.strip():
            new = await self._meeting(value, rooms)
        elif name == SESSION and value in self._tokens:
            new = (await rooms.get(self._tokens[value])).tokens.get(value, "")
            if not new:
                raise RoomError("a user in a room of our own; `join` didn't say the session token")
        elif name == "voiceBridge" and value in self._bridges:
            new = (await rooms.get(self._bridges[value])).voice_bridge
            if not new:
                raise RoomError("the voice bridge of a room of our own; `create` didn't say it")
        elif name == "recordID" and value:
            new = self._recording if value in self._recordings else f"{rooms.prefix}-{NOBODY}"
        if new != value:
            changed[value] = new
        return new

    async def _meeting(self, value: str, rooms: Rooms) -> str:
        if value in self._rooms:
            return (await rooms.get(self._rooms[value])).meeting_id
        return f"{rooms.prefix}-{self._count}-{value}" if len(value) > 1 else value

    async def _header(self, value: str, rooms: Rooms) -> str:
        for cookie, room in self._cookies.items():
            if cookie in value:
                own = (await rooms.get(room)).cookies.get(cookie, "")
                if not own:
                    raise RoomError("a user in a room of our own; `join` set no session cookie")
                value = value.replace(cookie, own)
        return value


def _body(request: Request) -> bytes:
    body = (request.body or "").encode()
    return body.replace(b"\n", b"\r\n") if (request.content_type or "").startswith("multipart/") else body
