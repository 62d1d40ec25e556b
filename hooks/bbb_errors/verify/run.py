"""One run: look whether the server responds, try what can be tried, guess what it is, judge, and end all rooms."""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bbb_errors.verify import guessing, seen
from bbb_errors.verify.data import PROXY, SERVER, WEBHOOKS, Provocation, VerifyData
from bbb_errors.verify.judging import Exchange, Judge, Judgment, Server, not_tried
from bbb_errors.verify.masking import Mask
from bbb_errors.verify.plan import NOBODY, Plan
from bbb_errors.verify.rooms import RoomError, Rooms
from bbb_errors.verify.sending import API, Outgoing, Received, Sender, query_of

PATIENCE = 3
"""After so many requests in a row without a response, nothing more is tried."""
LONGEST = 300.0
"""Seconds after which nothing more is tried."""
ENDING = 60.0
"""Seconds for the end of the rooms."""
_VERSION = re.compile(r"[0-9A-Za-z.+~-]{1,40}")
"""What a version may look like, so that a report can name it."""
PING = "hooks-ping"
"""Id of the response by which bbb-webhooks is recognized."""


class CannotRunError(Exception):
    """The server can't be held against the reference; shown as one line."""


@dataclass(frozen=True)
class Options:
    """What a run is asked to do."""

    url: str
    secret: str
    algorithm: str = "sha256"
    timeout: float = 10.0
    pause: float = 0.1
    recording: str = ""
    release: str = ""


@dataclass
class Outcome:
    """What a run found."""

    server: Server
    guessed: bool = True
    """Whether the release line was guessed from the responses."""
    lines: list[str] = field(default_factory=list)
    """All lines that fit equally well."""
    version: str = ""
    """The version that the server says it has."""
    judgments: list[Judgment] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    stopped: str = ""
    """Why not all was tried."""
    left: list[str] = field(default_factory=list)
    """The meetingID of rooms that may still be there."""


