"""The files of the catalog, and the types of those that are lists: ranks, formats, speakers, questions and so on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from reference.catalog.after_join import AfterJoinFile
from reference.catalog.call import Call
from reference.catalog.callbacks import Callback, FetchedFile, ObstaclesFile
from reference.catalog.client_texts import ClientCause
from reference.catalog.error import Error
from reference.catalog.log_lines import LogGroup, LogsFile
from reference.catalog.provocation import Placeholder
from reference.catalog.reports import ReportsFile
from reference.catalog.server_settings import SettingsFile
from reference.catalog.silent_success import SilentGroup
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.catalog.symptoms import Decision, SymptomGroup
from reference.catalog.vocabulary import (
    REPOSITORY,
    VERBATIM,
    Declares,
    Format,
    Names,
    Slug,
    SourceId,
    Strict,
    Text,
    Wire,
)

Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$"), VERBATIM]
Repository = Annotated[str, StringConstraints(pattern=rf"^{REPOSITORY}$"), VERBATIM]


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
    title: Text
    """Its name in tables."""
    content_type: Wire | None = None
    """The Content-Type header, if it has one."""
    returncode: Literal["SUCCESS", "FAILED"] | None = None
    """The returncode of an answer in this form that says nothing else."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """The HTTP status of an answer in this form that says nothing else."""
    summary: Text
    """What is in such a body."""


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
    name: Text
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


class Source(Strict):
    """A public repository at a commit, and the release it stands for."""

    id: Annotated[SourceId, Declares("source")]
    """Name by which evidence refers to it."""
    repository: Repository
    """owner/repository on GitHub."""
    commit: Commit
    """All 40 digits."""
    line: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$"), VERBATIM] | None = None
    """The release line it belongs to, which releases.yml need not name; absent if that is not settled."""
    stands_for: Text
    """Release or state of the server that it shows, and why it is taken for that."""

    @property
    def is_server(self) -> bool:
        """Whether it is BigBlueButton's own repository, which alone has release lines."""
        return self.repository == "bigbluebutton/bigbluebutton"

    @property
    def title(self) -> str:
        """What evidence calls it: the server and its line, the repository unless it is the server's own, the commit."""
        server = f"BigBlueButton {self.line or ''}".rstrip() if self.is_server or self.line else None
        name = ", in ".join(filter(None, (server, None if self.is_server else self.repository)))
        return f"{name} @ {self.commit[:8]}"


class SourceFile(Strict):
    """A file of the server's source that evidence points to."""

    id: Annotated[Slug, Declares("file")]
    """Name by which evidence refers to it."""
    path: Wire
    """Path in the repository."""


class Run(Strict):
    """Requests of one kind that were sent: to BigBlueButton's own code, or by common clients."""

    id: Annotated[Slug, Declares("run")]
    """Unique; evidence refers to it."""
    asked: Text
    """What was sent."""
    showed: Text
    """What came back, and what follows from it."""
    stand_in: Text | None = None
    """What took the place of a part of the server and decides the result, so that it is inferred only."""


class Question(Strict):
    """One question and its answer."""

    id: Annotated[Slug, Declares("question")]
    """Its anchor on the page."""
    question: Text
    """As people ask it."""
    answer: Text
    """It stands alone."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries that it is about."""


class Algorithm(Strict):
    """A hash that the server accepts for the checksum. It tells them apart by the length of the digest."""

    name: Annotated[Text, Declares("algorithm")]
    """Name as the server's setting spells it."""
    hashlib: Literal["sha1", "sha256", "sha384", "sha512"]
    """Name in Python's hashlib."""
    hex_length: Literal[40, 64, 96, 128]
    """Number of hex digits of the digest."""
    note: Text | None = None
    """What else to know."""


class Category(Strict):
    """A category of the reference: a folder of errors/."""

    id: Annotated[Slug, Declares("category")]
    """Name of the folder."""
    title: Text
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


class SourcesFile(Strict):
    """sources.yml."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Repositories at a commit."""
    files: Annotated[tuple[SourceFile, ...], Field(min_length=1)]
    """Files that evidence points to."""
    setup: tuple[Text, ...] = ()
    """How the runs were made: what was real, what was a stand-in, what was not run. One paragraph each."""
    runs: tuple[Run, ...] = ()
    """What BigBlueButton's own code was asked, and what it answered."""


class SpeakersFile(Strict):
    """speakers.yml."""

    speakers: Annotated[tuple[Speaker, ...], Field(min_length=1)]
    """The server first."""


class ReleasesFile(Strict):
    """releases.yml."""

    releases: Annotated[tuple[Release, ...], Field(min_length=1)]
    """Oldest first."""


class FaqFile(Strict):
    """faq.yml."""

    faq: Annotated[tuple[Question, ...], Field(min_length=1)]
    """In the order of the page."""


class ChecksumFile(Strict):
    """checksum.yml."""

    algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)]
    """By length."""


class Mistake(Strict):
    """One way in which a checksum comes out wrong."""

    id: Annotated[Slug, Declares("mistake")]
    """Name by which the doctor's code refers to it."""
    group: Literal["secret", "call", "query", "encoding", "layout", "hash", "callback"]
    """What it is about."""
    title: Text
    """The mistake in one sentence."""
    fix: Text
    """What to do."""
    secret: tuple[str, ...] = ()
    """Wrong forms of the secret; $secret is the right one."""
    call: tuple[str, ...] = ()
    """Wrong forms of the call name; $call is the right one."""
    query: tuple[str, ...] = ()
    """Wrong forms of the query string; $query is the right one."""
    layout: tuple[str, ...] = ()
    """Wrong forms of the whole text, of $call, $query and $secret."""
    between: str = ""
    """Signs, each of which is put between the three parts, or two of them."""
    replace: tuple[dict[str, str], ...] = ()
    """Replacements in the query string: what stands in the URL, and what was hashed in its place. In this order."""
    repair: dict[str, str] = Field(default_factory=dict)
    """Replacements that take the fault out of the URL."""


class Encoder(Strict):
    """A function that percent-encodes values. Letters and digits of ASCII always stay as they are."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Its names; functions that write the same text stand together."""
    safe: str
    """Marks that it leaves as they are."""
    space: Literal["+", "%20"]
    """What it makes of a space."""
    lower: bool = False
    """Whether its hex digits are in lower case."""


class NextCheck(Strict):
    """What to look at if no mistake explains a checksum, likely things first."""

    check: Text
    """What to look at."""
    how: Text
    """How to look."""
    right: bool = False
    """Whether it is to be looked at only if the checksum is right, and the server refuses it all the same."""


class MistakesFile(Strict):
    """checksum-mistakes.yml."""

    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1)]
    """Likely ones first, within a group."""
    encoders: tuple[Encoder, ...] = ()
    """Functions that a query string may come from."""
    next: Annotated[tuple[NextCheck, ...], Field(min_length=1)]
    """What to look at if none fits."""


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
