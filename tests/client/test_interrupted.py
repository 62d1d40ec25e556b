"""What ends a call from outside leaves no signed URL in the local variables of its traceback, and stays what it is."""

from __future__ import annotations

import asyncio
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bbb_api import AsyncClient, Client
from tests.client.raw_server import RawServer, http, serving
from tests.client.test_calls import SECRET, SUCCESS


@contextmanager
def silent() -> Iterator[RawServer]:
    """A server that takes requests and says nothing, until the end of the block."""
    over = threading.Event()

    def reply(_: bytes) -> list[bytes]:
        over.wait(20)
        return []

    with serving(reply) as raw:
        yield raw
        over.set()


def shown(error: BaseException) -> str:
    """All that a traceback shows with local variables."""
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def assert_silent(error: BaseException) -> None:
    text = shown(error)
    assert "checksum=" not in text
    assert SECRET not in text
    assert "in _exchange" in text, "where it happened stays known"


def test_an_interrupted_call() -> None:
    """Ctrl-C arrives as SIGINT in the main thread."""
    main = threading.get_ident()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which another test may have changed
    with silent() as raw, Client(raw.url, SECRET, timeout=20) as bbb:

        def interrupt() -> None:
            while not raw.requests:
                time.sleep(0.01)
            signal.pthread_kill(main, signal.SIGINT)

        threading.Thread(target=interrupt, daemon=True).start()
        with pytest.raises(KeyboardInterrupt) as caught:
            bbb.call("create", moderatorPW="open-sesame")
    assert_silent(caught.value)


async def cancel(call: asyncio.Task[object]) -> None:
    await asyncio.sleep(0.3)
    call.cancel()
    await call


async def wait_for(call: asyncio.Task[object]) -> None:
    await asyncio.wait_for(call, 0.3)


async def within(call: asyncio.Task[object]) -> None:
    async with asyncio.timeout(0.3):
        await call


@pytest.mark.parametrize(
    ("end", "kind"), [(cancel, asyncio.CancelledError), (wait_for, TimeoutError), (within, TimeoutError)]
)
def test_a_canceled_call(end: Callable[[asyncio.Task[object]], object], kind: type[BaseException]) -> None:
    async def run(url: str) -> None:
        async with AsyncClient(url, SECRET, timeout=20) as bbb:
            call = asyncio.ensure_future(bbb.call("create", moderatorPW="open-sesame"))
            await end(call)  # type: ignore[misc]

    with silent() as raw, pytest.raises(kind) as caught:
        asyncio.run(run(raw.url))
    assert len(raw.requests) == 1
    assert_silent(caught.value)


def test_a_canceled_call_does_not_hold_up_the_next() -> None:
    async def run(url: str) -> str:
        async with AsyncClient(url, SECRET, timeout=20) as bbb:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(bbb.call("create"), 0.3)
            return (await bbb.call("end")).returncode

    def reply(head: bytes) -> Iterator[bytes]:
        if b"/create?" in head:
            time.sleep(1)
        yield http(SUCCESS)

    with serving(reply) as raw:
        assert asyncio.run(run(raw.url)) == "SUCCESS"


def test_a_call_of_a_closed_client() -> None:
    async def run() -> None:
        bbb = AsyncClient("http://127.0.0.1:9/", SECRET)
        await bbb.close()
        await bbb.call("create")

    bbb = Client("http://127.0.0.1:9/", SECRET)
    bbb.close()
    with pytest.raises(RuntimeError, match="closed") as caught:
        bbb.call("create")
    assert_silent(caught.value)
    with pytest.raises(RuntimeError, match="closed") as caught:
        asyncio.run(run())
    assert_silent(caught.value)
