"""The catalog's types: what one error, one answer and one call are made of.

Every class is frozen and refuses unknown fields. The attribute docstrings are the field descriptions of
the JSON Schema that editors use (see ``schema.py``), so they are written for whoever edits the YAML.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reference.catalog.evidence import PLAYED, READ, Evidence, Holds, Line, is_later, is_prerelease, said
from reference.catalog.provocation import Break, Pair, Placeholder, Provocation, Request
from reference.catalog.vocabulary import (
    Certainty,
    Declares,
    Format,
    Kind,
    Names,
    Remedy,
    Retry,
    Sent,
    Slug,
    Strict,
    Text,
    Wire,
    address_of,
)

API = "/bigbluebutton/api/"
"""Where the calls are on a server."""

SERVER = "bigbluebutton"
"""The speaker whose release lines the catalog knows, and whose checks the steps of calls describe."""

CLIENT = "client"
"""The speaker that stands for the caller's own program, in which no release of the server decides."""


class Answer(Strict):
    """One way an error goes over the wire."""

    id: Annotated[Slug, Declares("answer")]
    """Unique in the whole catalog. The steps of calls refer to it."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """API calls that give this answer. Only where no step and no success form of a call names it: else it follows."""
    scope: Text | None = None
    """Who gives the answer, where it is not a list of calls: 'every call', 'any unknown call'."""
    speaker: Annotated[Slug, Names("speaker")] = SERVER
    """Who sends it: an id in speakers.yml."""
    versions: Text | None = None
    """For a speaker with versions of its own: those that send it, where they are not the one that was read."""
    key: Wire | None = None
    """The entry's key as this answer spells it, where that differs; only the case of letters may."""
    message: Wire | None = None
    """Exact text after XML or JSON decoding, {placeholder} = dynamic part. Absent: there is none, or it is unknown."""
    literal: Wire | None = None
    """The text as redirects and JSON carry it, where it differs from `message` (runs of blanks)."""
    body: Wire | None = None
    """The whole body, where it is not just the form's usual one. {key} and {message} stand for the two."""
    whole: bool = True
    """Whether the form tells the whole body. If not, only key and text are known, and no body is shown."""
    returncode: Literal["SUCCESS", "FAILED", "ERROR"] | None = None
    """The returncode, where it is not the form's usual one in formats.yml. BigBlueButton never says ERROR."""
    format: Format
    """Form of the body."""
    json_on_request: bool = False
    """The answer becomes JSON when the request asks for JSON."""
    redirect_false: bool = False
    """Sent as XML with HTTP 200, not as a redirect, when the request says redirect=false."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """HTTP status code, where it is not the form's usual one; absent if no HTTP answer arrives at all."""
    content_type: Wire | None = None
    """The Content-Type header, where it is not the usual one of the form or of the speaker's XML."""
    condition: Text
    """When the server gives this answer. Our own words."""
    parameters: tuple[Text, ...] = ()
    """Parameters, headers or settings that decide it."""
    sent: Sent = Sent.SENT
    """Whether 3.0, or the version read of another speaker, sends it. Where `lines` speaks of 3.0, it follows."""
    certainty: Certainty = Certainty.SOURCE
    """How the answer is known."""
    lines: tuple[Line, ...] = ()
    """Release lines in which it is not as usual: sent by 3.0 as `sent` says, not known for any other."""
    since: Text | None = None
    """From which change on, in words, where no release can be named under `lines`."""
    until: Text | None = None
    """Up to which change, in words, where no release can be named under `lines`."""
    notes: tuple[Text, ...] = ()
    """What a reader must know besides."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""
    provoke: tuple[Provocation, ...] = ()
    """Requests that make a server with the stub's seed give this answer."""
    not_provoked: Text | None = None
    """For an answer that is sent: why no request to the stub provokes it. Of a speaker that the stub does not play,
    it follows."""
    on_demand: Text | None = None
    """For an answer whose condition the stub does not model yet: why. The stub sends it when asked for it by id."""
    breaks: tuple[Break, ...] = ()
    """How to break this check in a call's good request, where that does not follow from `provoke`."""

    @model_validator(mode="after")
    def _sent_follows(self) -> Self:
        read = said(self.lines, READ)
        if read is not None:
            if "sent" in self.model_fields_set:
                raise ValueError(f"`sent` follows from what `lines` says of {READ}; delete one of them")
            object.__setattr__(self, "sent", self._sent_by(read))
        removed = any(line.holds is Holds.YES and is_later(READ, line.line) for line in self.lines)
        if self.sent is Sent.NEVER and removed:
            raise ValueError(f"an earlier line sends it, so `sent` is `removed`; say what {READ} does under `lines`")
        return self

    def _sent_by(self, read: Line) -> Sent:
        """Return whether 3.0 sends it, by what is said of this line and of earlier ones."""
        if read.holds is Holds.NO:
            earlier = (line for line in self.lines if is_later(READ, line.line))
            return Sent.REMOVED if any(line.holds is Holds.YES for line in earlier) else Sent.NEVER
        if read.holds is Holds.YES:
            return Sent.REMOVED if is_prerelease(read.until) else Sent.SENT
        return Sent.UNDECIDED

    def line(self, name: str) -> Line:
        """Return what is known of one release line: what is said of it, or the usual."""
        usual = Holds.UNKNOWN
        if name == READ and self.sent is not Sent.UNDECIDED:
            usual = Holds.YES if self.sent is Sent.SENT else Holds.NO
        return said(self.lines, name) or Line(line=name, holds=usual)

    @property
    def elsewhere(self) -> bool:
        """Whether a line other than 3.0 sends it, or only a pre-release of 3.0 did."""
        return any(
            line.holds is Holds.YES and ((line.line, line.to) != (READ, None) or is_prerelease(line.until))
            for line in self.lines
        )

    @property
    def sendable(self) -> bool:
        """Whether 3.0 may send it, or another line does."""
        return self.sent in (Sent.SENT, Sent.UNDECIDED) or self.elsewhere

    @property
    def played(self) -> bool:
        """Whether the stub may send it: 3.0 may, or another line does that the stub plays."""
        sent = self.sent in (Sent.SENT, Sent.UNDECIDED)
        return sent or any(self.line(name).holds is Holds.YES for name in PLAYED if name != READ)

    def as_played(self, name: str) -> Holds:
        """Return whether the stub sends it when it plays a line.

        What isn't known of a newer line than 3.0 is played as in 3.0. Lines are those of BigBlueButton: what another
        program sends comes with each of them.
        """
        usual = Holds.YES if self.sent in (Sent.SENT, Sent.UNDECIDED) else Holds.NO
        if self.speaker != SERVER or name == READ:
            return usual
        holds = self.line(name).holds
        return usual if holds is Holds.UNKNOWN and is_later(name) else holds


