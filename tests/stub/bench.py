"""How long the stub takes for a response, against an endpoint of the same framework that does nothing.

python -m tests.stub.bench
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from bbb_stub.server import StubServer, address, bound_socket
from bbb_wire.signing import sign

ROUNDS, EACH = 40, 25
CALLS = (("getMeetings", ""), ("getMeetingInfo", "meetingID=physics-1"), ("create", "name=Foo&meetingID=algebra-1"))


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with no content."""
    await PlainTextResponse("")(scope, receive, send)


@contextmanager
def empty_server() -> Iterator[str]:
    """Serve the endpoint that does nothing; the value is its address."""
    listener = bound_socket("127.0.0.1", 0)
    listener.listen()
    config = uvicorn.Config(nothing, http="h11", ws="none", lifespan="off", log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield address(listener)
    server.should_exit = True
    thread.join(10)


def medians() -> dict[str, float]:
    """Return the median seconds of a request to the empty endpoint and of each call; they take turns."""
    with empty_server() as empty, StubServer() as stub, httpx.Client(trust_env=False) as client:
        urls = {"nothing": empty} | {call: f"{stub.origin}{sign(call, query).path}" for call, query in CALLS}
        times: dict[str, list[float]] = {name: [] for name in urls}
        for _ in range(ROUNDS):
            for name, url in urls.items():
                for _ in range(EACH):
                    start = time.perf_counter()
                    client.get(url)
                    times[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Print the medians and how many times the empty endpoint's they are."""
    found = medians()
    for name, seconds in found.items():
        print(f"{name:15} {seconds * 1000:6.2f} ms   {seconds / found['nothing']:5.2f} times   (budget 2)")


if __name__ == "__main__":
    main()
