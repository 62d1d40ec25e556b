"""The whole of errors.json, and the version of its shape.

Programs of other people read this. Therefore the shape has a version of its own, and rules:

- a new field, or a new value of `format`, `certainty` or `group`: the middle number grows;
- a field that is renamed, removed, or means something else or has another type: the first number grows;
- a description alone: the last number grows.

A test compares the shape with the one that was recorded for its version.
"""

from __future__ import annotations

from pydantic import ConfigDict, Field

from reference.exports.shape.around import FrontEndData, LibraryData, SpeakerData, UpgradeData
from reference.exports.shape.base import Shape
from reference.exports.shape.callbacks import CallbackData, FetchedData, ObstacleData
from reference.exports.shape.client_texts import ClientCauseData
from reference.exports.shape.entries import CallData, ErrorData
from reference.exports.shape.lists import (
    AlgorithmData,
    CategoryData,
    FormatData,
    MistakeData,
    PlaceholderData,
    QuestionData,
    RankData,
    ReleaseData,
    RunData,
    SourceData,
)
from reference.exports.shape.server import (
    JoinTextData,
    JoinTroubleData,
    LogData,
    LogLineData,
    SettingData,
)
from reference.exports.shape.silent import SilentSuccessData
from reference.exports.shape.symptoms import TroubleData

VERSION = "1.4.0"
"""Version of the shape."""


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