class Cause(Strict):
    """Why it happens, and how to tell that it is this."""

    cause: Text
    """What went wrong."""
    tell: Text
    """How to tell that it is this cause and not another."""


class Alias(Strict):
    """Another name or wording under which people meet the error."""

    key: Wire | None = None
    """Another messageKey or spelling; it gets an address that leads here."""
    text: Wire | None = None
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

    key: Annotated[Wire, Declares("key")] | None = None
    """The messageKey as it is on the wire; absent if the answer has none."""
    slug: Annotated[Slug, Declares("error", by="address")] | None = None
    """Address of the page. Only for entries without a key: a key is its own address."""
    title: Text
    """What it is, in a few words; goes into tables and page titles."""
    kind: Kind
    """error, warning (SUCCESS with a key that matters), success, or transport."""
    retry: Retry = Retry.NEVER
    """Whether to send the same request again. never: it fails again until somebody changes something.
    later: it may succeed after a while. look first: it may have been carried out already."""
    remedy: Remedy | None = None
    """For an error with a key: what the caller can do, where `retry` is never. fix the request: what was sent is wrong.
    fix the secret: or what is hashed. refused: tell whoever asked."""
    meaning: Text
    """One sentence: what it really means for the caller."""
    sent_instead: tuple[Instead, ...] = ()
    """For a key that 3.0 never sends: what is sent instead."""
    fixes: tuple[Text, ...] = ()
    """What to do, most useful first."""
    causes: tuple[Cause, ...] = ()
    """Most frequent first."""
    page: Wire | None = None
    """The body of every HTML answer of the entry that has none of its own."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    """Every way it goes over the wire, or is declared."""
    aliases: tuple[Alias, ...] = ()
    """Other wordings and spellings people search for."""
    related: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Pages of neighboring entries, by slug."""
    notes: tuple[Text, ...] = ()
    """Remarks on the whole entry."""
    placeholders: tuple[Placeholder, ...] = ()
    """Dynamic parts that only messages of this entry have."""

    @property
    def address(self) -> str:
        """The page's slug."""
        return address_of(self.key or self.slug or "")

    @property
    def name(self) -> str:
        """What the page is called: the key, or the title of an entry without a key."""
        return self.key or self.title

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The key in every spelling that is sent, its own first; nothing for an entry without one."""
        spelled = (answer.key for answer in self.answers)
        return tuple(dict.fromkeys(key for key in (self.key, *spelled) if key is not None))

    @property
    def helps(self) -> Remedy | None:
        """What the caller can do about a key; nothing for an entry that says neither."""
        return Remedy.LATER if self.key and self.retry is not Retry.NEVER else self.remedy

    @property
    def of_clients(self) -> bool:
        """Whether only the caller's own program reports it."""
        return all(answer.speaker == CLIENT for answer in self.answers)

    @property
    def own(self) -> tuple[Answer, ...]:
        """BigBlueButton's own answers, or all if none is its own."""
        return tuple(a for a in self.answers if a.speaker == SERVER) or self.answers

    @cached_property
    def status(self) -> Sent:
        """The best status among BigBlueButton's answers: one that is sent makes the entry sent."""
        return min((a.sent for a in self.own), key=list(Sent).index)

    @cached_property
    def shown(self) -> tuple[Answer, ...]:
        """The answers that represent the entry in tables: those of its own status."""
        return tuple(a for a in self.own if a.sent == self.status)

    @property
    def sendable(self) -> bool:
        """Whether somebody sends it: 3.0, another line, or a program in front of the server."""
        return any(answer.sendable for answer in self.answers)

    @model_validator(mode="after")
    def _spelled(self) -> Self:
        for answer in self.answers:
            if answer.key is not None and (self.key or "").lower() != answer.key.lower():
                raise ValueError(f"`{answer.key}` isn't a spelling of the entry's key; give it an entry of its own")
            if answer.key is not None and answer.key == self.key:
                raise ValueError(f"`{answer.key}` is the entry's own key; delete `key` of `{answer.id}`")
        return self

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.key is None) == (self.slug is None):
            raise ValueError("an entry has either a `key` or a `slug`; give the slug only if the answer carries no key")
        if self.sendable and not self.fixes:
            raise ValueError("an entry that may be sent has no `fixes`; add at least one")
        if self.status is Sent.SENT and self.kind is not Kind.SUCCESS and not self.causes:
            raise ValueError("an error that is sent has no `causes`; add at least one")
        if self.status in (Sent.NEVER, Sent.REMOVED) and not self.sent_instead:
            raise ValueError("an entry that is never sent has no `sent_instead`; say what arrives in its place")
        if self.key and self.kind is Kind.ERROR and self.status is Sent.SENT and self.helps is None:
            raise ValueError("an error with a key has no `remedy`; say what the caller can do")
        if self.remedy is Remedy.LATER:
            raise ValueError("`remedy` cannot be `retry later`; delete it, and set `retry: later`")
        if self.remedy and self.retry is not Retry.NEVER:
            raise ValueError("`remedy` follows from `retry` where that is not never; delete it, or correct `retry`")
        return self


