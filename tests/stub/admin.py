"""The stub's own paths. A real BigBlueButton has none of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tests.stub import faults

if TYPE_CHECKING:
    from tests.stub.app import Stub

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

    async def fault(request: Request) -> Response:
        name = str((await _values(request)).get("name", ""))
        if name not in faults.NAMES:
            return PlainTextResponse(f"no fault is named {name!r}; known are {', '.join(faults.NAMES)}\n", 400)
        stub.next_fault = name
        return PlainTextResponse(f"the next request gets the fault {name}\n")

    async def clock(request: Request) -> Response:
        try:
            stub.world.clock.advance(float((await _values(request)).get("advance", "")))
        except ValueError:
            return PlainTextResponse("give the number of seconds as advance\n", 400)
        return PlainTextResponse(f"{stub.world.clock.now}\n")

    own: dict[str, Handler] = {"reset": reset, "empty": empty, "settings": settings, "fault": fault, "clock": clock}
    return {f"/stub/{name}": handler for name, handler in own.items()}


async def _values(request: Request) -> dict[str, Any]:
    """What the request says: its query string, and a JSON object in its body."""
    values: dict[str, Any] = dict(request.query_params)
    if await request.body():
        given = await request.json()
        if isinstance(given, dict):
            values |= given
    return values
