"""How errors.json writes an error with its responses, and a call with its checks."""

from __future__ import annotations

from typing import Literal

from reference.catalog.evidence import Holds
from reference.catalog.vocabulary import Certainty, Format, Kind, Remedy, Retry, Sent
from reference.exports.shape.base import EvidenceData, Shape


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
