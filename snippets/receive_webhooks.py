"""Receive the events of bbb-webhooks, signed by a checksum or with the secret as a bearer token."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from typing import Any
from urllib.parse import parse_qs, urlsplit

from receiving import Inbox, Message, Receiver, Refused, Request

PATH = "/hook"
HASHES = {40: hashlib.sha1, 64: hashlib.sha256, 96: hashlib.sha384, 128: hashlib.sha512}
"""By the number of hex digits."""


def signed_text(body: bytes, version: str) -> bytes:
    """Return what a version of bbb-webhooks signs between the URL and the secret."""
    numbers = tuple(map(int, version.split(".")))
    if numbers >= (3, 4):
        return body
    if numbers >= (3,):
        return b"{}"  # the same for every event: it proves nothing about the body
    form = {name: values[0] for name, values in parse_qs(body.decode(), strict_parsing=True).items()}
    kept = {"event": form["event"], "timestamp": int(form["timestamp"]), "domain": form["domain"]}
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False).encode()


def is_signed(request: Request, registered: str, secret: str, version: str) -> bool:
    """Whether the checksum is right for the URL as it was registered and the body as it came."""
    given = parse_qs(urlsplit(request.target).query).get("checksum", [""])[-1]
    if len(given) not in HASHES:
        return False
    text = registered.encode() + signed_text(request.body, version) + secret.encode()
    return hmac.compare_digest(HASHES[len(given)](text).hexdigest().encode(), given.encode())


def has_bearer(request: Request, secret: str) -> bool:
    """Whether the secret itself came along, as it does with auth2_0."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), secret.encode())


def check(request: Request, registered: str, secret: str, version: str = "3.5", bearer: bool = False) -> Message:
    """Return the event. 403, never 401: bbb-webhooks takes 401 for delivered."""
    if request.method != "POST":
        raise Refused(405)
    if not (has_bearer(request, secret) if bearer else is_signed(request, registered, secret, version)):
        raise Refused(403)
    form = parse_qs(request.body.decode(), strict_parsing=True, max_num_fields=10)
    [event], [timestamp] = json.loads(form["event"][0]), form["timestamp"]
    data = event["data"]
    content = {"event": str(data["id"]), "attributes": data["attributes"], "ts": int(data["event"]["ts"])}
    same = hashlib.sha256(f"{timestamp} {form['event'][0]}".encode()).hexdigest()
    return Message(f"event {same}", content)


def work(content: dict[str, Any]) -> None:
    """Do something with an event. They come late and out of order: compare `ts`, and never go back in time."""
    meeting = content["attributes"]["meeting"]["external-meeting-id"]
    print(content["event"], meeting, flush=True)


if __name__ == "__main__":
    registered = os.environ["CALLBACK_URL"]  # exactly as it was given to hooks/create, decoded
    secret = os.environ["BBB_SECRET"]
    checks = {PATH: lambda request: check(request, registered, secret)}
    Receiver(("127.0.0.1", 8084), checks, Inbox("events.sqlite3"), work).run()
