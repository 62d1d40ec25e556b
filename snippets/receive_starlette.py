"""The same receivers as one Starlette application: `uvicorn receive_starlette:app`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial

from starlette import requests, responses
from starlette.applications import Starlette
from starlette.routing import Route

import receive_analytics
import receive_end_callback
import receive_recording_ready
import receive_webhooks
from receiving import MOST_BYTES, SECONDS, Check, Inbox, Refused, Request, Work, judged


def application(checks: Mapping[str, tuple[Check, Work]], inbox: Inbox) -> Starlette:
    """Return the application; `checks` holds what judges requests and what works on them, by path.

    The paths are those below the root path, if the application is mounted or runs behind one.
    """
    arrived = asyncio.Event()

    async def take(path: str, request: requests.Request) -> responses.Response:
        try:
            async with asyncio.timeout(SECONDS):
                body = await bounded(request)
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            taken = judged(checks[path][0], Request(request.method, target, dict(request.headers), body))
        except Refused as refused:
            return responses.Response(status_code=refused.status)
        except TimeoutError:
            return responses.Response(status_code=408)
        kept = replace(taken, content={"path": path, **taken.content})
        await asyncio.to_thread(inbox.put, kept)
        arrived.set()
        return responses.Response(status_code=200)

    async def work_forever() -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), 60)
            arrived.clear()
            await asyncio.to_thread(inbox.work, lambda content: checks[content["path"]][1](content))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        worker = asyncio.create_task(work_forever())
        yield
        worker.cancel()

    routes = [Route(path, partial(take, path), methods=["GET", "POST"]) for path in checks]
    return Starlette(routes=routes, lifespan=lifespan)


async def bounded(request: requests.Request) -> bytes:
    """Return the body as it came; raises Refused if it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused(413)
    return body


def from_env() -> Starlette:
    """Return the application for the settings in the environment."""
    key, secret, registered = os.environ["CALLBACK_KEY"], os.environ["BBB_SECRET"], os.environ["CALLBACK_URL"]
    ended, ready, analytics, hooks = receive_end_callback, receive_recording_ready, receive_analytics, receive_webhooks
    checks: Mapping[str, tuple[Check, Work]] = {
        ended.PATH: (lambda request: ended.check(request, key), ended.work),
        ready.PATH: (lambda request: ready.check(request, secret.split()), ready.work),
        analytics.PATH: (lambda request: analytics.check(request, secret.split()), analytics.work),
        hooks.PATH: (lambda request: hooks.check(request, registered, secret), hooks.work),
    }
    return application(checks, Inbox())


def __getattr__(name: str) -> Starlette:
    """Make the application when a server asks for it, not when the module is read."""
    if name == "app":
        return from_env()
    raise AttributeError(name)
