"""The catalog's types: what one error, one answer and one call are made of.

Every class is frozen and refuses unknown fields. The attribute docstrings are the field descriptions of
the JSON Schema that editors use (see ``schema.py``), so they are written for whoever edits the YAML.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reference.vocabulary import Certainty, Format, Kind, Retry, Sent, Slug, SourceId, Strict, Text, Thread, address_of

__all__ = [
    "Alias",
    "Answer",
    "Call",
    "Cause",
    "Certainty",
    "Error",
    "Evidence",
    "Format",
    "Instead",
    "Kind",
    "Retry",
    "Sent",
    "Slug",
    "SourceId",
    "Step",
    "Strict",
    "SuccessForm",
    "Text",
    "Thread",
    "address_of",
]


class Evidence(Strict):
    """One place that proves a fact: a file in the server's source, or a public thread."""

    file: Slug | None = None
    """A file's id in sources.yml. Needs `at`."""
    at: SourceId | None = None
    """The source's id in sources.yml: which repository, at which commit."""
    thread: Thread | None = None
    """A public issue or pull request, as owner/repository#number."""
    where: Text
    """Where in the file, or what the thread shows. Our own words."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.thread is None) == (self.file is None) or (self.file is None) != (self.at is None):
            raise ValueError("evidence is either a `file` or a `thread`; give `file` with `at`, or `thread` alone")
        return self


class Answer(Strict):
    """One way an error goes over the wire."""

    id: Slug
    """Unique in the whole catalog. calls.yml refers to it."""
    calls: tuple[Slug, ...] = ()
    """API calls that give this answer, by name."""
    scope: Text | None = None
    """Who gives the answer, where it is not a list of calls: 'every call', 'any unknown call'."""
    speaker: Slug = "bigbluebutton"
    """Who sends it: an id in speakers.yml."""
    message: Text | None = None
    """Exact text after XML or JSON decoding, {placeholder} = dynamic part. Absent: there is none, or it is unknown."""
    literal: Text | None = None
    """The text as redirects and JSON carry it, where it differs from `message` (runs of blanks)."""
    body: Text | None = None
    """The whole body, where it is not just the form's usual one. {key} and {message} stand for the two."""
    returncode: Literal["SUCCESS", "FAILED"] | None = None
    """The returncode, or nothing if the body has none."""
    format: Format
    """Form of the body."""
    json_on_request: bool = False
    """The answer becomes JSON when the request asks for JSON."""
    redirect_false: bool = False
    """Sent as XML with HTTP 200, not as a redirect, when the request says redirect=false."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """HTTP status code; absent if no HTTP answer arrives at all."""
    condition: Text
    """When the server gives this answer. Our own words."""
    parameters: tuple[Text, ...] = ()
    """Parameters, headers or settings that decide it."""
    sent: Sent = Sent.SENT
    """Whether 3.0 sends it."""
    certainty: Certainty = Certainty.SOURCE
    """How the answer is known."""
    releases: tuple[Text, ...] = ("3.0",)
    """Release lines this answer is recorded for: ids in releases.yml."""
    since: Text | None = None
    """From which release or change on."""
    until: Text | None = None
    """Up to which release or change."""
    notes: tuple[Text, ...] = ()
    """What a reader must know besides."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""


class Cause(Strict):
    """Why it happens, and how to tell that it is this."""

    cause: Text
    """What went wrong."""
    tell: Text
    """How to tell that it is this cause and not another."""


