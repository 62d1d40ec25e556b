"""Receive requests from BigBlueButton: take one in, answer at once, work later. Standard library only.

A message is stored before it is answered, once for each key, and worked on in the background. So a repeat does no
harm, a slow job holds up nobody, and a restart loses nothing.
"""

from __future__ import annotations

import io
import json
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOST_BYTES = 1_048_576
"""How large a body may be."""
SECONDS = 10
"""How long a request may take to arrive."""


@dataclass(frozen=True)
class Request:
    """One request as it came."""

    method: str
    target: str
    """Path and query, as they were sent."""
    headers: Mapping[str, str]
    """By lower-case name."""
    body: bytes


@dataclass(frozen=True)
class Message:
    """What a request says, once it is known to be right."""

    key: str
    """The same for every repeat of the same message."""
    content: dict[str, Any]
    again: bool = False
    """A message that comes again once work on it has begun is worked on again."""


class Refused(Exception):
    """The request is not taken; the status tells why."""

    def __init__(self, status: int) -> None:
        """Take the HTTP status to answer with."""
        super().__init__(status)
        self.status = status


Check = Callable[[Request], Message]
"""Returns what a request says; raises Refused if it is not from BigBlueButton."""
Work = Callable[[dict[str, Any]], None]
"""Does something with a message. If it raises, the message is tried again later."""

UNREADABLE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError)
"""What reading a request raises that isn't as it should be."""


def judged(check: Check, request: Request) -> Message:
    """Return what a request says; raises Refused for one that is wrong, or can't be read."""
    try:
        return check(request)
    except UNREADABLE as error:
        raise Refused(400) from error


class Inbox:
    """A table of messages: each key once, until it is worked on, and remembered after that.

    `done` is 0 for what waits, 2 for what was begun, and 1 for what is done.
    """

    def __init__(self, path: str = "callbacks.sqlite3") -> None:
        """Open the table in a file, and make it if it's not there."""
        self._path = path
        with closing(self._open()) as table, table:
            table.execute("CREATE TABLE IF NOT EXISTS inbox (key TEXT PRIMARY KEY, content TEXT, done INTEGER)")

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=SECONDS)

    def put(self, message: Message) -> bool:
        """Store a message; return False if its key was there already and nothing is left to do."""
        with closing(self._open()) as table, table:
            values = (message.key, json.dumps(message.content))
            if table.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?, 0)", values).rowcount:
                return True
            again = "UPDATE inbox SET done = 0 WHERE key = ? AND done <> 0"
            return message.again and table.execute(again, values[:1]).rowcount == 1

    def work(self, do: Work) -> int:
        """Work on all messages that wait, oldest first; return how many were done. What fails stays in the table."""
        try:
            return self._work(do)
        except sqlite3.Error as error:  # locked for long, or the disk is full
            print("will be tried again:", type(error).__name__, flush=True)
            return 0

    def _work(self, do: Work) -> int:
        done = 0
        with closing(self._open()) as table:
            waiting = table.execute("SELECT key, content FROM inbox WHERE done <> 1 ORDER BY rowid").fetchall()
            for key, content in waiting:
                with table:
                    table.execute("UPDATE inbox SET done = 2 WHERE key = ?", (key,))
                try:
                    do(json.loads(content))
                except Exception as error:  # one bad message must not stop the others
                    print("will be tried again:", type(error).__name__, flush=True)
                    continue
                with table:  # unless it came again meanwhile
                    table.execute("UPDATE inbox SET done = 1 WHERE key = ? AND done = 2", (key,))
                done += 1
        return done


class Receiver(ThreadingHTTPServer):
    """A web server that answers for one or several paths."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], checks: Mapping[str, Check], inbox: Inbox, work: Work) -> None:
        """Listen at an address; `checks` holds what judges the requests, by path."""
        super().__init__(address, _Handler)
        self.checks, self.inbox, self.work = checks, inbox, work
        self.arrived = threading.Event()

    def take(self, request: Request) -> int:
        """Judge a request, and store what it says; return the status to answer with."""
        check = self.checks.get(request.target.partition("?")[0])
        if check is None:
            return 404
        try:
            self.inbox.put(judged(check, request))
        except Refused as refused:
            return refused.status
        self.arrived.set()
        return 200  # nothing else: up to 3.0.26 the end callback wants exactly this

    def work_forever(self, seconds: float = 60) -> None:
        """Work on what arrives, and look again after some seconds: what failed is tried again."""
        while True:
            self.arrived.wait(seconds)
            self.arrived.clear()
            self.inbox.work(self.work)

    def run(self) -> None:
        """Serve until the program is interrupted."""
        threading.Thread(target=self.work_forever, daemon=True).start()
        self.serve_forever()


class _Arriving(io.RawIOBase):
    """What a connection brings within SECONDS; raises TimeoutError for what comes later."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._until = connection, time.monotonic() + SECONDS

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(max(self._until - time.monotonic(), 0.001))  # 0 would mean not to wait at all
        return self._connection.recv_into(buffer)


class _Handler(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Read from the connection for a limited time."""
        super().setup()
        self.rfile = io.BufferedReader(_Arriving(self.connection))

    def do_GET(self) -> None:
        """Take a request in, and answer without a body."""
        status = 400
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers:
            status = 411
        elif length.isascii() and length.isdigit():
            status = 413
            if len(length) < 9 and int(length) <= MOST_BYTES:
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(length))
                whole = len(body) == int(length)
                status = self.server.take(Request(self.command, self.path, headers, body)) if whole else 400
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    do_POST = do_GET  # noqa: N815 - the name that the server looks for

    def log_message(self, *_: object) -> None:
        """Stay quiet: URLs may hold tokens."""
