"""The files of the catalog, and the small types that they hold besides errors, answers and calls."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

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


FILE_TYPES: dict[str, type[Strict]] = {
    "calls.yml": CallsFile,
    "checksum.yml": ChecksumFile,
    "faq.yml": FaqFile,
    "formats.yml": FormatsFile,
    "releases.yml": ReleasesFile,
    "sources.yml": SourcesFile,
    "speakers.yml": SpeakersFile,
    "troubleshooting.yml": TroubleshootingFile,
}
"""The files of the catalog, apart from errors/*.yml, which are `ErrorsFile`."""
