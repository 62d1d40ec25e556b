"""The requests of a program that provokes an error: what sets the scene, and the call that gets the response.

A program runs against a server that has no meetings yet, so a provocation that needs one creates it first. Where a
client doesn't send such requests, the page keeps a hand-written example, or has none; `unnatural` and `EXEMPT` say why.
"""

from __future__ import annotations

from dataclasses import dataclass

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.provocation import Provocation, Request
from reference.catalog.vocabulary import Kind

EMPTY = "/stub/empty"
"""What sets the scene by taking all meetings away. Programs begin there."""

EXEMPT = {
    "invalidKind": "it needs a recording, and no call makes one",
    "invalidLang": "it needs a recording, and no call makes one",
    "meeting-not-running-success": "the element `running` tells it, neither key nor message",
    "noCaptionsFound": "it needs a recording, and no call makes one",
}
"""Entries whose provocation a client could send, by address, with the reason for not showing it in each language."""


@dataclass(frozen=True)
class Call:
    """One call of a program."""

    name: str
    """The call, as the URL has it."""
    is_post: bool
    params: tuple[tuple[str, str], ...]
    """What is signed, in the order in which it is sent."""
    body: str
    """Empty if there is none."""
    content_type: str
    """Empty if there is no body."""


@dataclass(frozen=True)
class Scene:
    """What a program does and prints."""

    given: tuple[Call, ...]
    """Calls that set the scene; they succeed."""
    call: Call
    """The call whose outcome is printed."""
    fails: bool
    """Whether a client raises an error for what arrives; otherwise it returns a response."""
    has_key: bool
    """Whether the response has a key, which is printed then."""
    is_signed: bool
    """Whether the secret is right."""
    redirects: bool
    """Whether the response is a redirect."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """All calls in their order."""
        return (*self.given, self.call)


def scene(catalog: Catalog, error: Error) -> Scene | None:
    """The scene of an error, or nothing if none is natural in every language."""
    found = None if error.address in EXEMPT else first(catalog, error)
    if found is None:
        return None
    answer, provocation = found
    return Scene(
        tuple(_call(catalog, request) for request in _before(provocation)),
        _call(catalog, provocation.request),
        fails=answer.returncode != "SUCCESS" or error.kind is Kind.TRANSPORT,
        has_key=(answer.key or error.key) is not None,
        is_signed=provocation.request.sign == "right",
        redirects=answer.format == "redirect",
    )


def first(catalog: Catalog, error: Error) -> tuple[Answer, Provocation] | None:
    """The first provocation that is natural in every language, with the answer that it gets."""
    every = ((answer, each) for answer in error.answers for each in answer.provoke)
    return next((found for found in every if not unnatural(catalog, *found)), None)


def unnatural(catalog: Catalog, answer: Answer, provocation: Provocation) -> str:
    """Why a client of any language doesn't send such requests to a 3.0 server as it is, or nothing if it does."""
    requests = _before(provocation)
    wrong = provocation.request.sign == "wrong" and not requests
    every = [*requests, provocation.request]
    reasons = {
        "another release line": provocation.release is not None,
        "a program in front of the server": catalog.speakers[answer.speaker].played_in_front,
        "a response that the stub sends on demand only": bool(answer.on_demand),
        "settings of the server": bool(provocation.settings),
        "a path that is no call": any(each.path for each in every),
        "a query string that no client writes": any(each.raw_query for each in every),
        "headers that no client sends": any(each.headers for each in every),
        "another signature": not wrong and any(each.sign != "right" for each in every),
        "a call without a checksum": any(each.call and catalog.calls[each.call].auth != "checksum" for each in every),
        "a body in several parts": any((each.content_type or "").startswith("multipart/") for each in every),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _before(provocation: Provocation) -> list[Request]:
    """What comes first on a server that has no meetings."""
    return [each for each in (*provocation.without_seed, *provocation.given) if each.path != EMPTY]


def _call(catalog: Catalog, request: Request) -> Call:
    name = catalog.calls[request.call or ""].written
    content_type = (request.content_type or "") if request.body else ""
    return Call(name, request.method == "POST", tuple(request.query.items()), request.body or "", content_type)
