"""The server's program: state, settings, and one ASGI application in front of them."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bbb_stub import admin, faults, log, reading, routes, scalelite
from bbb_stub.data import StubData
from bbb_stub.exchange import Exchange, Reply, not_modeled
from bbb_stub.outgoing.sender import Sender
from bbb_stub.request import ApiRequest
from bbb_stub.room import Room
from bbb_stub.seed import Seed, grow
from bbb_stub.settings import Settings
from bbb_stub.state import World
from bbb_stub.tomcat import header_bytes

LOG = logging.getLogger("bbb_stub")

SPEAKERS: Mapping[str, Callable[[Exchange], Reply]] = {
    "bigbluebutton": routes.answer,
    "scalelite": scalelite.answer,
}
"""How each program answers, by the setting `speaker`."""

RESPONSE_HEADER = "x-stub-response"
"""A request header that asks for a response by its id, whatever the request is."""

PIECE = 65_536
"""Bytes that are sent at once; so a large reply takes no more room than the client takes it."""
LARGE, MOST_LARGE = 1_000_000, 100_000_000
"""Bytes of a large reply, and of all large ones that are being sent; they stay in memory until they are read."""

OWN_FAULT = "a fault of the stub itself"
"""What a reply says in place of an exception that the stub did not foresee."""


@dataclass
class Stub:
    """One stub server: what it knows, apart from the network."""

    data: StubData
    seed: Seed
    fixed_clock: bool = False
    first_settings: Settings = field(default_factory=Settings)
    own_url: str = ""
    """Where it listens; known once it does."""

    def __post_init__(self) -> None:
        """Begin with the seed."""
        self.sender = Sender(self)
        self.reset()

    def reset(self) -> None:
        """Return to the settings and the state of the start."""
        self.settings = self.first_settings
        self.world: World = grow(self.seed, self.fixed_clock)
        self.room = Room()
        self.sender.clear()
        self.next_fault = self.next_response = ""
        self.last_answer: str | None = None

    def empty(self) -> None:
        """Forget all meetings, sessions and recordings."""
        self.world = grow(Seed(), self.fixed_clock)
        self.sender.clear()

    def give_fault(self, name: str) -> None:
        """Give the next request a fault; raises ValueError for an unknown name."""
        if name not in faults.NAMES:
            raise ValueError(f"no fault is named {name[:60]!a}; known are {', '.join(faults.NAMES)}")
        self.next_fault = name

    def give_response(self, response_id: str) -> None:
        """Give the next request a response by its id, whatever it asks; raises ValueError for an unknown id."""
        if response_id not in self.data.responses:
            raise ValueError(f"no response has the id {response_id[:60]!a}; the ids are those of errors.json")
        self.next_response = response_id

    @property
    def url(self) -> str:
        """The address that it gives as its own, without a slash at the end."""
        return (self.settings.server_url or self.own_url).rstrip("/")

    def tick(self) -> None:
        """Let time pass."""
        settings = self.settings
        self.world.tick(settings.end_delay, settings.forget_after, settings.recording_delay)

    async def answer(self, request: ApiRequest) -> Reply:
        """Answer one request; raises faults.Cut to have the connection cut, and faults.Silence if nothing comes."""
        try:
            return await self._answer(request)
        finally:
            self.sender.collect(self.url)

    async def _answer(self, request: ApiRequest) -> Reply:
        self.tick()
        name, _ = routes.split(request.path)
        exchange = Exchange(request, name, self.world, self.settings, self.data, self.url)
        fault = request.headers.get(faults.HEADER, "") or self.next_fault
        asked = request.headers.get(RESPONSE_HEADER, "") or self.next_response
        self.next_fault = self.next_response = ""
        if request.method == "CONNECT":  # its success has no body: the connection is handed over
            return not_modeled("the method CONNECT")
        if refused := self.room.refusal(self.world, self.sender, request):
            return refused
        if fault:
            return await faults.disturbed(fault, exchange, SPEAKERS[self.settings.speaker])
        return exchange.on_demand(asked) if asked else SPEAKERS[self.settings.speaker](exchange)

    def log(self, request: ApiRequest, said: str, why: str) -> None:
        """Write one line about a request. The secret never shows."""
        if not LOG.isEnabledFor(logging.INFO):
            return
        query = request.query.decode("latin-1")
        asked = f"{request.method} {request.path}{'?' if query else ''}{query}"
        parts = [asked, f"-> {said}: {why}", *request.notes]
        shown = [log.line(part, self.settings.secret, log.MOST_OF_PART) for part in parts]
        LOG.info("%s", f"{shown[0]} {'; '.join(shown[1:])}")


class Api:
    """The ASGI application for everything that is not the stub's own."""

    def __init__(self, stub: Stub) -> None:
        """Take the stub it speaks for."""
        self.stub = stub
        self._large: list[bytes] = []
        """The large bodies that are being sent."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request over HTTP."""
        try:
            request = await self._read(scope, receive)
        except ClientDisconnect:
            return
        except TimeoutError:
            await _send(send, _too_slow())
            return
        try:
            reply = await self.stub.answer(request)
        except faults.Cut as cut:
            self.stub.log(request, "cut", "fault: the connection is cut")
            await _cut(scope, receive, send, cut.reply)
            return
        except faults.Silence as silence:
            self.stub.log(request, "silence", str(silence))
            await _client_left(scope, receive)
            return
        except Exception as error:
            reply = _own_fault(error)
        if len(reply.body) > LARGE and not self._has_room(reply.body):
            reply = not_modeled("more large responses at once; read them, or close their connections")
        self.stub.last_answer = reply.answer
        said = f"{reply.status}{f' {reply.answer}' if reply.answer else ''}"
        self.stub.log(request, said, reply.why)
        if len(reply.body) <= LARGE:
            await _send(send, reply, request.method)
            return
        self._large.append(reply.body)
        try:
            await _send(_within(self.stub.settings.read_seconds, send), reply, request.method)
        except TimeoutError:
            scope["state"]["transport"].abort()
            await _client_left(scope, receive)
        finally:
            self._large.remove(reply.body)

    def _has_room(self, body: bytes) -> bool:
        """Whether a large body may be sent besides the others. One that is being sent already takes no more room."""
        others = {id(other): len(other) for other in self._large}
        return id(body) in others or sum(others.values()) <= MOST_LARGE

    async def _read(self, scope: Scope, receive: Receive) -> ApiRequest:
        headers = reading.headers_of(scope)
        settings = self.stub.settings
        body = await reading.body_of(headers, receive, settings.client_max_body_size, settings.read_seconds)
        path = scope["path"]
        return ApiRequest(
            scope["method"],
            path,
            scope["query_string"],
            headers,
            body or b"",
            suffix=routes.split(path)[1],
            chunked="transfer-encoding" in headers,
            too_large=body is None,
        )


