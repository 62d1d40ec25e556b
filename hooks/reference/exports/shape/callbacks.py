"""The parts of errors.json about requests that BigBlueButton makes itself."""

from __future__ import annotations

from typing import Literal

from reference.catalog.vocabulary import Certainty
from reference.exports.shape.base import EvidenceData, Shape


class PartData(Shape):
    """One named part of a request: a parameter, a header, a field of the body, a claim."""

    name: str
    """Its exact name."""
    value: str
    """What it contains."""


class GivenData(Shape):
    """Where the URL of a callback comes from."""

    name: str
    """The parameter."""
    call: str
    """The call that takes it: a name among `calls`."""
    note: str | None
    """What else to know of its name."""


class TokenData(Shape):
    """A JSON Web Token in a request."""

    algorithm: str
    """Its `alg`."""
    header: str
    """Its decoded header."""
    claims: list[PartData]
    """What it says."""
    absent: list[str]
    """Claims that aren't there."""


class SignedTextData(Shape):
    """What some versions of the sender sign."""

    versions: str
    """The versions."""
    signed: str
    """The text that is hashed, in its parts."""
    algorithm: str
    """The hash."""
    proves: str
    """What a valid signature proves."""


class ReplyData(Shape):
    """What a response of your endpoint counts as."""

    status: str
    """The response."""
    counts_as: str
    """What the sender makes of it."""
    certainty: Certainty
    """How it is known."""


class CallbackLogLineData(Shape):
    """A line that the sender of a callback logs."""

    line: str
    """The text, {name} = dynamic part."""
    level: str | None
    """Its level; null if it isn't known."""
    part: bool
    """It is inside another line."""
    means: str
    """What happened."""


class WayData(Shape):
    """How some releases make the request."""

    releases: str
    """The releases."""
    requests: int
    """Requests per attempt."""
    redirects: str
    """What a redirect does."""
    delivered: str
    """What counts as delivered."""
    timeout: str
    """How long it waits."""
    refused: str
    """URLs that are refused without a request."""
    headers: list[PartData]
    """Headers that it sets."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class BalancedData(Shape):
    """What a load balancer makes of the request."""

    speaker: str
    """The balancer: an id among `speakers`."""
    does: str
    """What it changes."""
    secret: str
    """Which secret signs what arrives."""
    log: list[str]
    """Lines that it logs."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class OpenData(Shape):
    """What isn't settled."""

    kind: Literal["unknown", "conflict"]
    """Nobody knows, or two sources disagree."""
    what: str
    """The question."""


class EventData(Shape):
    """A kind of event."""

    name: str
    """Its id in the body."""
    attributes: list[str]
    """What it carries; empty if that was not seen."""


class SignatureExampleData(Shape):
    """A worked example of a signature."""

    id: str
    """Unique."""
    title: str
    """What it is."""
    signed: str
    """The text that is signed, without the secret; for a token, header and claims, line by line."""
    digests: list[PartData]
    """What comes out, by algorithm."""


class CallbackData(Shape):
    """One kind of request that BigBlueButton, or a program beside it, makes to another program."""

    id: str
    """Unique."""
    name: str
    """For people."""
    page: str
    """Its guide below `site`."""
    summary: str
    """What it tells."""
    given: list[GivenData]
    """The parameters that name the URL."""
    sender: str
    """Who sends it."""
    method: Literal["GET", "POST"]
    """Its HTTP method."""
    content_type: str | None
    """The Content-Type header; null without a body."""
    headers: list[PartData]
    """Headers that are always there."""
    query: list[PartData]
    """What is added to the query of the URL."""
    body: list[PartData]
    """Fields or members of the body, in their order."""
    signed: str
    """How it is signed."""
    secret: str
    """Which secret that is, and what the signature covers."""
    token: TokenData | None
    """The token; null if it has none."""
    signatures: list[SignedTextData]
    """What is signed, by version of the sender."""
    needs: list[str]
    """What must be set or installed."""
    sent_when: list[str]
    """When it comes."""
    not_sent_when: list[str]
    """When it doesn't."""
    waits: list[float]
    """Seconds before each further attempt; empty: there is one attempt."""
    attempts: str
    """The attempts in words."""
    delivered: list[int]
    """Statuses that count as delivered beside 2xx."""
    timeout: float | None
    """Seconds for which a response is waited for; null if that is not known."""
    redirects: str
    """What a redirect does."""
    replies: list[ReplyData]
    """What a response can mean."""
    ways: list[WayData]
    """How releases differ in making it."""
    events: list[EventData]
    """The kinds of events."""
    traps: list[str]
    """What to look out for."""
    balancers: list[BalancedData]
    """What load balancers make of it."""
    log: str
    """Where it is logged."""
    log_lines: list[CallbackLogLineData]
    """What is logged."""
    open: list[OpenData]
    """What isn't settled."""
    examples: list[SignatureExampleData]
    """Worked examples."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class ObstacleData(Shape):
    """One reason why a callback doesn't come."""

    id: str
    """Unique."""
    page: str
    """Where the guide tells of it, below `site`."""
    title: str
    """The reason."""
    callbacks: list[str]
    """Ids of the callbacks that it stops."""
    tell: str
    """How to tell that it is this."""
    fix: str
    """What to do."""
    log_lines: list[str]
    """Lines of the log that show it."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was seen."""


class FetchSettingData(Shape):
    """A setting of the server that decides which URLs it fetches."""

    name: str
    """As the server spells it."""
    default: str | None
    """Its default; null: empty."""
    what: str
    """What it does."""
    older: bool
    """Whether it is a name from before the change."""


class FetchData(Shape):
    """Something that the server loads from a URL that it is given."""

    id: str
    """Unique."""
    what: str
    """What is loaded."""
    since: str
    """Since which release."""
    timeout: str
    """How long the server waits."""
    limit: str | None
    """How large it may be; null if that is not known."""
    caller_sees: str
    """What the API call answers if the URL doesn't work."""
    note: str | None
    """What else to know."""
    evidence: list[EvidenceData]
    """Where it was read."""


class FetchedData(Shape):
    """What the server loads from URLs that it is given, and which it refuses."""

    settings: list[FetchSettingData]
    """The settings."""
    renamed: str
    """When their names changed."""
    refused: list[str]
    """URLs that are refused."""
    redirects: str
    """How redirects are followed."""
    fetches: list[FetchData]
    """What is fetched."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read."""
