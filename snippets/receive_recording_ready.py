"""Receive the message that a recording is ready. A token says all there is, signed with the shared secret."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from bbb_jwt import WrongToken, verified
from receiving import Inbox, Message, Receiver, Refused, Request

PATH = "/recording-ready"


def token_in(request: Request) -> str:
    """Return the token: in a form, or in JSON as B3LB sends it."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json":
        return str(json.loads(request.body)["signed_parameters"])
    [given] = parse_qs(request.body.decode("ascii"), max_num_fields=10)["signed_parameters"]
    return given


def check(request: Request, secrets: Sequence[str]) -> Message:
    """Return which recording is ready. A 2xx to a token that doesn't verify would stop a balancer's further tries."""
    if request.method != "POST":
        raise Refused(405)
    try:
        claims = verified(token_in(request), secrets)
    except WrongToken as error:
        raise Refused(401) from error
    meeting_id, record_id = str(claims["meeting_id"]), str(claims["record_id"])
    return Message(f"recording {record_id}", {"meeting": meeting_id, "recording": record_id}, again=True)


def work(content: dict[str, Any]) -> None:
    """Read the recording by getRecordings now. The next format of it comes as the very same message."""
    print("ready:", content["recording"], "of", content["meeting"], flush=True)


if __name__ == "__main__":
    secrets = os.environ["BBB_SECRET"].split()  # behind a balancer, all secrets that it may sign with
    checks = {PATH: lambda request: check(request, secrets)}
    Receiver(("127.0.0.1", 8082), checks, Inbox("recordings.sqlite3"), work).run()
