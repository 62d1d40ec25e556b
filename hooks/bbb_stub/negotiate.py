"""XML, JSON or nothing: the form that a request asks for, and what the answer has of it.

Facts (guide on the response format): a parameter ``format``, or a suffix of the address, decides alone. Then the
Accept header, unless a browser sends it. Where an answer has none of the wanted forms, a catch-all gives XML; where
the catch-all is missing, nothing is rendered and an error page comes. Grails up to 6 gives XML without a catch-all too,
if the request takes ``*/*`` besides.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bbb_stub.request import ApiRequest

ANY = "all"
MOST = 8192
"""How much of an Accept header is looked at."""
_BROWSER = re.compile("Gecko|WebKit|Presto|Trident")
_KNOWN = {
    "*/*": ANY,
    "text/xml": "xml",
    "application/xml": "xml",
    "application/json": "json",
    "text/json": "json",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
"""Media types that the server has names for; it drops all others. The list is Grails' usual one, shortened."""


def ranking(request: ApiRequest) -> list[str]:
    """Names of the wanted forms, best first."""
    asked = request.suffix or request.raw.get("format", ("",))[0]
    if asked:
        return [asked if asked in _KNOWN.values() else ANY]
    accept = request.headers.get("accept", "")
    ajax = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if not accept or (_BROWSER.search(request.headers.get("user-agent", "")) and not ajax):
        return [ANY]
    weighted = [_weighted(item) for item in accept[:MOST].split(",")]
    names = [_KNOWN[name] for name, _ in sorted(weighted, key=lambda pair: -pair[1]) if name in _KNOWN]
    return names or [ANY]


def _weighted(item: str) -> tuple[str, float]:
    """Return media type and weight of one item of an Accept header."""
    name, _, parameters = item.partition(";")
    weight = re.search(r"q\s*=\s*([0-9.]+)", parameters)
    try:
        return name.strip().lower(), float(weight[1]) if weight else 1.0
    except ValueError:
        return name.strip().lower(), 1.0


class Lacking(StrEnum):
    """What becomes of a request that wants a form first which the answer lacks."""

    XML = "xml"
    """The catch-all answers it."""
    NEXT = "next"
    """The forms that it wants next are tried, as Grails up to 6 does."""
    NOTHING = "nothing"
    """Nothing is rendered."""


def choose(wanted: list[str], has: tuple[str, ...], lacking: Lacking) -> str | None:
    """Return the form to send, or nothing if none is rendered. `has` holds the answer's forms, its own first."""
    if lacking is Lacking.XML:
        match = next((name for name in wanted if name in ("xml", "json", ANY)), ANY)
        return match if match in has else has[0]
    tried = wanted if lacking is Lacking.NEXT else wanted[:1]
    return next((has[0] if name == ANY else name for name in tried if name == ANY or name in has), None)