class Alias(Strict):
    """Another name or wording under which people meet the error."""

    key: Text | None = None
    """Another messageKey or spelling; it gets an address that leads here."""
    text: Text | None = None
    """Another wording."""
    seen: Text
    """Where it is met."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.key is None) == (self.text is None):
            raise ValueError("an alias is either a `key` or a `text`; give exactly one of them")
        return self


class Instead(Strict):
    """What the server does in the situation for which a key was declared but is never sent."""

    when: Text
    """The situation."""
    send: Text
    """What arrives then; link the entry with [[its key]]."""


class Error(Strict):
    """A messageKey, a text without a key, or a failure of the transport. One page each."""

    key: Text | None = None
    """The messageKey as it is on the wire; absent if the answer has none."""
    slug: Slug | None = None
    """Address of the page. Only for entries without a key: a key is its own address."""
    title: Text
    """What it is, in a few words; goes into tables and page titles."""
    kind: Kind
    """error, warning (SUCCESS with a key that matters), success, or transport."""
    retry: Retry = Retry.NEVER
    """Whether to send the same request again. never: it fails again until somebody changes something.
    later: it may succeed after a while. look first: it may have been carried out already."""
    meaning: Text
    """One sentence: what it really means for the caller."""
    sent_instead: tuple[Instead, ...] = ()
    """For a key that 3.0 never sends: what is sent instead."""
    fixes: tuple[Text, ...] = ()
    """What to do, most useful first."""
    causes: tuple[Cause, ...] = ()
    """Most frequent first."""
    page: Text | None = None
    """The body of every HTML answer of the entry that has none of its own."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    """Every way it goes over the wire, or is declared."""
    aliases: tuple[Alias, ...] = ()
    """Other wordings and spellings people search for."""
    related: tuple[Slug, ...] = ()
    """Pages of neighbouring entries, by slug."""
    notes: tuple[Text, ...] = ()
    """Remarks on the whole entry."""

    @property
    def address(self) -> str:
        """The page's slug."""
        return address_of(self.key or self.slug or "")

    @property
    def name(self) -> str:
        """What the page is called: the key, or the title of an entry without a key."""
        return self.key or self.title

    @cached_property
    def status(self) -> Sent:
        """The best status among the answers: one sent answer makes the entry sent."""
        return min((a.sent for a in self.answers), key=list(Sent).index)

    @cached_property
    def shown(self) -> tuple[Answer, ...]:
        """The answers that represent the entry in tables: those of its own status."""
        return tuple(a for a in self.answers if a.sent == self.status)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.key is None) == (self.slug is None):
            raise ValueError("an entry has either a `key` or a `slug`; give the slug only if the answer carries no key")
        if self.status in (Sent.SENT, Sent.UNDECIDED) and not self.fixes:
            raise ValueError("an entry that may be sent has no `fixes`; add at least one")
        if self.status is Sent.SENT and self.kind is not Kind.SUCCESS and not self.causes:
            raise ValueError("an error that is sent has no `causes`; add at least one")
        if self.status in (Sent.NEVER, Sent.REMOVED) and not self.sent_instead:
            raise ValueError("an entry that is never sent has no `sent_instead`; say what arrives in its place")
        return self


class Step(Strict):
    """One numbered check of a call."""

    stage: Literal["checksum", "rules", "action"]
    """checksum: pass 1. rules: pass 2, all at once, the winner by rank. action: one check after the other."""
    title: Text
    """What is checked."""
    answers: tuple[Slug, ...] = ()
    """Ids of the answers a failing check gives; in a rules step in the order of their rank."""
    text: Text | None = None
    """What else to know about this check."""


class SuccessForm(Strict):
    """One form of a call's answer when all went well."""

    when: Text
    """When this form is sent."""
    answer: Slug | None = None
    """Id of the answer, if the form carries a message that has an entry."""
    body: Text | None = None
    """The body, if it is not the answer's own."""
    certainty: Certainty = Certainty.SOURCE
    """How the form is known."""
    notes: tuple[Text, ...] = ()


class Call(Strict):
    """One API call."""

    name: Slug
    """Name as it stands in the URL."""
    path: Text | None = None
    """Path on the server, if it is not /bigbluebutton/api/ and the name."""
    summary: Text
    """One sentence: what it does."""
    methods: Annotated[tuple[Literal["GET", "POST"], ...], Field(min_length=1)]
    auth: Literal["checksum", "session token", "none"]
    """What the call asks for: a signed query, a user's session token, or nothing."""
    order: Literal["two passes", "one by one", "none"]
    """two passes: checksum, then all rules at once. one by one: the first failing check is sent."""
    query: Text | None = None
    """Query string of the example request, without checksum."""
    steps: tuple[Step, ...] = ()
    """The order of checks."""
    success: Annotated[tuple[SuccessForm, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()
    """Traps of this call."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    @property
    def order_text(self) -> str:
        """The kind of order in plain words."""
        words = {"two passes": "checksum, then rules by rank, then one by one", "one by one": "one by one"}
        return words.get(self.order, "no checks")
