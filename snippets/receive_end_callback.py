"""Receive the end-of-meeting callback. Nothing is signed, so the URL carries a token of our own."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from receiving import Inbox, Message, Receiver, Refused, Request

PATH = "/ended"
RUN = re.compile("[0-9a-f]{16}")
"""What names a run. It holds no space, so a token is right for one meeting only."""


def token(meeting_id: str, run: str, key: str) -> str:
    """Return what only somebody with our key can know about one run of a meeting."""
    return hmac.new(key.encode(), f"{meeting_id} {run}".encode(), hashlib.sha256).hexdigest()


def url(base: str, meeting_id: str, key: str) -> str:
    """Return the URL to give to create, as meetingEndedURL or meta_endCallbackUrl. Encode it once, by your library."""
    run = secrets.token_hex(8)  # the same meetingID may be used again
    return f"{base}{PATH}?{urlencode({'meeting': meeting_id, 'run': run, 'token': token(meeting_id, run, key)})}"


def check(request: Request, key: str) -> Message:
    """Return which meeting has ended. What BigBlueButton adds to the query is not relied on."""
    query = parse_qs(urlsplit(request.target).query)
    [meeting_id], [run], [given] = query["meeting"], query["run"], query["token"]
    right = token(meeting_id, run, key).encode()
    if not RUN.fullmatch(run) or request.method != "GET" or not hmac.compare_digest(right, given.encode()):
        raise Refused(403)
    return Message(f"ended {meeting_id} {run}", {"meeting": meeting_id})


def work(content: dict[str, Any]) -> None:
    """Do what has to be done once for each meeting that ended."""
    print("ended:", content["meeting"], flush=True)


if __name__ == "__main__":
    key = os.environ["CALLBACK_KEY"]  # yours, not the server's secret
    checks = {PATH: lambda request: check(request, key)}
    Receiver(("127.0.0.1", 8081), checks, Inbox("ended.sqlite3"), work).run()