class Step(Strict):
    """One numbered check of a call."""

    stage: Literal["checksum", "rules", "action"]
    """checksum: pass 1. rules: pass 2, all at once, the winner by rank. action: one check after the other."""
    title: Text
    """What is checked."""
    answers: tuple[Annotated[Slug, Names("answer")], ...] = ()
    """Ids of the answers that a failing check gives. In a rules step the ranks of their keys decide the order."""
    text: Text | None = None
    """What else to know about this check."""
    lines: tuple[Line, ...] = ()
    """Release lines that make this check, where that does not follow from its answers."""

    def line(self, name: str, answers: Iterable[Answer]) -> Line:
        """Return what is known of one release line: what is said of it, or what the answers of the step say of it."""
        return said(self.lines, name) or Line(line=name, holds=self.follows(name, answers))

    @staticmethod
    def follows(name: str, answers: Iterable[Answer]) -> Holds:
        """Return whether a line makes a check with these answers: it does if it sends one of them."""
        found = {answer.line(name).holds for answer in answers} or {Holds.YES if name == READ else Holds.UNKNOWN}
        return next(holds for holds in (Holds.YES, Holds.UNKNOWN, Holds.NO) if holds in found)


class SuccessForm(Strict):
    """One form of a call's answer when all went well."""

    when: Text
    """When this form is sent."""
    answer: Annotated[Slug, Names("answer")] | None = None
    """Id of the answer, if the form carries a message that has an entry."""
    body: Wire | None = None
    """The body, if it is not the answer's own."""
    certainty: Certainty = Certainty.SOURCE
    """How the form is known."""
    notes: tuple[Text, ...] = ()
    """What a reader must know besides."""


