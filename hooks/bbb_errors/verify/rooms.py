"""Rooms of our own on the server, in place of the meetings of the stub's seed. All of them are ended afterwards."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from bbb_errors.verify.data import SeedRoom, VerifyData
from bbb_errors.verify.masking import Mask
from bbb_errors.verify.seen import xml
from bbb_errors.verify.sending import Outgoing, Received, Sender, query_of

PREFIX = "bbb-errors-"
"""How the meetingID of every room begins; random digits follow."""
ALONE_MINUTES = 5
"""The server itself ends a room that nobody is in after so long, should the program be killed."""
TRIES = 20
"""How often is asked whether a room that was told to end has ended, twice a second."""
_PASSED_ON = re.compile(r"/join\?.*\bchecksum=", re.IGNORECASE)


class RoomError(Exception):
    """A room, or a user in it, can't be had; says why."""


@dataclass
class Room:
    """One room."""

    meeting_id: str
    voice_bridge: str = ""
    moderator_pw: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    """Session tokens by those of the seed."""
    cookies: dict[str, str] = field(default_factory=dict)
    """Session cookies by those of the seed."""


class Rooms:
    """Makes rooms when they are needed first, and ends every one at the end."""

    def __init__(self, sender: Sender, data: VerifyData, mask: Mask) -> None:
        """Take the server they are to be on."""
        self.prefix = f"{PREFIX}{secrets.token_hex(4)}"
        self._sender, self._data, self._mask = sender, data, mask
        self._made: dict[str, Room] = {}
        self._refused: dict[str, str] = {}
        self._open: dict[str, str] = {}
        """The meetingID of all that may have to be ended, with its moderator password, if it is known."""
        self._hooks: list[str] = []
        self._count = 0

    async def get(self, seed: SeedRoom) -> Room:
        """Return the room in place of one of the seed, with its users; raises RoomError if there can't be one."""
        if seed.meeting_id in self._refused:
            raise RoomError(self._refused[seed.meeting_id])
        if seed.meeting_id not in self._made:
            try:
                self._made[seed.meeting_id] = await self._make(seed)
            except RoomError as error:
                self._refused[seed.meeting_id] = str(error)
                raise
        return self._made[seed.meeting_id]

    def ended(self, meeting_id: str) -> None:
        """Forget a room that a request has ended; if it is needed again, another one is made."""
        self._made = {name: room for name, room in self._made.items() if room.meeting_id != meeting_id}

    def may_be_there(self, meeting_id: str, received: Received) -> None:
        """Remember a meetingID that was sent to `create`, and a hook that was made, whatever came back.

        Only IDs that begin as ours do are ever ended, so that no server can have other people's meetings ended.
        """
        fields = _elements(received.body)
        for name in {meeting_id, fields.get("meetingID", "")}:
            if name.startswith(self.prefix):
                self._open[name] = fields.get("moderatorPW", "")
        if fields.get("returncode") == "SUCCESS" and "messageKey" not in fields and fields.get("hookID"):
            self._hooks.append(fields["hookID"])

    @property
    def open(self) -> list[str]:
        """The IDs of all rooms that may still be there."""
        return list(self._open)

    async def end_all(self) -> list[str]:
        """End all rooms and take back all hooks; return the IDs of those that may still be there."""
        for meeting_id, password in list(self._open.items()):
            received = await self._end(meeting_id, password)
            if not received.failure and received.status < 500:
                del self._open[meeting_id]
        for hook in self._hooks:
            await self._call("hooks-destroy", {"hookID": hook})
        self._hooks.clear()
        return self.open

    async def _make(self, seed: SeedRoom) -> Room:
        self._count += 1
        meeting_id = f"{self.prefix}-r{self._count}-{seed.meeting_id}"
        wanted = {
            "name": f"Test of error responses, {seed.meeting_id}",
            "meetingID": meeting_id,
            "meetingExpireIfNoUserJoinedInMinutes": str(ALONE_MINUTES),
        }
        if seed.disabled_features:
            wanted["disabledFeatures"] = ",".join(seed.disabled_features)
        self._open[meeting_id] = ""  # before it is there, lest an interruption leave it
        received = await self._call("create", wanted)
        self.may_be_there(meeting_id, received)
        fields = _elements(received.body)
        if fields.get("returncode") != "SUCCESS":
            reason = received.failure or fields.get("messageKey") or fields.get("message") or f"HTTP {received.status}"
            raise RoomError(self._mask(f"a room of our own, which the server didn't create ({reason})", 200))
        room = Room(meeting_id, fields.get("voiceBridge", ""), fields.get("moderatorPW", ""))
        for user in seed.users:
            received = await self._join(room, user.role)
            told = _elements(received.body)
            token = told.get("session_token", "")
            if re.fullmatch(r"[\w-]{4,100}", token):
                room.tokens[user.session_token] = token
                room.cookies[user.cookie] = received.cookie
                self._mask.name(token, "SESSION-TOKEN")
                self._mask.name(received.cookie, "SESSION-COOKIE")
        for name in ("moderatorPW", "attendeePW"):
            self._mask.name(fields.get(name, ""), "PASSWORD")
        if seed.ended:
            await self._finish(room)
        return room

    async def _join(self, room: Room, role: str) -> Received:
        query = {"fullName": "Ada Lovelace", "meetingID": room.meeting_id, "role": role, "redirect": "false"}
        return await self._call("join", query)

    async def _finish(self, room: Room) -> None:
        """End a room, and wait until it has ended."""
        await self._end(room.meeting_id, room.moderator_pw)
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(0.5)
            fields = _elements((await self._call("getMeetingInfo", {"meetingID": room.meeting_id})).body)
            if fields.get("returncode") != "SUCCESS" or fields.get("hasBeenForciblyEnded") == "true":
                return
        raise RoomError(f"a room that has ended; it still ran {TRIES // 2} seconds after `end`")

    async def _end(self, meeting_id: str, password: str) -> Received:
        query = {"meetingID": meeting_id, **({"password": password} if password else {})}
        return await self._call("end", query)

    async def _call(self, name: str, query: Mapping[str, str]) -> Received:
        facts = self._data.calls[name]
        return await self._sender.send(Outgoing("GET", facts.path, query_of(query), facts if facts.signed else None))


def is_passed_on(received: Received) -> bool:
    """Whether a balancer sends the browser to `join` of a server behind it."""
    return received.status in (302, 307) and bool(_PASSED_ON.search(received.location))


def _elements(body: bytes) -> dict[str, str]:
    """Return the texts below `response` by name."""
    root = xml(body)
    if root is None:
        return {}
    return {str(each.tag): (each.text or "").strip() for each in root if isinstance(each.tag, str) and len(each) == 0}
