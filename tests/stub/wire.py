"""Raw bytes to a stub and back: for requests that no HTTP library would send."""

from __future__ import annotations

import contextlib
import socket
from urllib.parse import urlsplit


def talk(origin: str, *pieces: bytes, seconds: float = 10.0) -> bytes:
    """Send pieces on one connection, and return all that comes back until the server closes it or the time is up.

    The last request must ask for the end of the connection.
    """
    place = urlsplit(origin)
    found = b""
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=seconds) as connection:
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
        with contextlib.suppress(OSError):
            while received := connection.recv(65536):
                found += received
    return found


def request(target: bytes, headers: bytes = b"", body: bytes = b"", method: bytes = b"GET") -> bytes:
    """Return a request as bytes; the connection ends after it."""
    head = b"%s %s HTTP/1.1\r\nHost: stub\r\nConnection: close\r\n%s" % (method, target, headers)
    length = b"Content-Length: %d\r\n" % len(body) if body else b""
    return head + length + b"\r\n" + body
