"""Drives the client in Python as those of the other languages are driven, so that the tests themselves are tried."""

from __future__ import annotations

import base64
import json
import sys
import traceback
from functools import cache
from typing import Any

from bbb_api import BBBError, Client, Response, parse, sign

Message = dict[str, Any]


@cache
def client(url: str, secret: str, algorithm: str, timeout: float, limit: int = 10_000_000) -> Client:
    """One client for equal settings."""
    return Client(url, secret, algorithm, timeout, limit)


def call(asked: Message) -> Response:
    """Make a call; parameters and forms are lists of pairs."""
    bbb = client(*(asked[name] for name in ("url", "secret", "algorithm", "timeout", "limit")))
    if asked["method"] == "GET":
        return bbb.call(asked["call"], **dict(asked["params"]))
    body = asked["body"]
    content = dict(body) if isinstance(body, list) else base64.b64decode(body)
    return bbb.post(asked["call"], asked["params"], content, asked["content_type"])


def carry_out(asked: Message) -> Message:
    """Carry out one request; return the outcome."""
    if asked["op"] == "sign":
        return {"query": sign(asked["call"], asked["params"], asked["secret"], asked["algorithm"])}
    if asked["op"] == "client":
        client(*(asked[name] for name in ("url", "secret", "algorithm", "timeout")))
        return {"ok": {}}
    if asked["op"] == "parse":
        response = parse(asked["call"], asked["status"], base64.b64decode(asked["body"]), asked["location"])
    else:
        response = call(asked)
    names = ("returncode", "key", "message", "status", "location", "warning")
    known: Message = {name: getattr(response, name) for name in names}
    return {"ok": {**known, "values": {name: response.get(name) for name in asked["read"]}, "shown": repr(response)}}


def outcome(asked: Message) -> Message:
    """Carry out one request; return the outcome, or what was raised."""
    try:
        return carry_out(asked)
    except BBBError as error:
        shown = "".join([*traceback.format_exception(error), repr(error), repr(vars(error))])
        names = ("key", "message", "call", "status", "page")
        known = {name: getattr(error, name) for name in names}
        return {"error": {"class": type(error).__name__, **known, "shown": shown}}
    except ValueError as error:
        return {"settings": str(error)}
    except Exception:
        return {"crash": traceback.format_exc()}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(outcome(json.loads(line))), flush=True)
