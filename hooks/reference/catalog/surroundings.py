"""What stands around the server: front ends with their sentences, client libraries, and the steps of an upgrade."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from reference.catalog.client_texts import Wrapped
from reference.catalog.evidence import Evidence, LineName
from reference.catalog.vocabulary import (
    VERBATIM,
    Certainty,
    Declares,
    Names,
    Slug,
    Strict,
    Text,
    Title,
    TitleWithCode,
    Wire,
)


class Behind(Strict):
    """One thing that can be behind a sentence."""

    what: Text
    """The failure, in our own words."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Pages of the entries that it is."""


class Sentence(Strict):
    """What a front end shows, or does without a word, in one situation."""

    text: Wire | None = None
    """The sentence, {placeholder} = dynamic part. Absent: nothing is shown."""
    codes: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Za-z]\w+$"), VERBATIM], ...] = ()
    """Names that the program itself has for the sentence, and shows beside it or in a log."""
    versions: Text | None = None
    """Versions of the program that show it, where not those that were read."""
    when: Text
    """What the user was doing."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """HTTP status with which the program itself answers the browser then, where that is known."""
    behind: Annotated[tuple[Behind, ...], Field(min_length=1)]
    """All that can be behind it, most frequent first."""
    log: Text | None = None
    """Where the program's own log has the truth, where that is not the program's usual place."""
    next: Text
    """What to do next."""
    note: Text | None = None
    """What else to know."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""


class FrontEnd(Strict):
    """A program that people use instead of the API, and what it makes of errors."""

    id: Annotated[Slug, Declares("front-end")]
    """Name of its file and page."""
    name: Title
    """For people."""
    read: Text
    """Which versions were read, and of when."""
    summary: Text
    """What it is, and how much of an error it shows."""
    log: Text
    """Where its own log has the truth."""
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """What it shows; the sentences that people meet most first."""
    notes: tuple[Text, ...] = ()
    """What else to know."""


class Library(Strict):
    """A client library, and how errors come out of it."""

    id: Annotated[Slug, Declares("library")]
    """Name of its file, and its anchor on the page."""
    name: Title
    """As its package is named."""
    language: Text
    """What it is written in."""
    read: Text
    """Which version was read or run, of when, and where it comes from."""
    key: Text
    """How the messageKey comes out: class, accessor."""
    hash: Text
    """With which hash it signs."""
    timeouts: Text
    """Which timeouts it has, by default."""
    foreign: Text
    """What it does with an answer that is no XML of the API."""
    wraps: tuple[Wrapped, ...] = ()
    """Texts that it puts around failures of its HTTP library or parser."""
    hides: tuple[Text, ...] = ()
    """What it hides, drops or changes."""
    traps: tuple[Text, ...] = ()
    """What to look out for, and what to do."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen, where that is a public repository; `read` names the package."""


class Point(Strict):
    """One thing that an upgrade changes for a program that calls the API."""

    title: TitleWithCode
    """What changes, in a few words."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """The calls it is about; absent: all."""
    before: Text
    """What servers of the older line do."""
    after: Text
    """What servers of the newer line do."""
    do: Text
    """What your code must do to work with both."""
    since: Text | None = None
    """The release that brought it, where it is known and not the first of the newer line."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Pages of the entries that it is about."""
    example: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] | None = None
    """Name of the example that copes with both: snippets/upgrades/<name>.py."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""


class Upgrade(Strict):
    """The step from one release line to the next, for a program that calls the API."""

    id: Annotated[Slug, Declares("upgrade")]
    """Name of its file and page: 2-7-to-3-0."""
    older: LineName
    """The line before."""
    newer: LineName
    """The line after."""
    summary: Text
    """What the step means, and how much of it is known."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """What changes; what breaks most first."""
    unknown: tuple[Text, ...] = ()
    """What is not known of this step."""
