"""Callbacks and webhooks: one file of callbacks/ for each kind of request, and a list of why one doesn't come."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reference.catalog.evidence import Evidence
from reference.catalog.vocabulary import VERBATIM, Certainty, Declares, Names, Slug, Strict, Text, Title, Wire

Seconds = Annotated[float, Field(ge=0)]


class Part(Strict):
    """One named part of a request: a query parameter, a header, a field of the body, a claim of a token."""

    name: Wire
    """Its exact name."""
    value: Text
    """What it holds."""


class Given(Strict):
    """Where the URL of a callback comes from."""

    name: Wire
    """The parameter, exactly as it is sent; `meta_` is part of it."""
    call: Annotated[Slug, Names("call")]
    """The call that takes it."""
    note: Text | None = None
    """What else to know of its name."""


class Token(Strict):
    """A JSON Web Token in a request."""

    algorithm: Annotated[str, StringConstraints(pattern=r"^HS(256|384|512)$"), VERBATIM]
    """Its `alg`, as the server sets it."""
    header: Wire
    """Its decoded header."""
    claims: Annotated[tuple[Part, ...], Field(min_length=1)]
    """What it says."""
    absent: tuple[Wire, ...] = ()
    """Claims that one might expect, and that aren't there."""


class SignedText(Strict):
    """What some versions of the sender sign."""

    versions: Text
    """The versions, in words."""
    signed: Text
    """The text that is hashed, in its parts."""
    algorithm: Text
    """The hash."""
    proves: Text
    """What a right signature proves."""


class Reply(Strict):
    """What a response of your endpoint counts as."""

    status: Text
    """The response: a status, several, or none at all."""
    counts_as: Text
    """What the sender makes of it."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""


class LogLine(Strict):
    """A line that the sender writes."""

    line: Wire
    """The text, {placeholder} = dynamic part."""
    level: Annotated[str, StringConstraints(pattern=r"^[A-Z]+$"), VERBATIM] | None = None
    """Its level, where that is known."""
    part: bool = False
    """It stands inside another line, as its reason."""
    means: Text
    """What happened."""


class Way(Strict):
    """How one generation of the sender makes the request."""

    releases: Text
    """Which releases, in words."""
    requests: Annotated[int, Field(ge=1)]
    """Requests per attempt."""
    redirects: Text
    """What it does with a redirect."""
    delivered: Text
    """What counts as delivered."""
    timeout: Text
    """How long it waits."""
    refused: Text
    """URLs that it refuses without a request."""
    headers: tuple[Part, ...] = ()
    """Headers that it sets."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""


class Behind(Strict):
    """What a load balancer makes of the request."""

    speaker: Annotated[Slug, Names("speaker")]
    """The balancer."""
    does: Text
    """What it changes."""
    secret: Text
    """Which secret signs what arrives at your URL."""
    log: tuple[Wire, ...] = ()
    """Lines that it logs."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen."""


class Open(Strict):
    """What isn't settled."""

    what: Text
    """The question, and what speaks for each side."""
    kind: Literal["unknown", "conflict"]
    """Nobody knows, or two sources disagree."""


class Event(Strict):
    """A kind of event that the sender reports."""

    name: Wire
    """Its id in the body."""
    attributes: tuple[Wire, ...] = ()
    """What it carries, in the order sent; empty if that was not seen."""


class Example(Strict):
    """A worked example: what goes into a signature, and what comes out, as the real code computed it."""

    id: Annotated[Slug, Declares("signature")]
    """Unique; tests refer to it."""
    title: Text
    """What it is."""
    signed: Wire
    """The text that is signed, without the secret at its end; for a token, header and claims as JSON, line by line."""
    digests: Annotated[tuple[Part, ...], Field(min_length=1)]
    """What comes out, by algorithm."""


class Callback(Strict):
    """One kind of request that BigBlueButton, or a program beside it, makes to your program."""

    id: Annotated[Slug, Declares("callback")]
    """Name of its file."""
    name: Title
    """Its name in tables."""
    guide: Annotated[Slug, Names("guide")]
    """The guide that tells how to receive it."""
    summary: Text
    """What it tells you."""
    given: Annotated[tuple[Given, ...], Field(min_length=1)]
    """The parameters that name your URL."""
    sender: Text
    """The program that sends it."""
    method: Literal["GET", "POST"]
    """Its HTTP method."""
    content_type: Wire | None = None
    """The Content-Type header, if it has a body."""
    headers: tuple[Part, ...] = ()
    """Headers that are always there."""
    query: tuple[Part, ...] = ()
    """What is added to the query of your URL."""
    body: tuple[Part, ...] = ()
    """Fields or members of the body, in their order."""
    signed: Text
    """How it is signed, in a few words for tables."""
    secret: Text
    """Which secret that is, and what the signature covers."""
    token: Token | None = None
    """The token, if it has one."""
    signatures: tuple[SignedText, ...] = ()
    """What is signed, by version of the sender, where that differs."""
    needs: tuple[Text, ...] = ()
    """What must be set or installed."""
    sent_when: Annotated[tuple[Text, ...], Field(min_length=1)]
    """When it comes."""
    not_sent_when: tuple[Text, ...] = ()
    """When it doesn't, though one might expect it."""
    waits: tuple[Seconds, ...] = ()
    """Seconds before each further attempt; empty: there is one attempt."""
    attempts: Text
    """The attempts in words, and what comes after the last."""
    delivered: tuple[Annotated[int, Field(ge=100, le=599)], ...] = ()
    """Statuses that count as delivered beside 2xx."""
    timeout: Seconds | None = None
    """Seconds for which the sender waits for your response, where that is known."""
    redirects: Text
    """What a redirect does."""
    replies: tuple[Reply, ...] = ()
    """What else your response can mean."""
    ways: tuple[Way, ...] = ()
    """How releases differ in making it; the newest last."""
    events: tuple[Event, ...] = ()
    """The kinds of events, if it has any."""
    traps: tuple[Text, ...] = ()
    """What to look out for."""
    balancers: tuple[Behind, ...] = ()
    """What load balancers make of it."""
    log: Text
    """Where the sender logs it."""
    lines: Annotated[tuple[LogLine, ...], Field(min_length=1)]
    """What it logs."""
    open: tuple[Open, ...] = ()
    """What isn't settled."""
    examples: tuple[Example, ...] = ()
    """Worked examples."""
    certainty: Certainty = Certainty.SOURCE
    """How all of this is known, where an item doesn't say otherwise."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""


class Obstacle(Strict):
    """One reason why a callback doesn't come, or isn't accepted."""

    id: Annotated[Slug, Declares("obstacle")]
    """Its anchor in the guide."""
    title: Title
    """The reason, in a few words."""
    callbacks: Annotated[tuple[Annotated[Slug, Names("callback")], ...], Field(min_length=1)]
    """The callbacks that it stops."""
    tell: Text
    """How to tell that it is this."""
    fix: Text
    """What to do."""
    lines: tuple[Wire, ...] = ()
    """Lines of the sender's log that show it, as the callbacks' files have them."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was seen: the threads of people who had it."""


class ObstaclesFile(Strict):
    """callback-obstacles.yml."""

    obstacles: tuple[Obstacle, ...]
    """Most frequent first."""
