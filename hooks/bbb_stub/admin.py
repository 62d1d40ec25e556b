"""The stub's own paths. A real BigBlueButton has none of them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from bbb_stub import reading

if TYPE_CHECKING:
    from bbb_stub.app import Stub

Values = Mapping[str, Any]
Handler = Callable[[Values], str | Awaitable[str]]
"""It takes what the request says and returns what is answered; it raises ValueError for what it cannot use."""

GUESTS = ("allow", "deny", "leave")
"""What a moderator does with the guests who wait, or they themselves."""

MOST_BYTES = 1_048_576
"""How large a body may be."""


def handlers(stub: Stub) -> dict[str, Handler]:
    """Return the handlers by path. They take JSON, or a query string."""

    def reset(_: Values) -> str:
        stub.reset()
        return "reset"

    def empty(_: Values) -> str:
        stub.empty()
        return "emptied"

    def settings(values: Values) -> str:
        stub.settings = stub.settings.with_values(values)
        return "set"

    def clock(values: Values) -> str:
        try:
            seconds = float(str(values.get("advance", "")))
        except ValueError:
            raise ValueError("give the number of seconds as advance") from None
        stub.world.clock.advance(seconds)
        stub.sender.wake()
        return str(stub.world.clock.now)

    def fault(values: Values) -> str:
        name = str(values.get("name", ""))
        stub.give_fault(name)
        return f"the next request gets the fault {name}"

    def response(values: Values) -> str:
        wanted = str(values.get("id", ""))
        stub.give_response(wanted)
        return f"the next request gets the response {wanted}"

    own: tuple[Handler, ...] = (reset, empty, settings, clock, fault, response)
    others = {"/stub/guests": _guests(stub), "/stub/record": _record(stub), "/stub/sent": _sent(stub)}
    return {f"/stub/{handler.__name__}": handler for handler in own} | others


def _sent(stub: Stub) -> Handler:
    """Return the handler that lists the callbacks that were sent, once nothing that is due is left to send."""

    async def sent(_: Values) -> str:
        return json.dumps(await stub.sender.settle(), indent=1, ensure_ascii=False)

    return sent


def _record(stub: Stub) -> Handler:
    """Return the handler by which somebody in a meeting starts its recording."""

    def record(values: Values) -> str:
        wanted = str(values.get("meetingID", ""))
        meeting = next((m for m in stub.world.live() if m.meeting_id == wanted), None)
        if meeting is None or not meeting.record:
            raise ValueError(f"no meeting {wanted[:60]!a} runs that was created with record=true")
        meeting.recorded = True
        return f"{wanted[:60]!a} is being recorded"

    return record


def _guests(stub: Stub) -> Handler:
    """Return the handler that decides on the guests who wait."""

    def guests(values: Values) -> str:
        word = str(values.get("do", ""))
        if word not in GUESTS:
            raise ValueError(f"what guests do is {', '.join(GUESTS)}, not {word[:60]!a}")
        return f"{stub.world.decide(word)} guests: {word}"

    return guests


async def respond(handler: Handler, seconds: float, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request to one of the stub's own paths: in words, with 400 if it cannot be used.

    One whose body takes longer than so many seconds is answered with 408, and the connection is closed.
    """
    headers: dict[str, str] = {}
    try:
        told = handler(await _values(scope, receive, seconds))
        status, text = 200, told if isinstance(told, str) else await told
    except ClientDisconnect:
        return
    except (ValueError, RecursionError) as error:
        status, text = 400, " ".join(str(error).split())
    except TimeoutError:
        status, text, headers = 408, "the request took too long to arrive", {"Connection": "close"}
    response = PlainTextResponse(text.encode("utf-8", "replace") + b"\n", status, headers)
    await response(scope, receive, send)


async def _values(scope: Scope, receive: Receive, seconds: float) -> Values:
    """Return what the request says: its query string, and a JSON object in its body; raises ValueError for others."""
    if scope["method"] not in ("GET", "POST"):
        raise ValueError("ask with GET or POST")
    values: dict[str, Any] = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    body = await reading.body_of(reading.headers_of(scope), receive, MOST_BYTES, seconds)
    if body is None:
        raise ValueError(f"the body is larger than {MOST_BYTES} bytes")
    if not body:
        return values
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON, or nested too deep") from None
    if not isinstance(given, dict):
        raise ValueError("the body is not a JSON object")
    return values | given
