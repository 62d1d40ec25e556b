"""The stub's own paths. A real BigBlueButton has none of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bbb_stub import faults

if TYPE_CHECKING:
    from bbb_stub.app import Stub

Handler = Callable[[Request], Awaitable[Response]]


def handlers(stub: Stub) -> dict[str, Handler]:
    """The handlers by path. They take JSON, or a query string."""

    async def reset(_: Request) -> Response:
        stub.reset()
        return PlainTextResponse("reset\n")

    async def empty(_: Request) -> Response:
        stub.empty()
        return PlainTextResponse("emptied\n")

    async def settings(request: Request) -> Response:
        try:
            stub.settings = stub.settings.with_values(await _values(request))
        except ValueError as error:
            return PlainTextResponse(f"{error}\n", 400)
        return PlainTextResponse("set\n")

    async def clock(request: Request) -> Response:
        try:
            stub.world.clock.advance(float((await _values(request)).get("advance", "")))
        except ValueError:
            return PlainTextResponse("give the number of seconds as advance\n", 400)
        return PlainTextResponse(f"{stub.world.clock.now}\n")

    own: dict[str, Handler] = {
        "reset": reset,
        "empty": empty,
        "settings": settings,
        "clock": clock,
        **_for_the_next_request(stub),
    }
    return {f"/stub/{name}": handler for name, handler in own.items()}


def _for_the_next_request(stub: Stub) -> dict[str, Handler]:
    """The handlers that say what the next request gets."""

    async def fault(request: Request) -> Response:
        name = str((await _values(request)).get("name", ""))
        if name not in faults.NAMES:
            return PlainTextResponse(f"no fault is named {name!r}; known are {', '.join(faults.NAMES)}\n", 400)
        stub.next_fault = name
        return PlainTextResponse(f"the next request gets the fault {name}\n")

    async def response(request: Request) -> Response:
        wanted = str((await _values(request)).get("id", ""))
        if wanted not in stub.data.responses:
            return PlainTextResponse(f"no response has the id {wanted!r}; the ids are those of errors.json\n", 400)
        stub.next_response = wanted
        return PlainTextResponse(f"the next request gets the response {wanted}\n")

    return {"fault": fault, "response": response}


async def _values(request: Request) -> dict[str, Any]:
    """What the request says: its query string, and a JSON object in its body."""
    values: dict[str, Any] = dict(request.query_params)
    if await request.body():
        given = await request.json()
        if isinstance(given, dict):
            values |= given
    return values
