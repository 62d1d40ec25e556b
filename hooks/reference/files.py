"""The files of the catalog, and the small types that they hold besides errors, answers and calls."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from reference.mistake_types import MistakesFile
from reference.model import Call, Error, Format, Slug, SourceId, Strict, Text

Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
Repository = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$")]


class Rank(Strict):
    """Which key wins when several rules fail in pass 2: rank 1 is sent."""

    rank: Annotated[int, Field(ge=1)]
    keys: Annotated[tuple[Text, ...], Field(min_length=1)]
    note: Text | None = None


class FormatInfo(Strict):
    """How one form of body looks on the wire."""

    id: Format
    title: Text
    content_type: Text | None = None
    summary: Text


class Placeholder(Strict):
    """A dynamic part of a message."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+$")]
    meaning: Text
    example: Text


class Speaker(Strict):
    """Who answers: the server itself, something in front of it, or the caller's own machine."""

    id: Slug
    name: Text
    summary: Text


class Release(Strict):
    """A release line."""

    line: Text
    summary: Text


class Source(Strict):
    """A public repository at a commit, and the release it stands for."""

    id: SourceId
    repository: Repository
    commit: Commit
    stands_for: Text
    """Release line, and why it is taken for that."""


class SourceFile(Strict):
    """A file of the server's source that evidence points to."""

    id: Slug
    path: Text


class Trouble(Strict):
    """One way from a symptom to a fix."""

    id: Slug
    symptom: Text
    tell: Text
    cause: Text
    fix: Annotated[tuple[Text, ...], Field(min_length=1)]
    errors: tuple[Slug, ...] = ()
    """Slugs of the entries it explains."""
    threads: Annotated[int, Field(ge=0)] = 0
    """Public threads with this cause, among those counted."""


class Question(Strict):
    """One question and its answer."""

    id: Slug
    question: Text
    answer: Text
    errors: tuple[Slug, ...] = ()


class Algorithm(Strict):
    """A hash that the server accepts for the checksum. It tells them apart by the length of the digest."""

    name: Text
    """Name as the server's setting spells it."""
    hashlib: Literal["sha1", "sha256", "sha384", "sha512"]
    """Name in Python's hashlib."""
    hex_length: Literal[40, 64, 96, 128]
    """Number of hex digits of the digest."""
    note: Text | None = None


class Request(Strict):
    """One HTTP request that provokes an answer, or sets the scene for it."""

    method: Literal["GET", "POST"] = "GET"
    call: Slug | None = None
    """The API call, by name."""
    path: Text | None = None
    """The path, where it is not that of a call."""
    query: dict[str, str] = Field(default_factory=dict)
    """Parameters of the query string, not yet encoded, in the order in which they are sent."""
    raw_query: Text | None = None
    """The query string as it is, where `query` cannot say it."""
    sign: Literal["right", "wrong", "none", "empty", "md5", "sha1", "sha256", "sha384", "sha512"] = "right"
    """The checksum: right (SHA-256), wrong, absent, empty, or made with another hash. Only calls that ask for it."""
    content_type: Text | None = None
    """The Content-Type header of the body."""
    body: Text | None = None
    """The body."""
    headers: dict[str, str] = Field(default_factory=dict)
    """More headers."""

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if (self.call is None) == (self.path is None):
            raise ValueError("a request is either to a `call` or to a `path`; give exactly one of them")
        if self.query and self.raw_query:
            raise ValueError("a request has both `query` and `raw_query`; keep one of them")
        return self


class Provocation(Strict):
    """A request that makes a server with the stub's seed give one answer."""

    answer: Slug
    """Id of the answer."""
    title: Text
    """What is done, in a few words."""
    settings: dict[str, str] = Field(default_factory=dict)
    """Settings of the stub that differ from the default."""
    given: tuple[Request, ...] = ()
    """Requests that set the scene."""
    request: Request
    """The request that gets the answer."""
    values: dict[str, str] = Field(default_factory=dict)
    """Values of the answer's placeholders."""
    form: Literal["own", "json", "redirect-false"] = "own"
    """Which of the answer's forms arrives."""
    target: Text | None = None
    """Where a redirect leads, if not to the server's default logout address."""


class NotProvoked(Strict):
    """Answers that are sent, but that no request to the stub provokes."""

    answers: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Ids of the answers."""
    reason: Text
    """Why not."""


class ErrorsFile(Strict):
    """errors/<category>.yml: one category of the reference."""

    category: Slug
    title: Text
    order: Annotated[int, Field(ge=1)]
    """Place among the categories."""
    summary: Text
    errors: Annotated[tuple[Error, ...], Field(min_length=1)]


class CallsFile(Strict):
    """calls.yml."""

    calls: Annotated[tuple[Call, ...], Field(min_length=1)]
    ranks: Annotated[tuple[Rank, ...], Field(min_length=1)]


class FormatsFile(Strict):
    """formats.yml."""

    formats: Annotated[tuple[FormatInfo, ...], Field(min_length=1)]
    placeholders: tuple[Placeholder, ...] = ()


class SourcesFile(Strict):
    """sources.yml."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    files: Annotated[tuple[SourceFile, ...], Field(min_length=1)]


class SpeakersFile(Strict):
    """speakers.yml."""

    speakers: Annotated[tuple[Speaker, ...], Field(min_length=1)]


class ReleasesFile(Strict):
    """releases.yml."""

    releases: Annotated[tuple[Release, ...], Field(min_length=1)]


class TroubleshootingFile(Strict):
    """troubleshooting.yml."""

    troubleshooting: Annotated[tuple[Trouble, ...], Field(min_length=1)]


class FaqFile(Strict):
    """faq.yml."""

    faq: Annotated[tuple[Question, ...], Field(min_length=1)]


class ChecksumFile(Strict):
    """checksum.yml."""

    algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)]


class ProvocationsFile(Strict):
    """provocations.yml: for each answer that is sent, a request that provokes it."""

    provocations: Annotated[tuple[Provocation, ...], Field(min_length=1)]
    not_provoked: tuple[NotProvoked, ...] = ()


FILE_TYPES: dict[str, type[Strict]] = {
    "calls.yml": CallsFile,
    "checksum-mistakes.yml": MistakesFile,
    "checksum.yml": ChecksumFile,
    "faq.yml": FaqFile,
    "formats.yml": FormatsFile,
    "provocations.yml": ProvocationsFile,
    "releases.yml": ReleasesFile,
    "sources.yml": SourcesFile,
    "speakers.yml": SpeakersFile,
    "troubleshooting.yml": TroubleshootingFile,
}
"""The files of the catalog, apart from errors/*.yml, which are `ErrorsFile`."""
