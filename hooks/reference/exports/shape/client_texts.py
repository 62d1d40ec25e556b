"""The parts of errors.json about what HTTP libraries and parsers say when no answer of the API comes."""

from __future__ import annotations

from reference.catalog.client_texts import Language
from reference.catalog.vocabulary import Certainty
from reference.exports.shape.base import Shape


class AlsoSeenData(Shape):
    """Another cause whose texts also contain a marker."""

    cause: str
    """Its id."""
    seen: int
    """In how many of the texts collected of that cause."""


class MarkerData(Shape):
    """A short piece of text that points to a cause, whatever the library."""

    text: str
    """The piece; case counts."""
    seen: int
    """In how many of the collected texts, of any cause; 0: known from elsewhere."""
    also: list[AlsoSeenData]
    """Other causes with which it occurs; if there are any, the piece alone doesn't decide."""


class ClientTextData(Shape):
    """What one tool says."""

    language: Language
    """Where the tool belongs."""
    tool: str
    """Library, function or program."""
    version: str | None
    """Versions that said it; null: not known."""
    when: str
    """The situation."""
    text: str
    """The text, {name} = dynamic part."""
    certainty: Certainty
    """observed: the tool was run into it."""


class SilentData(Shape):
    """A tool that takes the failure for a success."""

    tool: str
    """Library, function or program."""
    when: str
    """What came."""
    result: str
    """What the tool made of it."""


class ClientCauseData(Shape):
    """One cause for which a call gets no API response, and what tools say then."""

    id: str
    """Unique."""
    page: str
    """Page below `site` that shows it."""
    errors: list[str]
    """Ids of the entries that it is, the most likely first."""
    markers: list[MarkerData]
    """Pieces that point to it."""
    texts: list[ClientTextData]
    """What tools say."""
    silent: list[SilentData]
    """What tools accept without an error."""
    notes: list[str]
    """What to know of some tools."""


class WrappedData(Shape):
    """A text that a client library puts around the failure of its HTTP library or parser."""

    text: str
    """The text, {name} = dynamic part."""
    causes: list[str]
    """Ids of the causes that it stands for; empty: any, which the text inside tells."""
