"""Receive the learning analytics. The token proves who sends; the body isn't signed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any

from bbb_jwt import WrongToken, verified
from receiving import Inbox, Message, Receiver, Refused, Request

PATH = "/analytics"


def check(request: Request, secrets: Sequence[str]) -> Message:
    """Return what happened in a meeting. BBBLB writes `bearer` in lower case."""
    if request.method != "POST":
        raise Refused(405)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        claims = verified(token.strip(), secrets) if scheme.lower() == "bearer" else {}
    except WrongToken as error:
        raise Refused(401) from error
    if "exp" not in claims:
        raise Refused(401)  # a token for something else, such as a recording
    told = json.loads(request.body)
    content = {"meeting": str(told["meeting_id"]), "data": told["data"]}
    return Message(f"analytics {told['internal_meeting_id']}", content)


def work(content: dict[str, Any]) -> None:
    """Check the body against your own records before you believe it."""
    print("analytics of", content["meeting"], flush=True)


if __name__ == "__main__":
    secrets = os.environ["BBB_SECRET"].split()
    checks = {PATH: lambda request: check(request, secrets)}
    Receiver(("127.0.0.1", 8083), checks, Inbox("analytics.sqlite3"), work).run()