class Call(Strict):
    """One API call."""

    name: Annotated[Slug, Declares("call")]
    """Name by which answers refer to it: as it stands in the URL, with - for a slash."""
    path: Wire | None = None
    """Path on the server, if it is not /bigbluebutton/api/ and the name."""
    summary: Text
    """One sentence: what it does."""
    methods: Annotated[tuple[Literal["GET", "POST"], ...], Field(min_length=1)]
    """Methods that it takes."""
    auth: Literal["checksum", "session token", "none"]
    """What the call asks for: a signed query, a user's session token, or nothing."""
    order: Literal["two passes", "one by one", "none"]
    """two passes: checksum, then all rules at once. one by one: the first failing check is sent."""
    query: Wire | None = None
    """Query string of the example request, without checksum."""
    steps: tuple[Step, ...] = ()
    """The order of checks."""
    success: Annotated[tuple[SuccessForm, ...], Field(min_length=1)]
    """Its responses when all went well."""
    notes: tuple[Text, ...] = ()
    """Traps of this call."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""
    lines: tuple[Line, ...] = ()
    """Release lines that do not have the call."""
    good: Request | None = None
    """A request to a server with the stub's seed that passes all checks; what breaks one is told against it."""
    pairs: tuple[Pair, ...] = ()
    """Pairs of checks that cannot be broken at once just by two changes of `good`."""

    def is_missing_in(self, name: str) -> bool:
        """Return whether a release line is known not to have the call."""
        found = said(self.lines, name)
        return found is not None and found.holds is Holds.NO

    @property
    def address(self) -> str:
        """Path on the server."""
        return self.path or f"{API}{self.name}"

    @property
    def written(self) -> str:
        """The name as it stands in the URL and in what is hashed: hooks/create."""
        return self.address.removeprefix(API) if self.address.startswith(API) else self.name

    @property
    def order_text(self) -> str:
        """The kind of order in plain words."""
        words = {"two passes": "checksum, then rules by rank, then one by one", "one by one": "one by one"}
        return words.get(self.order, "no checks")
