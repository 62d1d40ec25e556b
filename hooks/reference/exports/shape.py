"""The shape of errors.json, as types. The docstrings are the descriptions of its JSON Schema.

Programs of other people read this. Therefore the shape has a version of its own, and rules:

- a new field, or a new value in an open list: the middle number grows;
- a field that is renamed, removed, or means something else or has another type: the first number grows;
- a description alone: the last number grows.

A test compares the shape with the one that was recorded for its version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reference.vocabulary import Certainty, Format, Kind, Retry, Sent

VERSION = "1.0.0"
"""Version of the shape."""


class Shape(BaseModel):
    """Base: frozen. A reader must accept fields that it does not know, so the schema does as well."""

    model_config = ConfigDict(frozen=True)


class EvidenceData(Shape):
    """One place that proves a fact."""

    url: str
    """The file at its commit, or the public thread."""
    source: str | None
    """Id of the source, among `sources`; null for a thread."""
    where: str
    """Where in the file, or what the thread shows."""


class AnswerData(Shape):
    """One way an error goes over the wire."""

    id: str
    """Unique and stable."""
    calls: list[str]
    """Calls that give this answer."""
    scope: str | None
    """Who gives it, where that is not a list of calls."""
    speaker: str
    """Who sends it: an id among `speakers`."""
    message: str | None
    """The exact text after XML or JSON decoding; {name} is one of `placeholders`. Null: none, or not known."""
    literal: str | None
    """The text as redirects and JSON carry it, where it differs from `message`."""
    returncode: Literal["SUCCESS", "FAILED"] | None
    format: Format
    """An id among `formats`."""
    json_on_request: bool
    """Whether it becomes JSON when the request asks for JSON."""
    redirect_false: bool
    """Whether it is XML with HTTP 200 when the request says redirect=false."""
    http_status: int | None
    sample: str | None
    """The whole body, or the header Location of a redirect, with the placeholders' example values; null if unknown."""
    condition: str
    """When the server gives this answer."""
    parameters: list[str]
    """Parameters, headers or settings that decide it."""
    status: Sent
    """Whether BigBlueButton 3.0 sends it."""
    certainty: Certainty
    """How the answer is known."""
    releases: list[str]
    since: str | None
    until: str | None
    notes: list[str]
    evidence: list[EvidenceData]


class CauseData(Shape):
    """Why it happens, and how to tell that it is this."""

    cause: str
    tell: str


class InsteadData(Shape):
    """What arrives in a situation for which a key was declared but is never sent."""

    when: str
    send: str


class AliasData(Shape):
    """Another name or wording; one of `key` and `text` is null."""

    key: str | None
    text: str | None
    seen: str
    """Where it is met."""


class ErrorData(Shape):
    """A messageKey, a text without a key, or a failure of the transport."""

    id: str
    """Unique and stable; the name of its page. A key is its own id, with other characters than A-Z a-z 0-9 _ as -."""
    key: str | None
    """The messageKey on the wire; null if the answer carries none."""
    page: str
    """Address of its page, below `site`."""
    category: str
    """An id among `categories`."""
    title: str
    kind: Kind
    """warning: SUCCESS with a key that matters. transport: no answer of the API."""
    status: Sent
    """Whether BigBlueButton 3.0 sends it at all."""
    retry: Retry
    """never: the same request fails again. later: it may succeed after a while. look first: it may have worked."""
    retryable: bool
    """Whether `retry` is anything but never."""
    rank: int | None
    """Place among the keys of the second pass, where the lowest wins; null if it has none."""
    meaning: str
    fixes: list[str]
    """What to do, most useful first."""
    causes: list[CauseData]
    """Most frequent first."""
    sent_instead: list[InsteadData]
    also_known_as: list[AliasData]
    related: list[str]
    """Ids of other errors."""
    notes: list[str]
    answers: list[AnswerData]


class StepData(Shape):
    """One check of a call."""

    stage: Literal["checksum", "rules", "action"]
    """checksum: first pass. rules: second pass, all at once, the lowest rank wins. action: one after the other."""
    title: str
    answers: list[str]
    """Ids of the answers that a failing check gives."""
    text: str | None


class SuccessData(Shape):
    """One form of a call's answer when all went well."""

    when: str
    answer: str | None
    """Id of the answer, if it carries a message that has an entry."""
    body: str | None
    certainty: Certainty
    notes: list[str]


class CallData(Shape):
    """One API call."""

    name: str
    page: str
    """Address of its page, below `site`."""
    path: str
    """Path on the server."""
    summary: str
    methods: list[Literal["GET", "POST"]]
    auth: Literal["checksum", "session token", "none"]
    order: Literal["two passes", "one by one", "none"]
    query: str | None
    """Query string of an example request, without checksum."""
    steps: list[StepData]
    success: list[SuccessData]
    notes: list[str]
    evidence: list[EvidenceData]


class CategoryData(Shape):
    """A category of errors; the order of the list is that of the site."""

    id: str
    title: str
    summary: str


class RankData(Shape):
    """Which key wins when several rules fail in the second pass: rank 1 is sent."""

    rank: int
    keys: list[str]
    note: str | None


class FormatData(Shape):
    """How one form of body looks on the wire."""

    id: Format
    title: str
    content_type: str | None
    summary: str


class PlaceholderData(Shape):
    """A dynamic part of a message."""

    name: str
    meaning: str
    example: str


class NamedData(Shape):
    """A speaker or a release line."""

    id: str
    name: str
    summary: str


class SourceData(Shape):
    """A public repository at a commit, and the release it stands for."""

    id: str
    repository: str
    commit: str
    stands_for: str


class AlgorithmData(Shape):
    """A hash that the server accepts for the checksum."""

    name: str
    hex_length: int
    note: str | None


class MistakeData(Shape):
    """One way in which a checksum comes out wrong."""

    id: str
    group: str
    title: str
    fix: str


class TroubleData(Shape):
    """One way from a symptom to a fix."""

    id: str
    symptom: str
    tell: str
    cause: str
    fix: list[str]
    errors: list[str]
    """Ids of the errors it explains."""
    threads: int
    """Public threads with this cause, among those counted."""


class QuestionData(Shape):
    """One question and its answer."""

    id: str
    question: str
    answer: str
    errors: list[str]


class Reference(Shape):
    """Every error of the BigBlueButton API, with its exact texts, causes, fixes and evidence.

    All texts are plain: no Markdown, no HTML. Where one names another error, it does so by id.
    """

    model_config = ConfigDict(populate_by_name=True)

    schema_address: str = Field(alias="$schema")
    """Address of the JSON Schema, relative to this file."""
    schema_version: str
    """Version of the shape: the first number grows if a field is renamed, removed or changes its meaning."""
    version: str
    """Version of the content."""
    site: str | None
    """Address below which the pages are; null if it is not known."""
    license: str
    """SPDX identifier."""
    categories: list[CategoryData]
    errors: list[ErrorData]
    calls: list[CallData]
    ranks: list[RankData]
    formats: list[FormatData]
    placeholders: list[PlaceholderData]
    speakers: list[NamedData]
    releases: list[NamedData]
    sources: list[SourceData]
    algorithms: list[AlgorithmData]
    checksum_mistakes: list[MistakeData]
    troubleshooting: list[TroubleData]
    faq: list[QuestionData]
