"""The files of the catalog, and the types of those that are lists: ranks, formats, speakers, questions and so on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reference.catalog.after_join import AfterJoinFile
from reference.catalog.call import Call
from reference.catalog.callbacks import Callback, ObstaclesFile
from reference.catalog.checksum import ChecksumFile, MistakesFile
from reference.catalog.client_texts import ClientCause
from reference.catalog.error import Error
from reference.catalog.fetched_urls import FetchedFile
from reference.catalog.log_lines import LogGroup, LogsFile
from reference.catalog.provocation import Placeholder
from reference.catalog.reports import ReportsFile
from reference.catalog.server_settings import SettingsFile
from reference.catalog.silent_success import SilentGroup
from reference.catalog.sources import SourcesFile
from reference.catalog.speakers import ReleasesFile, SpeakersFile
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.catalog.symptoms import Decision, SymptomGroup
from reference.catalog.vocabulary import (
    Declares,
    Format,
    Names,
    Slug,
    Strict,
    Text,
    Title,
    Wire,
)


class Rank(Strict):
    """Which key wins when several rules fail in pass 2: rank 1 is sent."""

    rank: Annotated[int, Field(ge=1)]
    """From 1."""
    keys: Annotated[tuple[Annotated[Wire, Names("key")], ...], Field(min_length=1)]
    """Keys that share it."""
    note: Text | None = None
    """What else to know."""


class FormatInfo(Strict):
    """How one form of body looks on the wire."""

    id: Annotated[Format, Declares("format")]
    """The form, as answers name it."""
    title: Title
    """Its name in tables."""
    content_type: Wire | None = None
    """The Content-Type header, if it has one."""
    returncode: Literal["SUCCESS", "FAILED"] | None = None
    """The returncode of an answer in this form that says nothing else."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """The HTTP status of an answer in this form that says nothing else."""
    summary: Text
    """What is in such a body."""


class Question(Strict):
    """One question and its answer."""

    id: Annotated[Slug, Declares("question")]
    """Its anchor on the page."""
    question: Title
    """As people ask it."""
    answer: Text
    """It stands alone."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries that it is about."""


class Category(Strict):
    """A category of the reference: a folder of errors/."""

    id: Annotated[Slug, Declares("category")]
    """Name of the folder."""
    title: Title
    """Heading of its table."""
    summary: Text
    """What belongs into it."""
    first: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries that come first, in this order; all others follow by name."""


class ContentsFile(Strict):
    """contents.yml: the order of what is shown."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    """In the order of the site."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """Calls that come first, in this order; all others follow by name."""
    symptoms: tuple[Annotated[Slug, Names("symptom group")], ...] = ()
    """Groups of symptoms that come first, in this order; all others follow by name."""
    silent_success: tuple[Annotated[Slug, Names("silent-group")], ...] = ()
    """Groups of silent-success/ that come first, in this order; all others follow by name."""
    most_reported: tuple[Annotated[Slug, Names("silent-success")], ...] = ()
    """What is ignored with SUCCESS and reported most; it stands on top of the page, in this order."""
    callbacks: tuple[Annotated[Slug, Names("callback")], ...] = ()
    """The same for the callbacks."""
    misspelled: tuple[Wire, ...] = ()
    """Words that servers misspell in their texts. Pages mark these texts with [sic]."""


class RanksFile(Strict):
    """ranks.yml."""

    ranks: Annotated[tuple[Rank, ...], Field(min_length=1)]
    """By rank."""


class FormatsFile(Strict):
    """formats.yml."""

    formats: Annotated[tuple[FormatInfo, ...], Field(min_length=1)]
    """Every form has an item."""
    placeholders: tuple[Placeholder, ...] = ()
    """Dynamic parts that messages of several entries have."""


class FaqFile(Strict):
    """faq.yml."""

    faq: Annotated[tuple[Question, ...], Field(min_length=1)]
    """In the order of the page."""


LISTS: dict[str, type[Strict]] = {
    "after-join.yml": AfterJoinFile,
    "callback-obstacles.yml": ObstaclesFile,
    "checksum-mistakes.yml": MistakesFile,
    "checksum.yml": ChecksumFile,
    "contents.yml": ContentsFile,
    "faq.yml": FaqFile,
    "fetched-urls.yml": FetchedFile,
    "formats.yml": FormatsFile,
    "ranks.yml": RanksFile,
    "releases.yml": ReleasesFile,
    "reports.yml": ReportsFile,
    "server-logs.yml": LogsFile,
    "settings.yml": SettingsFile,
    "sources.yml": SourcesFile,
    "speakers.yml": SpeakersFile,
}
"""The files of the catalog that are there once."""

FOLDERS: dict[str, type[Strict]] = {
    "errors/*/*.yml": Error,
    "calls/*.yml": Call,
    "callbacks/*.yml": Callback,
    "front-ends/*.yml": FrontEnd,
    "client-texts/*.yml": ClientCause,
    "libraries/*.yml": Library,
    "log-lines/*.yml": LogGroup,
    "silent-success/*.yml": SilentGroup,
    "upgrades/*.yml": Upgrade,
    "symptoms/*.yml": SymptomGroup,
    "decisions/*.yml": Decision,
}
"""The files of the catalog that are there once for each error, call and so on."""
