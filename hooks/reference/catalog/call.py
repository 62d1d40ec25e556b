"""One API call: its checks in their order, and what it says when all went well.

Every class is frozen and refuses unknown fields. The attribute docstrings are the field descriptions of the JSON
Schema that editors use (see `schema.py`), so they are written for whoever edits the YAML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from reference.catalog.answer import API, Answer
from reference.catalog.evidence import READ, Evidence, Holds, Line, said
from reference.catalog.provocation import Pair, Request
from reference.catalog.vocabulary import (
    Certainty,
    Declares,
    Names,
    Slug,
    Strict,
    Text,
    TitleWithCode,
    Wire,
)


class Step(Strict):
    """One numbered check of a call."""

    stage: Literal["checksum", "rules", "action"]
    """checksum: pass 1. rules: pass 2, all at once, the winner by rank. action: one check after the other."""
    title: TitleWithCode
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
        return self.order if self.order in ("two passes", "one by one") else "no checks"
