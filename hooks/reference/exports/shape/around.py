"""The parts of errors.json about what stands around the server: speakers, front ends, libraries, upgrades."""

from __future__ import annotations

from reference.catalog.vocabulary import Certainty
from reference.exports.shape.base import EvidenceData, Shape
from reference.exports.shape.client_texts import WrappedData


class SpeakerData(Shape):
    """Who responds: the server itself, something in front of it, or the caller's own machine."""

    id: str
    """Responses name it."""
    name: str
    """For people."""
    summary: str
    """Who that is."""
    page: str | None
    """Its page below `site`; null if it has none."""
    read: str | None
    """For a separate program: which version was read or run."""
    repository: str | None
    """owner/repository on GitHub."""
    known_by: list[str]
    """How to tell that this is the one that responds."""
    secret: str | None
    """Which secret signs the requests to it."""
    log: str | None
    """Where its own log is."""
    passes: list[str]
    """What it passes on as it is."""
    changes: list[str]
    """What it changes in requests or responses."""
    hides: list[str]
    """What it hides."""
    notes: list[str]
    """What else to know."""


class BehindData(Shape):
    """One thing that can be behind a message."""

    what: str
    """The failure."""
    errors: list[str]
    """Ids of the entries that it is."""


class SentenceData(Shape):
    """What a front end shows, or silently does, in one situation."""

    text: str | None
    """The message, {name} = dynamic part; null: nothing is shown."""
    codes: list[str]
    """Names that the program itself has for the message."""
    page: str
    """Where its page explains the message, below `site`."""
    versions: str | None
    """Versions that show it, if not those that were read."""
    when: str
    """What the user was doing."""
    http_status: int | None
    """HTTP status that the program itself then sends to the browser."""
    behind: list[BehindData]
    """Everything that can be behind it, most common first."""
    log: str | None
    """Where the program's own log has the real error, if that isn't its usual place."""
    next: str
    """What to do next."""
    note: str | None
    """What else to know."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class FrontEndData(Shape):
    """A program that people use instead of the API, and what it makes of errors."""

    id: str
    """Unique."""
    name: str
    """For people."""
    page: str
    """Its page below `site`."""
    read: str
    """Which versions were read."""
    summary: str
    """What it is, and how much of an error it shows."""
    log: str
    """Where its own log has the real error."""
    sentences: list[SentenceData]
    """What it shows."""
    notes: list[str]
    """What else to know."""


class LibraryData(Shape):
    """A client library, and how errors come out of it."""

    id: str
    """Unique."""
    name: str
    """As its package is named."""
    language: str
    """What it is written in."""
    read: str
    """Which version was read."""
    key: str
    """How the messageKey comes out."""
    hash: str
    """With which hash it signs."""
    timeouts: str
    """Which timeouts it has."""
    foreign: str
    """What it does with a response that isn't API XML."""
    wraps: list[WrappedData]
    """Texts that it puts around failures of its HTTP library or parser."""
    hides: list[str]
    """What it hides, drops or changes."""
    traps: list[str]
    """What to look out for."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen; empty for a package, which `read` names."""


class PointData(Shape):
    """One thing that an upgrade changes for a program that calls the API."""

    title: str
    """What changes."""
    calls: list[str]
    """The calls it is about; empty: all."""
    before: str
    """What the older line does."""
    after: str
    """What the newer line does."""
    do: str
    """What code must do to work with both."""
    since: str | None
    """The release that introduced it, if it isn't the first of the newer line."""
    errors: list[str]
    """Ids of the entries that it is about."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class UpgradeData(Shape):
    """The step from one release line to the next."""

    id: str
    """Unique."""
    page: str
    """Its page below `site`."""
    older: str
    """The line before: an id among `releases`."""
    newer: str
    """The line after."""
    summary: str
    """What the step means."""
    points: list[PointData]
    """What changes; what breaks most first."""
    unknown: list[str]
    """What is not known of this step."""
