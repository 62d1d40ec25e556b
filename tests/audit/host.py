"""Serves the built site as a static host does: compressed, kept open, with the fields of the file `_headers`."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

mimetypes.add_type("text/javascript", ".js")
SMALL = ("text/", "application/json", "application/xml", "image/svg+xml")


def header_rules(site: Path) -> list[tuple[str, str, str]]:
    """Pattern, name and value of each line in the site's `_headers`; none if it has no such file."""
    rules: list[tuple[str, str, str]] = []
    pattern = ""
    path = site / "_headers"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        name, colon, value = line.strip().partition(": ")
        if colon:
            rules.append((pattern, name, value))
        elif line.strip():
            pattern = line.strip()
    return rules


class Host(ThreadingHTTPServer):
    """A server of one folder, on a free port of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        """Take a port; `site` is set before the first request."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self.site = Path()
        self.rules: list[tuple[str, str, str]] = []

    def open(self, site: Path) -> None:
        """Serve this folder from now on."""
        self.site, self.rules = site.resolve(), header_rules(site)


class Handler(BaseHTTPRequestHandler):
    """Answers with files; a folder gives its index, an unknown address the page 404.html."""

    protocol_version = "HTTP/1.1"
    server: Host

    def do_GET(self) -> None:
        """Send the file."""
        path = unquote(urlsplit(self.path).path)
        file = (self.server.site / path.lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and file.is_relative_to(self.server.site)
        if not found:
            file = self.server.site / "404.html"
        body = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if kind.startswith(SMALL) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        for pattern, name, value in self.server.rules:
            if fnmatchcase(path, pattern):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def serve() -> Iterator[Host]:
    """A running server whose address is known before the site is built, for links that hold it."""
    host = Host()
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
