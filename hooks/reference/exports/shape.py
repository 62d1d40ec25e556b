"""The shape of errors.json, as types. The docstrings are the descriptions of its JSON Schema.

Programs of other people read this. Therefore the shape has a version of its own, and rules:

- a new field, or a new value of `format`, `certainty` or `group`: the middle number grows;
- a field that is renamed, removed, or means something else or has another type: the first number grows;
- a description alone: the last number grows.

A test compares the shape with the one that was recorded for its version.
"""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from reference.catalog.evidence import Holds
from reference.catalog.vocabulary import Certainty, Format, Kind, Remedy, Retry, Sent
from reference.exports.shape_around import FrontEndData, LibraryData, SpeakerData, UpgradeData
from reference.exports.shape_base import EvidenceData, Shape
from reference.exports.shape_callbacks import CallbackData, FetchedData, ObstacleData
from reference.exports.shape_client_texts import ClientCauseData
from reference.exports.shape_server import (
    JoinTextData,
    JoinTroubleData,
    LogData,
    LogLineData,
    SettingData,
)
from reference.exports.shape_silent import SilentSuccessData
from reference.exports.shape_symptoms import TroubleData

VERSION = "1.4.0"
"""Version of the shape."""


class LineData(Shape):
    """What is known of one release line."""

    line: str
    """An id among `releases`."""
    holds: Holds
    """Whether servers of this line do it: yes, no or unknown."""
    since: str | None
    """First release of the line that does it, where not all do or are known to; with ≤ before it, that or an
    earlier one."""
    until: str | None
    """Last release of the line that does it; with ≥ before it, that or a later one."""
    message: str | None
    """The text in this line, if it differs."""
    redirect_false: bool | None
    """Whether it is XML with HTTP 200 for redirect=false in this line; null if as the response says."""
    instead: str | None
    """What servers of the line do instead."""
    note: str | None
    """What else is different in this line."""
    certainty: Certainty
    """How that is known."""
    evidence: list[EvidenceData]
    """Where that was read or seen, in addition to the response's own evidence."""


class AnswerData(Shape):
    """One way an error goes over the wire."""

    id: str
    """Unique and stable."""
    calls: list[str]
    """Calls that send this response."""
    scope: str | None
    """Who sends it, in words, if that isn't a list of calls."""
    speaker: str
    """Who sends it: an id among `speakers`."""
    versions: str | None
    """Versions of another speaker's program that send it, if they aren't those that were read."""
    key: str | None
    """The key as this response spells it, if it differs from the error's only in capitalization."""
    message: str | None
    """The exact text after XML or JSON decoding; {name} is one of `placeholders`. Null: none, or not known."""
    literal: str | None
    """The text as it is in redirects and JSON, if it differs from `message`."""
    returncode: Literal["SUCCESS", "FAILED", "ERROR"] | None
    """As the body has it; null if it has none."""
    format: Format
    """An id among `formats`."""
    json_on_request: bool
    """Whether it becomes JSON when the request asks for JSON."""
    redirect_false: bool
    """Whether it is XML with HTTP 200 when the request says redirect=false."""
    http_status: int | None
    """Status of the response; null if none arrives."""
    sample: str | None
    """The whole body, or the header Location of a redirect, with the placeholders' example values; null if unknown."""
    condition: str
    """When the server sends this response."""
    parameters: list[str]
    """Parameters, headers or settings that decide it; some with a note on where, such as `url (body)`."""
    status: Sent
    """Whether BigBlueButton 3.0 sends it."""
    certainty: Certainty
    """How the response is known."""
    releases: list[str]
    """Release lines that it was read in: ids among `releases`."""
    lines: list[LineData]
    """What is known of each release line, in the order of `releases`; empty for speakers other than BigBlueButton."""
    since: str | None
    """First release of 3.0 that has it, in words; null if it was always there, or nobody checked."""
    until: str | None
    """Last release of 3.0 that has it, in words."""
    notes: list[str]
    """What else to know."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class CauseData(Shape):
    """Why it happens, and how to tell that this is the cause."""

    cause: str
    """What went wrong."""
    tell: str
    """An observation or a test that shows it."""


class InsteadData(Shape):
    """What arrives in a situation for which a key was declared but is never sent."""

    when: str
    """The situation."""
    send: str
    """The key or response that arrives in it."""


class AliasData(Shape):
    """Another name or wording; one of `key` and `text` is null."""

    key: str | None
    """A key that no 3.0 server sends for this, or another spelling."""
    text: str | None
    """A wording of another release, program or page; {name} stands for any text."""
    seen: str
    """Where it is seen."""


class ErrorData(Shape):
    """A messageKey, a text without a key, or a failure of the transport."""

    id: str
    """Unique and stable; the name of its page. A key is its own id, with characters other than A-Z a-z 0-9 _ as -."""
    key: str | None
    """The messageKey on the wire; null if the response has none."""
    page: str
    """URL of its page, below `site`."""
    category: str
    """An id among `categories`."""
    title: str
    """What it is, in a few words."""
    kind: Kind
    """warning: SUCCESS with a key that matters. transport: no API response."""
    status: Sent
    """Whether BigBlueButton 3.0 sends it at all."""
    retry: Retry
    """never: the same request fails again. later: it may succeed after a while. look first: it may have worked."""
    retryable: bool
    """Whether `retry` is anything but never. With look first, check whether it worked before you send it again."""
    remedy: Remedy | None
    """What the caller can do about a key: fix the request, fix the secret, retry later, or accept that it is refused;
    null for other entries."""
    rank: int | None
    """Place among the keys of the second pass, where the lowest wins; null if it has none."""
    meaning: str
    """What it means, in one sentence."""
    fixes: list[str]
    """What to do, most useful first."""
    causes: list[CauseData]
    """Most common first."""
    sent_instead: list[InsteadData]
    """For what is never sent: what arrives."""
    also_known_as: list[AliasData]
    """Other names and wordings."""
    related: list[str]
    """Ids of other errors."""
    notes: list[str]
    """Remarks on the whole entry."""
    answers: list[AnswerData]
    """Each way it goes over the wire."""


class StepData(Shape):
    """One check of a call."""

    stage: Literal["checksum", "rules", "action"]
    """checksum: first pass. rules: second pass, all at once, the lowest rank wins. action: one after another."""
    title: str
    """What is checked."""
    answers: list[str]
    """Ids of the responses that a failing check sends."""
    text: str | None
    """What else to know about this check."""
    lines: list[LineData]
    """What is known of each release line, in the order of `releases`: whether it makes this check."""


class SuccessData(Shape):
    """One form of a call's response on success."""

    when: str
    """When this form is sent."""
    answer: str | None
    """Id of the response, if it has a message with an entry."""
    body: str | None
    """The body, if it isn't the response's own."""
    certainty: Certainty
    """How the form is known."""
    notes: list[str]
    """What else to know."""


