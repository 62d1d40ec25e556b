"""A server that sends any bytes, however wrong they are as HTTP."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator

Reply = Callable[[bytes], Iterable[bytes]]


class RawServer:
    """Keeps each request as it arrived, sends the chunks that `reply` makes of it, and closes the connection."""

    def __init__(self, reply: Reply) -> None:
        """Prepare; `serving` gives it a port."""
        self.reply = reply
        self.requests: list[bytes] = []
        self.port = 0

    @property
    def url(self) -> str:
        """Base URL, as bbb-conf prints it."""
        return f"http://127.0.0.1:{self.port}/bigbluebutton/"

    @property
    def queries(self) -> list[str]:
        """The query strings that arrived, byte for byte."""
        return [request.split(b" ", 2)[1].partition(b"?")[2].decode("ascii") for request in self.requests]


def http(body: bytes, status: str = "200 OK", headers: Iterable[str] = ()) -> bytes:
    """Build a right HTTP answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers)
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode() + body


@contextlib.contextmanager
def serving(reply: Reply) -> Iterator[RawServer]:
    """Run a RawServer; what still waits at the end is left behind."""
    raw = RawServer(reply)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            head = b""
            while (line := self.rfile.readline()) != b"\r\n":
                if not line:
                    return  # the client went away
                head += line
            length = next((int(x[15:]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length:")), 0)
            raw.requests.append(head + b"\r\n" + self.rfile.read(length))
            with contextlib.suppress(OSError):
                for chunk in raw.reply(head):
                    self.wfile.write(chunk)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 50

    with Server(("127.0.0.1", 0), Handler) as server:
        raw.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield raw
        server.shutdown()
