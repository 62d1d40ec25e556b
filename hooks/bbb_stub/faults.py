"""Faults on demand: what arrives when it is not an answer of the API, and what never arrives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from bbb_stub.exchange import CHARSET, Exchange, Reply, not_modeled

HEADER = "x-stub-fault"
XML = (("Content-Type", f"text/xml{CHARSET}"),)


class Cut(Exception):  # noqa: N818 - it is no error, it is a fault on demand
    """The connection is cut; `reply` goes out before, up to the middle of its body."""

    def __init__(self, reply: Reply | None) -> None:
        """Take what goes out before the cut, if anything does."""
        super().__init__("the connection is cut")
        self.reply = reply


class Silence(Exception):  # noqa: N818 - it is what a server does, not an error of the stub
    """No answer comes, and the connection stays open until the client leaves."""


def _document(body: bytes) -> Callable[[Exchange], Reply]:
    return lambda _: Reply(200, XML, body, "fault")


def _page(body: str) -> Callable[[Exchange], Reply]:
    return lambda _: Reply(200, (("Content-Type", "text/html"),), body.encode(), "fault")


def _redirect(x: Exchange) -> Reply:
    return Reply(302, (("Location", _address(x)),), b"", "fault")


def _address(x: Exchange) -> str:
    """Path and query of the request, encoded."""
    query = f"?{x.request.query.decode('latin-1')}" if x.request.query else ""
    return quote(x.request.path, safe="/:@!$&'()*+,;=~") + query


_BOMB = b"".join(
    [
        b'<?xml version="1.0"?>\n<!DOCTYPE response [\n<!ENTITY a0 "SUCCESS">\n',
        *(b'<!ENTITY a%d "%s">\n' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)),
        b"]>\n<response>\n<returncode>&a9;</returncode>\n</response>",
    ]
)
_OUTSIDE = b"""<?xml version="1.0"?>
<!DOCTYPE response [
<!ENTITY outside SYSTEM "file:///etc/hostname">
]>
<response>
<returncode>FAILED</returncode>
<messageKey>notFound</messageKey>
<message>&outside;</message>
</response>"""
_LATIN1 = "<response>\n<returncode>FAILED</returncode>\n<message>Sch\xf6n \xff</message>\n</response>".encode("latin-1")

REPLACING: Mapping[str, Callable[[Exchange], Reply]] = {
    "empty": _document(b""),
    "entity-bomb": _document(_BOMB),
    "external-entity": _document(_OUTSIDE),
    "not-utf8": _document(_LATIN1),
    "not-bbb": _page("<!doctype html><html><title>Welcome</title><p>This is another program.</p></html>"),
    "redirect-loop": _redirect,
    "html301": lambda x: _moved(x),
    "html404": lambda x: x.say("http-404-nginx", "fault"),
    "too-large": lambda x: x.say("http-413", "fault"),
    "html502": lambda x: x.say("http-502", "fault"),
    "html504": lambda x: x.say("http-504", "fault"),
}
"""Faults that take the place of the answer; the request is not carried out."""

CHANGING = ("slow", "cut", "truncated", "wrong-type", "huge")
"""Faults that happen to the real answer. With slow, truncated, wrong-type and huge the request was carried out."""

NAMES = (*CHANGING, *REPLACING)


def _moved(x: Exchange) -> Reply:
    reply = x.say("http-301-redirect", "fault")
    host = x.request.headers.get("host", "")
    return replace(reply, headers=(*reply.headers, ("Location", f"https://{host}{_address(x)}")))


async def disturbed(name: str, x: Exchange, answer: Callable[[Exchange], Reply]) -> Reply:
    """Answer with a fault. Raises Cut if the connection must not survive."""
    if name in REPLACING:
        reply = REPLACING[name](x)
    elif name == "cut":
        raise Cut(None)
    elif name in CHANGING:
        reply = answer(x)
        if name == "slow":
            await asyncio.sleep(x.settings.slow_seconds)
        elif name == "truncated":
            raise Cut(reply)
        elif name == "wrong-type":
            headers = tuple(header for header in reply.headers if header[0] != "Content-Type")
            reply = replace(reply, headers=(*headers, ("Content-Type", "application/octet-stream")))
        elif name == "huge":
            reply = replace(reply, body=_huge(x.settings.huge_megabytes))
    else:
        return not_modeled(f"the fault {name}; known are {', '.join(NAMES)}")
    return replace(reply, why=f"fault {name}; {reply.why}")


@lru_cache(maxsize=1)
def _huge(megabytes: int) -> bytes:
    """A well-formed answer of this size. It's kept: many requests at once share its room."""
    line = b"<meeting>" + b"x" * 1000 + b"</meeting>\n"
    begin, end = b"<response>\n<returncode>SUCCESS</returncode>\n<meetings>\n", b"</meetings>\n</response>"
    return begin + line * (megabytes * 1_000_000 // len(line)) + end
