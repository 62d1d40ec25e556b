"""An endpoint on this machine that keeps what it gets and answers as it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Got:
    """One request."""

    method: str
    target: str
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes


@dataclass
class Endpoint:
    """What came, and what is answered next."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    """Status and Location, one for each request; 200 once they are used up."""


class _Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_GET(self) -> None:
        """Keep the request, and answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.endpoint.got.append(Got(self.command, self.path, headers, body))
        status, location = self.endpoint.answers.pop(0) if self.endpoint.answers else (200, "")
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the name that the server looks for

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """Run an endpoint."""
    kept = Endpoint()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"endpoint": kept}))
    kept.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
