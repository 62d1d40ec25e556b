"""What HTTP libraries and parsers say when a call brings no answer of the API: texts and signs, by cause."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reference.catalog.vocabulary import Certainty, Declares, Names, Slug, Strict, Text, Wire


class Language(StrEnum):
    """Where a tool belongs, in the order of the tables."""

    CURL = "curl"
    PHP = "php"
    PYTHON = "python"
    NODE = "node"
    RUBY = "ruby"
    JAVA = "java"
    GO = "go"
    DOTNET = "dotnet"
    BROWSER = "browser"
    OTHER = "other"


class AlsoSeen(Strict):
    """Another cause whose texts hold a marker too."""

    cause: Annotated[Slug, Names("client-cause")]
    """Its id."""
    seen: Annotated[int, Field(ge=0)]
    """In how many of the texts collected of that cause; 0: known from elsewhere."""


class Marker(Strict):
    """A short piece of text that points to the cause, whatever the library."""

    text: Wire
    """The piece; case counts."""
    seen: Annotated[int, Field(ge=0)]
    """In how many of the collected texts, of any cause; 0: known from elsewhere."""
    also: tuple[AlsoSeen, ...] = ()
    """Other causes with which it occurs too, so that the piece alone does not decide."""


class ClientText(Strict):
    """What one tool says."""

    language: Language
    """Where the tool belongs."""
    tool: Text
    """Library, function or program."""
    version: Text | None = None
    """Versions that said it; wordings change. Absent: not known."""
    when: Text
    """The situation."""
    text: Wire
    """The text, {placeholder} = dynamic part. " | cause: " and " | Caused by: " join an error with its cause,
    and "[errno N]" or "[code X]" is a number or code of the error beside its text."""
    certainty: Certainty
    """observed: the tool was run into it. documented: seen in a public thread or page. inferred: general knowledge."""


class Silent(Strict):
    """A tool that takes the failure for a success."""

    tool: Text
    """Library, function or program."""
    when: Text
    """What came."""
    result: Wire
    """What the tool made of it."""


class ClientCause(Strict):
    """One cause for which a call brings no answer of the API, and what tools say then."""

    id: Annotated[Slug, Declares("client-cause")]
    """Name of its file, and an address below errors/: that of an entry, or one that leads on."""
    errors: Annotated[tuple[Annotated[Slug, Names("error")], ...], Field(min_length=1)]
    """Entries that it is, the likeliest first. The page of the first shows the texts."""
    page: Annotated[Slug, Names("page")] | None = None
    """The page that its address leads to, where that is none of the entries."""
    markers: Annotated[tuple[Marker, ...], Field(min_length=1)]
    """Pieces that point to it; the likeliest first."""
    texts: tuple[ClientText, ...] = ()
    """What tools say."""
    silent: tuple[Silent, ...] = ()
    """What tools take without an error; each was run."""
    notes: tuple[Text, ...] = ()
    """What to know of some tools."""


class Wrapped(Strict):
    """A text that a client library puts around the failure of its HTTP library or parser."""

    text: Wire
    """The text, {placeholder} = dynamic part."""
    causes: tuple[Annotated[Slug, Names("client-cause")], ...] = ()
    """What it stands for; absent: any, which the text inside tells."""
