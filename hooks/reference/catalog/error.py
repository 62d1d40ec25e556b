"""One error: what it means, why it comes, what to do, and its answers.

Every class is frozen and refuses unknown fields. The attribute docstrings are the field descriptions of the JSON
Schema that editors use (see `schema.py`), so they are written for whoever edits the YAML.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from reference.catalog.answer import CLIENT, SERVER, Answer
from reference.catalog.provocation import Placeholder
from reference.catalog.vocabulary import (
    Declares,
    Kind,
    Names,
    Remedy,
    Retry,
    Sent,
    Slug,
    Strict,
    Text,
    Title,
    Wire,
    address_of,
)


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
    title: Title
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