class Run:
    """Everything that one run needs."""

    def __init__(self, options: Options, data: VerifyData, mask: Mask, tell: Callable[[str], None]) -> None:
        """Take the options, and what tells the user how far it is. Raises AddressError."""
        self._options, self._data, self._tell = options, data, tell
        self._sender = Sender(options.url, options.secret, mask, options.algorithm, options.timeout, options.pause)
        self._rooms = Rooms(self._sender, data, mask)
        self._plan = Plan(data, options.recording, self._sender.place)
        self._judge = Judge(data)
        self._exchanges: dict[int, Exchange] = {}
        self._skipped: dict[int, str] = {}
        self._silent = 0
        self._stopped = ""
        self._begun = time.monotonic()

    async def run(self) -> Outcome:
        """Do it all; the rooms are ended whatever happens. Raises CannotRunError."""
        task, interrupted, left = asyncio.current_task(), False, []
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel if task else (lambda: None))
        try:
            version = await self._preflight()
            await self._try_all()
        except asyncio.CancelledError:
            interrupted, version = True, ""
        finally:
            try:
                async with asyncio.timeout(ENDING):
                    left = await self._rooms.end_all()
            except TimeoutError:
                left = self._rooms.open
            await self._sender.close()
        outcome = self._judged(version)
        outcome.requests, outcome.seconds = self._sender.sent, time.monotonic() - self._begun
        outcome.interrupted, outcome.stopped, outcome.left = interrupted, self._stopped, left
        return outcome

    async def _preflight(self) -> str:
        """Look whether this is the API and the secret is right; return the version that the server tells."""
        first = await self._sender.send(Outgoing("GET", f"{API}/", ""))
        if first.failure:
            raise CannotRunError(f"the server doesn't respond: {first.failure}; check the URL, and that it is up")
        told = _seen(first)
        if told.returncode != "SUCCESS":
            raise CannotRunError(
                f"this isn't the API of BigBlueButton ({told.head}); take the URL from `bbb-conf --secret`"
            )
        facts = self._data.calls["isMeetingRunning"]
        query = query_of({"meetingID": f"{self._rooms.prefix}-{NOBODY}"})
        second = await self._sender.send(Outgoing("GET", facts.path, query, facts))
        told = _seen(second)
        if told.key == "checksumError":
            raise CannotRunError(
                "the server doesn't accept the checksum: check the secret with `bbb-errors checksum`, or name another "
                "--algorithm"
            )
        if second.failure or told.returncode != "SUCCESS":
            what = second.failure or told.key or told.head
            raise CannotRunError(f"`isMeetingRunning` fails ({what}), and it never should; look at the server first")
        root = seen.xml(first.body)
        version = "" if root is None else str(root.findtext("bbbVersion") or "")
        return version if _VERSION.fullmatch(version) else ""

    async def _try_all(self) -> None:
        """Try what the server and the programs beside it send; then what a balancer sends, if there is one."""
        of: dict[str, list[Provocation]] = {}
        for each in self._data.provocations:
            of.setdefault(self._data.responses[each.response].speaker, []).append(each)
        first, hooks = of.pop(SERVER, []) + of.pop(PROXY, []), of.pop(WEBHOOKS, [])
        await self._try(each for each in hooks if each.response == PING)
        has_hooks = any(self._judge.is_same(exchange) for exchange in self._exchanges.values())
        await self._try(first)
        await self._try_if(has_hooks, WEBHOOKS, [each for each in hooks if each.response != PING])
        balancer = self._speaker()
        for name, own in of.items():
            await self._try_if(name == balancer, name, own)

    async def _try_if(self, is_here: bool, speaker: str, provocations: Iterable[Provocation]) -> None:
        """Try what a program sends if it responds here; otherwise note why not."""
        if is_here:
            await self._try(provocations)
            return
        for each in provocations:
            why = f"{self._data.speakers[speaker]}, which doesn't respond here"
            self._skipped[id(each)] = self._plan.needs(each) or why

    async def _try(self, provocations: Iterable[Provocation]) -> None:
        for provocation in self._plan.ordered(provocations):
            needs = self._plan.needs(provocation)
            if needs or self._stopped:
                self._skipped[id(provocation)] = needs or self._stopped
                continue
            try:
                own = await self._plan.own(provocation, self._rooms)
            except RoomError as error:
                self._skipped[id(provocation)] = str(error)
                continue
            if own.created:
                self._rooms.may_be_there(own.created, Received())
            received = await self._sender.send(own.outgoing)
            self._rooms.may_be_there(own.created, received)
            if provocation.request.call == "end":
                self._rooms.ended(own.changed.get(provocation.request.query.get("meetingID", ""), ""))
            self._exchanges[id(provocation)] = Exchange(own, received, _seen(received))
            self._watch(received)

    def _watch(self, received: Received) -> None:
        """Stop where going on makes no sense, and say now and then how far it is."""
        self._silent = self._silent + 1 if received.failure else 0
        if self._silent >= PATIENCE:
            self._stopped = f"a server that responds; the last {PATIENCE} requests got nothing"
        elif time.monotonic() - self._begun > LONGEST:
            self._stopped = f"more time than the {LONGEST:.0f} seconds of a run"
        if len(self._exchanges) % 25 == 0:
            self._tell(f"{len(self._exchanges)} provocations sent")

    def _speaker(self) -> str:
        return guessing.speaker(self._exchanges.values(), self._judge, self._data)

    def _judged(self, version: str) -> Outcome:
        """Judge all that came back, once it is known from which server."""
        found = list(self._exchanges.values())
        speaker = self._speaker()
        guessed, equal = guessing.line(found, self._judge, self._data, speaker)
        told = self._options.release or guessing.line_of(version, self._data)
        server = Server(told or guessed, speaker)
        outcome = Outcome(server, not told, [told] if told else equal, version)
        for each in self._data.provocations:
            exchange = self._exchanges.get(id(each))
            if exchange:
                outcome.judgments.append(self._judge.judge(exchange, server))
            else:
                outcome.judgments.append(not_tried(each, self._skipped.get(id(each), "time; it was interrupted")))
        return outcome


def _seen(received: Received) -> seen.Seen:
    return seen.read(received.status, received.content_type, received.location, received.body)
