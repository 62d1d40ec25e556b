"""Servers on free ports of loopback that behave as broken servers do, below HTTP too."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

Behavior = Callable[[socket.socket], None]
"""What a server does with a connection. It is closed afterwards."""

PATIENCE = 20.0
"""Seconds that a silent server waits for its client to give up."""

WHOLE = b"<response><returncode>SUCCESS</returncode></response>"
CUT = WHOLE[:26]
"""The beginning of an answer whose rest never comes."""


@contextlib.contextmanager
def listening(behave: Behavior) -> Iterator[int]:
    """Accept connections, each in a thread of its own; the value is the port."""
    server = socket.create_server(("127.0.0.1", 0), backlog=50)

    def handle(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            behave(connection)

    def accept() -> None:
        with contextlib.suppress(OSError):  # the server is closed
            while True:
                threading.Thread(target=handle, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield port(server)
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


def port(server: socket.socket) -> int:
    """The port on which a socket listens."""
    found: int = server.getsockname()[1]
    return found


@contextlib.contextmanager
def closed() -> Iterator[int]:
    """A port on which nobody listens, and which nobody else gets until the end of the block."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield port(bound)


@contextlib.contextmanager
def unreachable() -> Iterator[int]:
    """A port whose queue of connections is full: the kernel drops further attempts, as a firewall does."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, contextlib.ExitStack() as stack:
        for _ in range(2):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield port(server)


def head(connection: socket.socket) -> bytes:
    """Read a request up to the end of its header."""
    data = b""
    while b"\r\n\r\n" not in data and (more := connection.recv(65_536)):
        data += more
    return data


def silent(connection: socket.socket) -> None:
    """Say nothing until the client leaves."""
    connection.settimeout(PATIENCE)
    while connection.recv(65_536):
        pass


def stalled(connection: socket.socket) -> None:
    """Begin an answer, stop in the middle, and give up after a second, for clients whose time limit ends earlier."""
    head(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<resp")
    connection.settimeout(1)
    connection.recv(1)


def empty(connection: socket.socket) -> None:
    """Read the request and close without an answer."""
    head(connection)


def reset(connection: socket.socket) -> None:
    """Read the request, or the beginning of a handshake, and reset the connection."""
    connection.recv(65_536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hung_up(connection: socket.socket) -> None:
    """Read the beginning of a handshake and close."""
    connection.recv(65_536)


def greeting(connection: socket.socket) -> None:
    """Greet as a server of SSH does, and close when what comes is no greeting."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.2p1\r\n")
    head(connection)


def saying(*parts: bytes) -> Behavior:
    """Answer every request with the same bytes."""

    def behave(connection: socket.socket) -> None:
        head(connection)
        connection.sendall(b"".join(parts))

    return behave


def answer(body: bytes, status: str = "200 OK", *fields: str, length: int | None = None) -> bytes:
    """An HTTP response, whose Content-Length may be wrong."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *fields)
    return "".join(f"{line}\r\n" for line in (*lines, "Connection: close", "")).encode() + body


def redirecting(connection: socket.socket) -> None:
    """Redirect every request to the address it came to."""
    if target := head(connection).split(b" ")[1:2]:
        connection.sendall(answer(b"", "302 Found", f"Location: {target[0].decode()}"))


def speaking_tls(chain: Path, key: Path) -> Behavior:
    """Answer by TLS with a certificate; a client that does not like it goes away."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)

    def behave(connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with context.wrap_socket(connection, server_side=True) as secure:
            saying(answer(WHOLE, "200 OK", "Content-Type: text/xml"))(secure)

    return behave


def outdated(chain: Path, key: Path) -> Behavior:
    """Know no version of TLS but one that clients of today do not speak, and say so."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.SSLv3

    def behave(connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False) as secure:
            with contextlib.suppress(ssl.SSLError):
                secure.do_handshake()
            secure.shutdown(socket.SHUT_WR)  # and what the client still sends is read, so that nothing is reset
            silent(secure)

    return behave
