"""Run the stub: in the foreground, or in a thread of a test.

Example:
    with StubServer() as stub:
        httpx.get(f"{stub.url}getMeetings?checksum=...")
"""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, h11  # type: ignore[attr-defined]  # what it reads with

from bbb_stub import data, seed
from bbb_stub.app import Stub, application
from bbb_stub.settings import for_release
from bbb_wire.signing import EXAMPLE_HOST

LAST_PORT = 65_535
PIECE = 8192
"""Bytes that are read at once. They may be thousands of tiny chunks, and nobody else is answered meanwhile."""
LINGER = 2.0
"""Seconds for which more is read, and thrown away, once a request was refused as broken HTTP."""
API_PATH = "/bigbluebutton/api/"


def bound_socket(host: str, port: int) -> socket.socket:
    """Return a socket for a server; port 0 takes a free one. Raises ValueError with one line if there is none.

    The protocol is named, since asyncio sends small packets at once only for sockets that say they are TCP.
    """
    if not 0 <= port <= LAST_PORT:
        raise ValueError(f"The port is a number from 0 to {LAST_PORT}, not {port}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, TypeError) as error:  # the latter for what cannot be the name of a host
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ValueError(f"Port {port} is taken; name another with --port") from None
        reason = getattr(error, "strerror", None) or str(error)
        raise ValueError(
            f"Nothing can listen at {ascii(host)[1:-1]}, port {port}: {reason}; name others with --host, --port"
        ) from None
    return listener


def address(listener: socket.socket) -> str:
    """The URL of a socket, without a slash at the end."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Protocol(H11Protocol):
    """HTTP with a way to the connection, so that a fault can cut it, and with an end to what never ends."""

    stub: Stub
    _awaited: type[object] | None = None
    """What is watched: headers, as h11.IDLE, or the rest of a refused body, as h11.SEND_BODY; or nothing."""
    _until: asyncio.TimerHandle | None = None
    _refused = False
    _half_closed: asyncio.Event

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Hand the connection to the application, in the scope's state."""
        super().connection_made(transport)
        transport.max_size = PIECE  # type: ignore[attr-defined]  # as asyncio's own transports call it
        self._half_closed = asyncio.Event()
        self.app_state = {"transport": transport, "half_closed": self._half_closed}
        self._watch()

    def send_400_response(self, msg: str) -> None:
        """Refuse what isn't HTTP. Reading goes on for a moment: closed on unread data, the response would be lost."""
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        response = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
        for event in (response, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event))
        self._refused = True
        self.transport.write_eof()
        self.loop.call_later(LINGER, self.transport.close)

    def data_received(self, data: bytes) -> None:
        """Read on. Whoever breaks HTTP after the response went out is left."""
        if self._refused:
            return
        try:
            super().data_received(data)
        except h11.LocalProtocolError:
            self.transport.close()
        self._watch()

    def eof_received(self) -> bool:  # type: ignore[override]  # asyncio's own protocols return whether to go on
        """Go on writing for a client that has sent whole requests, and only closed its side."""
        self._half_closed.set()
        busy = self.cycle is not None and not self.cycle.response_complete
        return busy and self.conn.their_state in (h11.DONE, h11.MUST_CLOSE)

    def on_response_complete(self) -> None:
        """Close the connection once such a client has all its responses; watch what is left of a refused body."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY:
            self._watch()
        if self._half_closed.is_set() and self.conn.their_state is h11.IDLE:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        super().connection_lost(exc)
        self._stop()

    def _watch(self) -> None:
        """Close the connection unless what arrives ends in time. While the application is busy, it watches itself."""
        state = self.conn.their_state
        is_refused = state is h11.SEND_BODY and self.conn.our_state is h11.DONE
        awaited = state if state is h11.IDLE or is_refused else None
        if awaited is self._awaited:
            return
        self._stop()
        self._awaited = awaited
        if awaited is not None and not self.transport.is_closing():
            self._until = self.loop.call_later(self.stub.settings.read_seconds, self.transport.close)

    def _stop(self) -> None:
        if self._until is not None:
            self._until.cancel()
            self._until = None


def http_server(stub: Stub) -> uvicorn.Server:
    """A web server for a stub."""
    protocol = type("Protocol", (_Protocol,), {"stub": stub})
    config = uvicorn.Config(
        application(stub),
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


class StubServer:
    """A stub in a thread of its own, for tests: always the same answers, as clock and chance are fixed."""

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        seed_file: Path | None = None,
        fixed_clock: bool = True,
        port: int = 0,
        release: str = "3.0",
    ) -> None:
        """Prepare the server. Its answers name https://bbb.example.org, unless the setting serverURL says otherwise."""
        steady = {"ties": "first"} if fixed_clock else {}
        first = for_release(release).with_values({"serverURL": f"https://{EXAMPLE_HOST}", **steady, **(settings or {})})
        self.stub = Stub(data.load(), seed.load(seed_file), fixed_clock, first)
        self._listener = bound_socket("127.0.0.1", port)
        self.origin = address(self._listener)
        """Scheme, host and port."""
        self.url = f"{self.origin}/bigbluebutton/"
        """The URL as ``bbb-conf --secret`` prints it."""
        self.api = f"{self.origin}{API_PATH}"
        """The URL to which the name of a call is appended."""
        self.stub.own_url = self.origin
        self._server = http_server(self.stub)
        self._thread = threading.Thread(target=self._run, name="stub", daemon=True)
        self._is_stopped = False

    @property
    def secret(self) -> str:
        """The shared secret of now."""
        return self.stub.settings.secret

    @property
    def last_answer(self) -> str | None:
        """Id of the catalog's answer that was sent last, or nothing if the last reply was none of them."""
        return self.stub.last_answer

    def reset(self, empty: bool = False) -> None:
        """Return to the first settings and the seed, or to no meetings, sessions and recordings at all.

        Raises RuntimeError if the stub was stopped.
        """
        self._refuse_stopped()
        self.stub.reset()
        if empty:
            self.stub.empty()

    def settings(self, values: Mapping[str, object] | None = None, **more: object) -> None:
        """Change settings until the next reset."""
        self.stub.settings = self.stub.settings.with_values({**(values or {}), **more})

    def play(self, release: str) -> None:
        """Play another line of releases until the next reset."""
        self.stub.settings = self.stub.settings.of_release(release)

    def fault(self, name: str) -> None:
        """Give the next request a fault; raises ValueError for an unknown name."""
        self.stub.give_fault(name)

    def respond(self, response_id: str) -> None:
        """Give the next request a response by its id, whatever it asks; raises ValueError for an unknown id."""
        self.stub.give_response(response_id)

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self.stub.world.clock.advance(seconds)
        self.stub.sender.wake()

    def sent(self) -> list[dict[str, Any]]:
        """Return the callbacks that were sent, each attempt by itself, once nothing that is due is left to send."""
        loop = self.stub.sender.loop
        if loop is None:
            return []
        return asyncio.run_coroutine_threadsafe(self.stub.sender.settle(), loop).result()

    def start(self) -> StubServer:
        """Start; requests may be sent from now on. Raises RuntimeError if the stub was stopped."""
        self._refuse_stopped()
        self._listener.listen()
        self._thread.start()
        return self

    def close(self) -> None:
        """Give up the port of a stub that was never started."""
        self._listener.close()

    def stop(self) -> None:
        """Stop, and close all connections."""
        self._is_stopped = True
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        self._listener.close()

    def _refuse_stopped(self) -> None:
        if self._is_stopped:
            raise RuntimeError("the stub was stopped, perhaps by an earlier test; make another StubServer")

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._listener]))

    def __enter__(self) -> StubServer:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()
