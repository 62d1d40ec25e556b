"""The lines that a failure leaves in the logs of a server: what each means, and whether it matters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reference.catalog.evidence import Evidence
from reference.catalog.vocabulary import Declares, Names, Slug, Strict, Text, Title, Wire


class Matters(StrEnum):
    """Whether a line in a log means that something is wrong."""

    FAILURE = "failure"
    IGNORED = "ignored"
    DEPENDS = "depends"
    HARMLESS = "harmless"


class LogFile(Strict):
    """A log on a server."""

    id: Annotated[Slug, Declares("log")]
    """Name by which lines refer to it."""
    name: Title
    """For people."""
    where: Wire
    """Its path, or the command that prints it."""
    search: Wire
    """The command that searches it; {text} stands for the fixed part of a line."""
    about: Text
    """Who writes it, and what is in it."""


class LogsFile(Strict):
    """server-logs.yml."""

    logs: Annotated[tuple[LogFile, ...], Field(min_length=1)]
    """The one that people need most first."""
    groups: tuple[Annotated[Slug, Names("log-group")], ...] = ()
    """Groups of lines that come first, in this order; all others follow by name."""


class LogLine(Strict):
    """One line, or a part of one that tells the reason."""

    id: Annotated[Slug, Declares("log-line")]
    """Its anchor on the page. It stays."""
    line: Wire
    """The text after level and logger, {placeholder} = dynamic part, … = text left out."""
    level: Literal["DEBUG", "INFO", "WARN", "ERROR"] | None = None
    """The level that is printed; absent: it was not noted."""
    is_part: bool = False
    """The text is a part of another line, such as the reason in it."""
    means: Text
    """What happened. Our own words."""
    matters: Matters
    """failure: something was refused or failed. ignored: something in a request was ignored, and no response says so.
    depends: it tells something only together with another line. harmless: all is well."""
    in_clear: Text | None = None
    """What stands in it that nobody else must see: 'the session token'."""
    note: Text | None = None
    """What else to know."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries of the responses that come with this line."""
    scope: Text | None = None
    """Which responses come with it, where that is no list of entries: 'every error'."""
    causes: tuple[Annotated[Slug, Names("join-trouble")], ...] = ()
    """What is wrong after a join, as after-join.yml names it, where the line proves that."""


class LogWriter(Strict):
    """A part of a program that writes lines, and where it was read."""

    log: Annotated[Slug, Names("log")]
    """Where it writes."""
    logger: Text
    """As the line names it, or which class or script writes it."""
    read: Text | None = None
    """Where it was read, as far as that is no `evidence`."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen."""
    lines: Annotated[tuple[LogLine, ...], Field(min_length=1)]
    """In the order in which they appear, as far as there is one."""

    @model_validator(mode="after")
    def _proved(self) -> Self:
        if self.read is None and not self.evidence:
            raise ValueError("nothing says where these lines were read; write `evidence`, or `read`")
        return self


class LogGroup(Strict):
    """Lines about one thing, whoever writes them."""

    id: Annotated[Slug, Declares("log-group")]
    """Name of its file, and its anchor on the page."""
    title: Title
    """Its heading."""
    summary: Text
    """What the lines are about, and which one to look for first."""
    writers: Annotated[tuple[LogWriter, ...], Field(min_length=1)]
    """Who writes them."""

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """All lines of the group."""
        return tuple(line for writer in self.writers for line in writer.lines)
