"""The parts of errors.json about the server behind the API: after a join, lines of logs, settings."""

from __future__ import annotations

from reference.catalog.after_join import Where
from reference.catalog.log_lines import Matters
from reference.catalog.vocabulary import Certainty
from reference.exports.shape.base import EvidenceData, Shape


class JoinTroubleData(Shape):
    """One reason why the client refuses somebody whose join succeeded."""

    id: str
    """Unique. Texts, lines and settings refer to it."""
    page: str
    """Where the site explains it, below `site`."""
    title: str
    """What went wrong."""
    looks: str
    """What the user sees."""
    tell: str
    """One check that proves it."""
    fix: list[str]
    """What to do, most useful first."""
    why: str
    """What happens behind it."""
    errors: list[str]
    """Ids of the entries of the same failure."""
    certainty: Certainty
    """How it is known."""
    read: str | None
    """Where it was read, if that doesn't count as evidence."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class JoinTextData(Shape):
    """A text that the user reads after the join."""

    id: str
    """Unique."""
    page: str
    """Where the site explains it, below `site`."""
    text: str | None
    """The exact text, {name} = dynamic part; null: it isn't known."""
    older: list[str]
    """Earlier wordings."""
    number: int | None
    """The number that goes with it."""
    key: str | None
    """The key that the program itself has for it."""
    where: Where
    """Where it is read."""
    first_line: str | None
    """The release line that shows it, or the first of them; null: not known."""
    last_line: str | None
    """The last release line that is known to show it; null: not known."""
    means: str
    """When it is shown."""
    note: str | None
    """What else to know."""
    causes: list[str]
    """Ids among `join_troubles`: what can be behind it, most common first."""
    errors: list[str]
    """Ids of the entries of the same failure."""
    certainty: Certainty
    """How it is known."""
    read: str | None
    """Where it was read, if that doesn't count as evidence."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class LogData(Shape):
    """A log on a server."""

    id: str
    """Lines refer to it."""
    name: str
    """For people."""
    where: str
    """Its path, or the command that prints it."""
    search: str
    """The command that searches it; {text} stands for the fixed part of a line."""
    about: str
    """Who writes it."""


class LogLineData(Shape):
    """One line of a log, or a part of one."""

    id: str
    """Unique."""
    page: str
    """Where the site explains it, below `site`."""
    group: str
    """What it is about."""
    log: str
    """Id of the log, among `logs`."""
    logger: str
    """Which part of the program writes it."""
    level: str | None
    """The level that is printed; null: not noted."""
    is_part: bool
    """Whether the text is a part of another line."""
    text: str
    """The text after level and logger, {name} = dynamic part, … = text left out."""
    means: str
    """What happened."""
    matters: Matters
    """failure: something was refused or failed. ignored: something in a request was ignored, and no response says so.
    depends: it tells something only together with another line. harmless: nothing is wrong."""
    in_clear: str | None
    """What it contains that nobody else may see."""
    note: str | None
    """What else to know."""
    errors: list[str]
    """Ids of the entries of the responses that come with it."""
    scope: str | None
    """Which responses come with it, if that isn't a list of entries."""
    causes: list[str]
    """Ids among `join_troubles`: what is wrong after a join, where the line proves that."""
    read: str | None
    """Where it was read, if that doesn't count as evidence."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""


class SettingData(Shape):
    """A server setting that changes responses, or what follows from them."""

    id: str
    """Unique."""
    page: str
    """Where the site explains it, below `site`."""
    name: str
    """As the file spells it."""
    file: str
    """Where it is."""
    default: str | None
    """Its value if nobody has set it; null: not known."""
    default_note: str | None
    """What else is known about the default."""
    parameter: str | None
    """The parameter of create that decides for one meeting."""
    changes: str
    """What it changes."""
    since: str | None
    """From which release on."""
    until: str | None
    """Up to which release."""
    calls: list[str]
    """Calls that it affects."""
    errors: list[str]
    """Ids of the entries that depend on it."""
    causes: list[str]
    """Ids among `join_troubles`."""
    log_lines: list[str]
    """Ids among `log_lines`: the lines that show that it was in effect."""
    certainty: Certainty
    """How it is known."""
    read: str | None
    """Where it was read, if that doesn't count as evidence."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""
