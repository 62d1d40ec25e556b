"""The server's program: state, settings, and one ASGI application in front of them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from bbb_stub import admin, faults, routes
from bbb_stub.data import StubData
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.request import ApiRequest
from bbb_stub.seed import Seed, grow
from bbb_stub.settings import Settings
from bbb_stub.state import World
from bbb_stub.tomcat import header_bytes

LOG = logging.getLogger("bbb_stub")

RESPONSE_HEADER = "x-stub-response"
"""A request header that asks for a response by its id, whatever the request is."""


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
        self.reset()

    def reset(self) -> None:
        """Return to the settings and the state of the start."""
        self.settings = self.first_settings
        self.world: World = grow(self.seed, self.fixed_clock)
        self.next_fault = self.next_response = ""
        self.last_answer: str | None = None

    def empty(self) -> None:
        """Forget all meetings, sessions and recordings."""
        self.world = grow(Seed(), self.fixed_clock)

    async def answer(self, request: ApiRequest) -> Reply:
        """Answer one request; raises faults.Cut if the connection is to be cut."""
        self.world.tick(self.settings.end_delay, self.settings.forget_after)
        name, _ = routes.split(request.path)
        url = (self.settings.server_url or self.own_url).rstrip("/")
        exchange = Exchange(request, name, self.world, self.settings, self.data, url)
        fault = request.headers.get(faults.HEADER, "") or self.next_fault
        asked = request.headers.get(RESPONSE_HEADER, "") or self.next_response
        self.next_fault = self.next_response = ""
        if fault:
            return await faults.disturbed(fault, exchange, routes.answer)
        return exchange.on_demand(asked) if asked else routes.answer(exchange)

    def log(self, request: ApiRequest, said: str, why: str) -> None:
        """Write one line about a request. The secret never shows."""
        query = request.query.decode("latin-1")
        line = f"{request.method} {request.path}{'?' if query else ''}{query} -> {said}: {why}"
        line = "; ".join([line, *request.notes])
        secret = self.settings.secret
        LOG.info("%s", _printable(line.replace(secret, "***") if secret else line))


def _printable(text: str) -> str:
    """Keep a line one line, whatever the client sent."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class Api:
    """The ASGI application for everything that is not the stub's own."""

    def __init__(self, stub: Stub) -> None:
        """Take the stub it speaks for."""
        self.stub = stub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request over HTTP."""
        if scope["type"] != "http":
            return
        try:
            request = await _read(scope, receive)
        except ClientDisconnect:
            return
        try:
            reply = await self.stub.answer(request)
        except faults.Cut as cut:
            self.stub.log(request, "cut", "fault: the connection is cut")
            await _cut(scope, receive, send, cut.reply)
            return
        self.stub.last_answer = reply.answer
        said = f"{reply.status}{f' {reply.answer}' if reply.answer else ''}"
        self.stub.log(request, said, reply.why)
        await _send(send, reply, reply.body, request.method)


async def _read(scope: Scope, receive: Receive) -> ApiRequest:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(scope["headers"])}
    body = b""
    if "content-length" in headers or "transfer-encoding" in headers:
        body = await Request(scope, receive).body()
    path = scope["path"]
    return ApiRequest(
        scope["method"],
        path,
        scope["query_string"],
        headers,
        body,
        suffix=routes.split(path)[1],
        chunked="transfer-encoding" in headers,
    )


async def _send(send: Send, reply: Reply, body: bytes, method: str = "GET", more: bool = False) -> None:
    headers = [(name.lower().encode(), header_bytes(value)) for name, value in reply.headers]
    headers.append((b"content-length", str(len(reply.body)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body, "more_body": more})


async def _cut(scope: Scope, receive: Receive, send: Send, reply: Reply | None) -> None:
    """Send half of a reply, or nothing, and close the connection."""
    if reply is not None:
        await _send(send, reply, reply.body[: len(reply.body) // 2], more=True)
    scope["state"]["transport"].close()
    while (await receive())["type"] != "http.disconnect":
        pass


def application(stub: Stub) -> Starlette:
    """The whole application: the stub's own paths, and the API everywhere else."""
    own = [Route(path, handler, methods=["GET", "POST"]) for path, handler in admin.handlers(stub).items()]
    return Starlette(routes=[*own, Mount("/", Api(stub))])
