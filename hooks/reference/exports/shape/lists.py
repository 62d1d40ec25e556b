"""How errors.json writes the lists that errors and calls refer to: categories, ranks, releases, sources and more."""

from __future__ import annotations

from reference.catalog.vocabulary import Format
from reference.exports.shape.base import Shape


class CategoryData(Shape):
    """A category of errors; the order of the list is that of the site."""

    id: str
    """Unique and stable."""
    title: str
    """Heading of its table."""
    summary: str
    """What belongs in it."""


class RankData(Shape):
    """Which key wins when several rules fail in the second pass: rank 1 is sent."""

    rank: int
    """From 1."""
    keys: list[str]
    """Keys that share it."""
    note: str | None
    """What else to know."""


class FormatData(Shape):
    """How one form of body looks on the wire."""

    id: Format
    """Unique and stable."""
    title: str
    """Its name in tables."""
    content_type: str | None
    """Header of the response; null if there is none."""
    summary: str
    """What is in such a body."""


class PlaceholderData(Shape):
    """A dynamic part of a message."""

    name: str
    """As it is in messages, without braces."""
    meaning: str
    """What a server puts there."""
    example: str
    """A value, as the samples have it."""


class ReleaseData(Shape):
    """A release line."""

    id: str
    """Unique and stable."""
    name: str
    """For people."""
    summary: str
    """What this reference covers of it."""
    first: str | None
    """The first release of the line that is known, and when it came."""
    newest: str | None
    """The newest release of the line that is known, and when it came."""
    support: str | None
    """Whether the line still gets fixes, as far as that is known."""


class RunData(Shape):
    """Requests of one kind that BigBlueButton's own code responded to."""

    id: str
    """Unique and stable."""
    asked: str
    """What was sent."""
    showed: str
    """What came back."""
    stand_in: str | None
    """What replaced a part of the server and decides the result; null if the code alone decides."""


class SourceData(Shape):
    """A public repository at a commit, and the release it stands for."""

    id: str
    """Unique and stable."""
    repository: str
    """On GitHub: owner and name."""
    commit: str
    """Its full hash."""
    stands_for: str
    """Release or state of the server that it shows."""
    line: str | None
    """The release line it belongs to, which may not be among `releases`; null if that isn't known."""


class AlgorithmData(Shape):
    """A hash that the server accepts for the checksum."""

    name: str
    """As the server's setting has it."""
    hex_length: int
    """Length of the checksum, from which the server infers the algorithm."""
    note: str | None
    """What else to know."""


class MistakeData(Shape):
    """One way in which a checksum comes out wrong."""

    id: str
    """Unique and stable."""
    group: str
    """Where the mistake is: in the secret, the call, the query and so on."""
    title: str
    """What was done."""
    fix: str
    """What to do."""


class QuestionData(Shape):
    """One question and its answer."""

    id: str
    """Unique and stable."""
    question: str
    """As people ask it."""
    answer: str
    """In short."""
    errors: list[str]
    """Ids of the errors it is about."""