class CallData(Shape):
    """One API call."""

    name: str
    """Unique: as it is in the URL, with - for a slash. Responses name it."""
    written: str
    """As it is in the URL, and at the start of the hashed text: hooks/create."""
    page: str
    """URL of its page, below `site`."""
    path: str
    """Path on the server."""
    summary: str
    """What the call does."""
    methods: list[Literal["GET", "POST"]]
    """Methods that it accepts."""
    auth: Literal["checksum", "session token", "none"]
    """What it requires."""
    order: Literal["two passes", "one by one", "none"]
    """two passes: checksum, then all rules at once, then one by one. one by one: the first failing check is sent."""
    query: str | None
    """Query string of an example request, without checksum."""
    steps: list[StepData]
    """Its checks, in order."""
    success: list[SuccessData]
    """Its responses on success."""
    missing_in: list[str]
    """Release lines that are known not to have the call: ids among `releases`."""
    notes: list[str]
    """Traps."""
    evidence: list[EvidenceData]
    """Where it was read."""


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


class Reference(Shape):
    """Every error of the BigBlueButton API, with its exact texts, causes, fixes and evidence.

    All texts are plain: no Markdown, no HTML. Where one names another error, it does so by its id or in words.
    """

    model_config = ConfigDict(populate_by_name=True)

    schema_address: str = Field(alias="$schema")
    """URL of the JSON Schema, relative to this file."""
    schema_version: str
    """Version of the shape: the first number grows if a field is renamed, removed or changes its meaning."""
    version: str
    """Version of the content."""
    site: str | None
    """URL below which the pages are; null if it isn't known."""
    license: str
    """SPDX identifier."""
    categories: list[CategoryData]
    """In the order of the site."""
    errors: list[ErrorData]
    """Every error, by category."""
    calls: list[CallData]
    """Every call of the API."""
    ranks: list[RankData]
    """Which key wins in the second pass."""
    formats: list[FormatData]
    """The forms of a body."""
    placeholders: list[PlaceholderData]
    """The dynamic parts of messages."""
    speakers: list[SpeakerData]
    """Who responds."""
    front_ends: list[FrontEndData]
    """Programs that people use instead of the API, and the messages that they show."""
    libraries: list[LibraryData]
    """Client libraries, and how errors come out of them."""
    client_texts: list[ClientCauseData]
    """What HTTP libraries and parsers say when no API response comes, by cause."""
    upgrades: list[UpgradeData]
    """What a program that calls the API must change from one release line to the next, oldest first."""
    join_troubles: list[JoinTroubleData]
    """Why the client refuses somebody whose join succeeded, most common first."""
    join_texts: list[JoinTextData]
    """What users read after a join."""
    logs: list[LogData]
    """Logs on a server."""
    log_lines: list[LogLineData]
    """Lines in these logs, by group."""
    settings: list[SettingData]
    """Settings of the server that change responses."""
    silent_successes: list[SilentSuccessData]
    """What calls accept with SUCCESS and ignore."""
    callbacks: list[CallbackData]
    """Requests that BigBlueButton makes itself: callbacks and webhooks."""
    callback_obstacles: list[ObstacleData]
    """Why a callback doesn't come, most common first."""
    fetched_urls: FetchedData
    """What the server loads from URLs that it is given."""
    releases: list[ReleaseData]
    """Release lines of BigBlueButton."""
    sources: list[SourceData]
    """What was read."""
    runs: list[RunData]
    """What was run."""
    algorithms: list[AlgorithmData]
    """Hashes for the checksum."""
    checksum_mistakes: list[MistakeData]
    """Ways in which a checksum comes out wrong."""
    troubleshooting: list[TroubleData]
    """From a symptom to a fix, by group, most common first."""
    faq: list[QuestionData]
    """Questions and answers."""
