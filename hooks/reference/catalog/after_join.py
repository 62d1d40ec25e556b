"""How browser and client are refused after a join that succeeded: the causes, and the texts that people see."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from reference.catalog.evidence import Evidence, LineName, is_later
from reference.catalog.vocabulary import Certainty, Declares, Names, Slug, Strict, Text, Title, Wire


class Where(StrEnum):
    """Where a text after the join is read."""

    SCREEN = "error screen"
    LOADER = "loading screen"
    NOTICE = "notice on leaving"
    LOBBY = "guest lobby"
    BBB_WEB = "bbb-web"
    NGINX = "nginx page"
    WEBSOCKET = "websocket"


class JoinTrouble(Strict):
    """One reason why the client refuses somebody whose join succeeded."""

    id: Annotated[Slug, Declares("join-trouble")]
    """Its anchor on the page. It stays."""
    title: Title
    """What went wrong, in a few words."""
    short: Title
    """The same in even fewer, for links in a row: 'a frame'."""
    looks: Text
    """What the user sees."""
    tell: Text
    """One check that proves it."""
    fix: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What to do, most useful first."""
    why: Text
    """What happens behind it."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries of the same failure."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    read: Text | None = None
    """Where it was read, as far as that is no `evidence`."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen."""

    @model_validator(mode="after")
    def _proved(self) -> Self:
        if self.read is None and not self.evidence and self.certainty is not Certainty.INFERRED:
            raise ValueError("nothing says where this was read or seen; write `evidence`, or `read`")
        return self


class JoinText(Strict):
    """A text that the user reads after the join, or the key for one whose English text is not known."""

    id: Annotated[Slug, Declares("join-text")]
    """Its anchor on the page. It stays."""
    text: Wire | None = None
    """The exact text, {placeholder} = dynamic part. Absent: it is not known."""
    older: tuple[Wire, ...] = ()
    """Earlier wordings of the same text."""
    number: Annotated[int, Field(ge=100, le=599)] | None = None
    """The number that goes with it."""
    key: Wire | None = None
    """The key of the description, of the answer or of the message that the program itself has for it."""
    where: Where
    """Where it is read."""
    line: LineName | None = None
    """The release line that shows it; absent: not known, or it does not belong to a line."""
    to: LineName | None = None
    """The last line, where it is the same from `line` to this one."""
    means: Text
    """When it is shown. Our own words."""
    note: Text | None = None
    """What else to know."""
    causes: tuple[Annotated[Slug, Names("join-trouble")], ...] = ()
    """What can be behind it, most frequent first."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries of the same failure."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    read: Text | None = None
    """Where it was read, as far as that is no `evidence`."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.text is None and self.key is None and self.number is None:
            raise ValueError("a text that is not known has a `key` or a `number`; give one of the three")
        if self.to is not None and (self.line is None or not is_later(self.to, self.line)):
            raise ValueError("`to` is not after `line`; leave it out for a single line")
        if self.read is None and not self.evidence and self.certainty is not Certainty.INFERRED:
            raise ValueError("nothing says where this was read or seen; write `evidence`, or `read`")
        return self


class ClientAddress(Strict):
    """An address on the server that belongs to the client and not to the API."""

    path: Wire
    """As it stands in a URL or in the log of nginx."""
    what: Text
    """What it is for, and who answers."""
    asks: Text
    """What it asks of the caller."""
    refused: Text
    """What it answers to a caller without a session."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries of these answers."""


class AfterJoinFile(Strict):
    """after-join.yml."""

    steps: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What browser and server do after a join, in order."""
    rule: Text
    """Whom bbb-web lets in."""
    cost: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What `allowRequestsWithoutSession` costs, and since when it works."""
    causes: Annotated[tuple[JoinTrouble, ...], Field(min_length=1)]
    """Most frequent first."""
    texts: Annotated[tuple[JoinText, ...], Field(min_length=1)]
    """By where they are read."""
    addresses: Annotated[tuple[ClientAddress, ...], Field(min_length=1)]
    """Those that come first after a join first."""
    links: Annotated[tuple[Text, ...], Field(min_length=1)]
    """How often a join link works."""
    unknown: tuple[Text, ...] = ()
    """What is not known."""