def _own_fault(error: Exception) -> Reply:
    """What goes out in place of an exception that the stub did not foresee."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return not_modeled(f"{OWN_FAULT}, {type(error).__name__} in {Path(place.filename).name}:{place.lineno}")


def _too_slow() -> Reply:
    """What a client gets whose request did not arrive in time."""
    headers = (("Content-Type", "text/plain;charset=utf-8"), ("Connection", "close"))
    return Reply(408, headers, b"The request took too long to arrive.\n", "too slow")


async def _send(send: Send, reply: Reply, method: str = "GET", half: bool = False) -> None:
    headers = [(name.lower().encode(), header_bytes(value)) for name, value in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    body = reply.body[: len(reply.body) // 2] if half else b"" if method == "HEAD" else reply.body
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    for start in range(0, len(body) - PIECE, PIECE):
        await send({"type": "http.response.body", "body": body[start : start + PIECE], "more_body": True})
        await asyncio.sleep(0)  # others come first
    rest = (len(body) - 1) // PIECE * PIECE if body else 0
    await send({"type": "http.response.body", "body": body[rest:], "more_body": half})


def _within(seconds: float, send: Send) -> Send:
    """Return a send that raises TimeoutError if the client takes nothing for so long."""

    async def sent(message: Message) -> None:
        async with asyncio.timeout(seconds):
            await send(message)

    return sent


async def _cut(scope: Scope, receive: Receive, send: Send, reply: Reply | None) -> None:
    """Send half of a reply, or nothing, and close the connection."""
    if reply is not None:
        await _send(send, reply, half=True)
    scope["state"]["transport"].close()
    await _client_left(scope, receive)


async def _client_left(scope: Scope, receive: Receive) -> None:
    """Wait until the connection is closed, or the client's side of it is; then close the rest."""
    closed = asyncio.create_task(_disconnected(receive))
    half_closed = asyncio.create_task(scope["state"]["half_closed"].wait())
    await asyncio.wait((closed, half_closed), return_when=asyncio.FIRST_COMPLETED)
    closed.cancel()
    half_closed.cancel()
    scope["state"]["transport"].close()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def application(stub: Stub) -> ASGIApp:
    """Return the whole application: the stub's own paths, and the API everywhere else."""
    own, api = admin.handlers(stub), Api(stub)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        scope = reading.in_origin_form(scope)
        handler = own.get(scope["path"])
        if handler is None:
            await api(scope, receive, send)
        else:
            await admin.respond(handler, stub.settings.read_seconds, scope, receive, send)

    return app
