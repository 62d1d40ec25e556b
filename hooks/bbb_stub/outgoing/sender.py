"""Sends the messages, in the background: attempts on the stub's clock, redirects as each sender follows them.

Nothing is sent to another machine unless the settings say so. A fixed clock waits for nobody: what comes later is sent
once the clock was moved on.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections import deque
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import httpx

from bbb_stub import log, webhooks
from bbb_stub.outgoing.delivery import Delivery, Sent
from bbb_stub.outgoing.messages import Writer, is_here

if TYPE_CHECKING:
    from bbb_stub.app import Stub

LOG = logging.getLogger("bbb_stub")

MOST_SENT, MOST_OPEN, MOST_AT_ONCE = 1000, 1000, 20
"""How many requests are remembered, how many messages may wait or be under way, and how many are sent at once."""
MOST_BYTES = 8_000_000
"""Bytes of the bodies of all messages that wait or are under way."""
MOST_REDIRECTS = {"probe": 5, "fetch": 10}
LONGEST = 60.0
"""Seconds for which settling waits at most."""


class Sender:
    """The messages that wait, and the requests that were made."""

    def __init__(self, stub: Stub) -> None:
        """Begin with nothing."""
        self.stub = stub
        self.sent: deque[Sent] = deque(maxlen=MOST_SENT)
        self._waiting: list[Delivery] = []
        self._busy: dict[asyncio.Task[None], Delivery] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)

    @property
    def loop(self) -> asyncio.AbstractEventLoop | None:
        """The loop in which it sends, once there was something to send."""
        return self._loop

    @property
    def size(self) -> int:
        """How much is kept of what was sent and of what waits, in characters."""
        return sum(map(_size, self._open)) + sum(len(entry.body) for entry in self.sent)

    @property
    def _open(self) -> list[Delivery]:
        """The messages that wait or are under way."""
        return [*self._waiting, *self._busy.values()]

    def clear(self) -> None:
        """Forget everything, from any thread; what is under way is given up, so that it holds up nothing later."""
        self.sent = deque(maxlen=MOST_SENT)
        self._waiting = []
        busy, self._busy, self._turns = self._busy, {}, asyncio.Semaphore(MOST_AT_ONCE)
        if self._loop is not None and not self._loop.is_closed():
            for task in busy:
                self._loop.call_soon_threadsafe(task.cancel)

    def collect(self, server_url: str) -> None:
        """Take over what has happened, and send what is due. Called in the server's loop, after each request."""
        stub = self.stub
        happened, stub.world.happened = stub.world.happened, []
        if happened and stub.settings.send_callbacks:
            hooks = webhooks.all_hooks(stub.settings, stub.world)
            writer = Writer(stub.world, stub.settings, stub.data, server_url, tuple(hooks.values()))
            self._take(message for happening in happened for message in writer.messages(happening))
        if self._waiting or stub.world.ahead(stub.settings.end_delay):
            self._loop = asyncio.get_running_loop()
            self._start()

    def _take(self, messages: Iterable[Delivery]) -> None:
        """Take over messages while there is room for them. The rest is never written, and the log says so."""
        count, room = len(self._open), MOST_BYTES - sum(map(_size, self._open))
        for message in messages:
            room -= _size(message)
            count += 1
            if room < 0 or count > MOST_OPEN:
                LOG.info("%s", f"Too many callbacks wait; from {message.callback} on, the new ones are dropped")
                return
            self._waiting.append(message)

    def wake(self) -> None:
        """Look again at what is due, from any thread: the clock was moved."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look)

    def _look(self) -> None:
        self.stub.tick()
        self.collect(self.stub.url)

    def _start(self) -> None:
        """Begin an attempt for each message that is due, and plan the next look."""
        assert self._loop is not None
        now = self.stub.world.clock.now
        due = [message for message in self._waiting if message.due <= now]
        self._waiting = [message for message in self._waiting if message.due > now]
        for message in sorted(due, key=lambda message: message.due):
            message.attempt += 1
            entry = Sent(message.callback, message.attempt, message.due, message.method, message.url)
            self.sent.append(entry)
            task = self._loop.create_task(self._deliver(message, entry))
            self._busy[task] = message
            task.add_done_callback(self._done)
        if self._timer is not None:
            self._timer.cancel()
        moments = [message.due for message in self._waiting]
        moments += self.stub.world.ahead(self.stub.settings.end_delay)
        if moments and not self.stub.world.clock.fixed:
            self._timer = self._loop.call_later(max(min(moments) - now, 1) / 1000, self._look)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._busy.pop(task, None)

    async def settle(self) -> list[dict[str, Any]]:
        """Wait until nothing that is due is left to send; return all requests that were made.

        After a minute, those that an endpoint holds up are returned as they are, under way.
        """
        self._look()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                while self._busy:
                    await asyncio.wait(self._busy)
                    self._look()
        return [asdict(entry) for entry in self.sent]

    async def _deliver(self, message: Delivery, entry: Sent) -> None:
        """Make one attempt, and plan the next one if it fails."""
        world = self.stub.world
        entry.why = message.final or self._forbidden(message.url)
        final = bool(entry.why)
        if not final:
            try:
                async with self._turns, asyncio.timeout(message.seconds):
                    entry.why = await self._request(message, entry)
            except TimeoutError:
                entry.why = f"no response within {message.seconds:g} s"
            except Exception as error:  # a URL can be wrong in ways that nobody lists, such as a port that cannot be
                entry.why = _why(error)
        entry.outcome = "not sent" if final else "failed" if entry.why else "delivered"
        wait = message.next_wait()
        if entry.outcome == "failed" and wait is None and message.waits:
            entry.outcome = "given up"
        self._tell(entry)
        if entry.outcome == "failed" and wait is not None and world is self.stub.world:
            message.due += round(wait * 1000)
            if not world.clock.fixed:
                message.due = max(message.due, world.clock.now)
            self._waiting.append(message)
            self._start()

    def _forbidden(self, url: str) -> str:
        """Why a URL is not called by the stub, though BigBlueButton would."""
        if self.stub.settings.send_to_any_host or is_here(url):
            return ""
        return "the stub calls this machine alone; send_to_any_host=true lets it call others"

    async def _request(self, message: Delivery, entry: Sent) -> str:
        """Make the request or requests of one attempt; return why it failed, or nothing."""
        method, url, body = message.method, message.url, message.body
        headers = [*message.headers, ("Connection", "keep-alive")]
        async with httpx.AsyncClient(verify=_trust(), trust_env=False, follow_redirects=False) as client:
            if message.follow == "probe":
                url, why = await self._probed(client, url, headers, entry)
                if why:
                    return why
            for _ in range(MOST_REDIRECTS.get(message.follow, 0) + 1):
                status, target = await _asked(client, httpx.Request(method, url, headers=headers, content=body), entry)
                if message.follow != "fetch" or target is None:
                    right = 200 <= status < 300 or status in message.also_delivered
                    return "" if right else f"Invalid response: {status}"
                url = urljoin(url, target)
                if why := self._forbidden(url):
                    return why
                if status in (301, 302, 303):
                    method, body, headers = "GET", b"", [pair for pair in headers if pair[0] != "Content-Type"]
        return "too many redirects"

    async def _probed(
        self, client: httpx.AsyncClient, url: str, headers: list[tuple[str, str]], entry: Sent
    ) -> tuple[str, str]:
        """Find out where a URL leads, as bbb-web does up to 3.0.26; return the last URL, and why it failed."""
        for _ in range(MOST_REDIRECTS["probe"] + 1):
            status, target = await _asked(client, httpx.Request("GET", url, headers=headers), entry)
            if status == 200:
                return url, ""
            if status not in (301, 302, 303) or target is None:
                return url, f"Invalid HTTP response=[{status}]"
            url = urljoin(url, target)
            if why := self._forbidden(url):
                return url, why
        return url, "Max redirect reached"

    def _tell(self, entry: Sent) -> None:
        """Write one line about an attempt. The secret never shows."""
        said = entry.status if entry.status is not None else "nothing"
        why = f": {entry.why}" if entry.why else ""
        text = f"{entry.callback}, attempt {entry.attempt}: {entry.method} {entry.url} -> {said}, {entry.outcome}{why}"
        LOG.info("%s", log.line(text, self.stub.settings.secret, log.MOST_OF_PART))


def _size(message: Delivery) -> int:
    """Return the bytes of all bodies of a message."""
    return sum(map(len, message.bodies))


def _why(error: Exception) -> str:
    """What an attempt failed of: the first reason of a group."""
    reason: BaseException = error
    while isinstance(reason, BaseExceptionGroup):
        reason = reason.exceptions[0]
    return f"{type(reason).__name__}: {reason}"


async def _asked(client: httpx.AsyncClient, request: httpx.Request, entry: Sent) -> tuple[int, str | None]:
    """Send a request, and note it; return the status, and where a redirect leads. The response's body is not read."""
    entry.method, entry.url, entry.headers = request.method, str(request.url), dict(request.headers)
    entry.body, entry.status = request.content.decode("utf-8", "replace"), None
    entry.requests += 1
    response = await client.send(request, stream=True)
    await response.aclose()
    entry.status = response.status_code
    is_redirect = response.status_code in (301, 302, 303, 307, 308)
    return response.status_code, response.headers.get("location") if is_redirect else None


@cache
def _trust() -> ssl.SSLContext:
    """What is trusted, read once: it takes a while."""
    return ssl.create_default_context()
