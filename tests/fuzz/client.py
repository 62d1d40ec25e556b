"""Random responses for the client: only its own errors, in time, silent about secrets, and the next call works.

PYTHONPATH=hooks:snippets .venv/bin/python -m tests.fuzz.client 60
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import count

from bbb_api import AsyncClient, BBBError, Client, Response
from tests.client.raw_server import http, serving

SECRET = "not-to-be-seen-4c1d"  # noqa: S105 - no server has it
CALLS = ("create", "join", "getMeetings", "end", "")
TIMEOUT = 0.5
LATE = 5.0
"""A call that takes so long has no deadline, even on a busy machine."""
PIECES = [
    *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.0 500 x\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    *(b"HTTP/1.1 103 x\r\n\r\n", b"HTTP/1.1 101 x\r\n\r\n", b"HTTP/1.1 204 x\r\n\r\n", b"HTTP/1.1 304 x\r\n\r\n"),
    *(
        b"Content-Length: 20\r\n",
        b"Content-Length: -1\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Connection: close\r\n",
    ),
    *(b"Set-Cookie: a=\xc3\xa4\r\n", b"Set-Cookie: a=b; max-age=9999999999999999\r\n", b"Content-Encoding: gzip\r\n"),
    *(b"Location: https://x/?sessionToken=y\r\n", b"Location: javascript:0?sessionToken={SUM}\r\n", b"X: {SUM}\r\n"),
    *(b"Location: /?errors=%5B%7B%22key%22:%22{SUM}%22,%22message%22:%22m%22%7D%5D\r\n", b"Location: //[\r\n"),
    *(
        b"\r\n",
        b"\n",
        b": ",
        b"5\r\n",
        b"0\r\n\r\n",
        b"1;a=b\r\n",
        b"ffffffffffffffff\r\n",
        b" " * 70_000,
        b"\0",
        b"\xff",
    ),
    *(b"<response>", b"<returncode>SUCCESS</returncode>", b"<returncode>FAILED</returncode>", b"</response>", b"<a>"),
    *(b"<messageKey>{SUM}</messageKey>", b"<message>{SUM} no</message>", b"<!DOCTYPE response [", b"<!ENTITY e 'x'>]>"),
    *(
        b'{"response": {',
        b'"returncode": "FAILED", ',
        b'"messageKey": "{SUM}"',
        b"}}",
        b"[" * 5000,
        b"9" * 5000,
        b"null",
    ),
]
RIGHT = http(b"<response><returncode>SUCCESS</returncode></response>")


def response(dice: random.Random) -> list[bytes]:
    """Return pieces of a response: shuffled ones, or a right one that was changed in a few places."""
    if dice.random() < 0.5:
        return dice.choices(PIECES, k=dice.randrange(12))
    status, body = dice.choice(["200 OK", "302 Found", "500 x", "404 {SUM}"]), b"".join(dice.choices(PIECES[26:], k=4))
    whole = bytearray(http(body, status, [x.decode("latin-1").strip() for x in dice.choices(PIECES[8:20], k=2)]))
    for _ in range(dice.randrange(4)):
        at = dice.randrange(len(whole) + 1)
        whole[at : at + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
    return [bytes(whole)]


def judge(outcome: Response | BBBError, query: str, seconds: float) -> None:
    """Raise an AssertionError if an outcome shows too much or came too late."""
    shown = [repr(outcome)]
    if isinstance(outcome, BBBError):
        told = traceback.TracebackException.from_exception(outcome, capture_locals=True)
        locals_ = [frame.locals for frame in told.stack if frame.filename.endswith("bbb_api.py")]
        shown += [str(outcome), outcome.page, repr(vars(outcome)), repr(locals_), *traceback.format_exception(outcome)]
    checksum = query.rpartition("checksum=")[2]
    text = "".join(shown)
    assert SECRET not in text, "the secret shows"
    assert not checksum or not re.search(checksum, text, re.IGNORECASE), "the checksum shows"
    assert seconds < LATE, f"it took {seconds:.1f} s"


def run(seconds: float) -> None:
    """Call for so many seconds, by both clients; raise an AssertionError with the input at the first failure."""
    end, start = time.monotonic() + seconds, random.SystemRandom().randrange(2**32)
    sends: list[bytes] = []

    def reply(head: bytes) -> Iterator[bytes]:
        checksum = head.split(b" ", 2)[1].rpartition(b"checksum=")[2]
        yield from [x.replace(b"{SUM}", checksum) for x in sends]

    async def by_async(bbb: AsyncClient, call: str) -> Response | BBBError:
        try:
            return await bbb.call(call, name="x")
        except BBBError as error:
            return error

    def by_sync(bbb: Client, call: str) -> Response | BBBError:
        try:
            return bbb.call(call, name="x")
        except BBBError as error:
            return error

    with serving(reply) as raw, Client(raw.url, SECRET, timeout=TIMEOUT) as bbb, asyncio.Runner() as runner:
        other = AsyncClient(raw.url, SECRET, timeout=TIMEOUT)
        for number in count():
            if time.monotonic() > end:
                break
            dice = random.Random(start + number)  # noqa: S311 - to be had again by its seed - nothing secret comes of it
            sends[:], call = response(dice), dice.choice(CALLS)
            try:
                for again in (False, True):  # the second time, what was sent is right
                    sends[:] = [RIGHT] if again else sends
                    began = time.monotonic()
                    outcome = by_sync(bbb, call) if number % 2 else runner.run(by_async(other, call))
                    judge(outcome, raw.queries[-1], time.monotonic() - began)
                    assert not again or isinstance(outcome, Response), f"the next call failed: {outcome}"
                    assert b"\r\ncookie:" not in raw.requests[-1].lower(), "a cookie was kept"
            except Exception as error:
                shown = response(random.Random(start + number))  # noqa: S311 - to be had again by its seed
                raise AssertionError(f"{error!r}; call {call!r}, seed {start + number}, response {shown!r}") from error
            del raw.requests[:]
        runner.run(other.close())


if __name__ == "__main__":
    run(float(sys.argv[1]))
