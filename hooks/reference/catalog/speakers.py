"""Who sends responses, and in which release lines."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reference.catalog.vocabulary import (
    Declares,
    Repository,
    Slug,
    Strict,
    Text,
    Title,
    Wire,
)


class XmlLayout(Strict):
    """How a program writes XML. What is left out is as BigBlueButton does it."""

    content_type: Wire = "text/xml"
    """The Content-Type header."""
    declaration: Wire | None = None
    """The XML declaration, in a line of its own."""
    indent: Annotated[int, Field(ge=0, le=8)] = 0
    """Blanks for each level."""
    line_end: Literal["lf", "crlf", "none"] = "lf"
    """What stands between the tags."""
    last_line_end: bool = False
    """Whether a line end comes after the last tag too."""
    message_first: bool = False
    """Whether `message` stands before `messageKey`."""
    quotes: Literal["named", "numbered", "kept"] = "named"
    """How quotes and apostrophes are written: &quot;, &#34;, or as they are."""
    seen: bool = False
    """Whether this was seen when the program was run; else it is inferred from its code."""


class Speaker(Strict):
    """Who answers: the server itself, something in front of it, or the caller's own machine."""

    id: Annotated[Slug, Declares("speaker")]
    """Name by which answers refer to it."""
    name: Title
    """For people."""
    summary: Text
    """Who that is."""
    read: Text | None = None
    """For a program of its own: which version was read or run, and of when. It gets a page."""
    repository: Repository | None = None
    """Where its code is: owner/repository on GitHub."""
    known_by: tuple[Text, ...] = ()
    """How to tell that it is this one that answers."""
    secret: Text | None = None
    """Which secret signs the requests to it."""
    layout: XmlLayout | None = None
    """How it writes XML, where that is not as BigBlueButton does."""
    log: Text | None = None
    """Where its own log is, and what stands there."""
    passes: tuple[Text, ...] = ()
    """Answers of BigBlueButton that it hands on as they are."""
    changes: tuple[Text, ...] = ()
    """What it changes in requests or answers."""
    hides: tuple[Text, ...] = ()
    """What it swallows."""
    notes: tuple[Text, ...] = ()
    """What else to know."""
    not_played: Text | None = None
    """Why the stub does not play it. Its answers are sent on demand then, by their ids."""
    played_in_front: bool = False
    """The stub plays it in front of the server, if it is started with --speaker and this id."""

    @property
    def in_text(self) -> str:
        """The name within a sentence: a proper name as it is; "Web server in front" in lower case."""
        return self.name if self.read or " " not in self.name else self.name[0].lower() + self.name[1:]


class SpeakersFile(Strict):
    """speakers.yml."""

    speakers: Annotated[tuple[Speaker, ...], Field(min_length=1)]
    """The server first."""


class Release(Strict):
    """A release line."""

    line: Annotated[Text, Declares("release")]
    """Its two numbers."""
    first: Text | None = None
    """The first release of the line that is known, and when it came."""
    newest: Text | None = None
    """The newest release of the line that is known, and when it came."""
    support: Text | None = None
    """Whether the line still gets fixes, as far as that is known."""
    summary: Text
    """What this reference holds of it."""


class ReleasesFile(Strict):
    """releases.yml."""

    releases: Annotated[tuple[Release, ...], Field(min_length=1)]
    """Oldest first."""
