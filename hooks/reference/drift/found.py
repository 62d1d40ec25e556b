"""What was found in a checkout: keys with their texts, the rules of each call, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from reference.catalog.problems import CatalogError, Problem

MOST = 5_000
"""Keys with texts that are read. More are in no source of an API, and would take hours."""


@dataclass(frozen=True)
class Said:
    """A key with its text, somewhere in the source."""

    key: str
    text: str
    """With {} for what only a running server knows."""
    file: str
    line: int

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Unread:
    """A place that sends something and could not be read."""

    file: str
    line: int
    what: str


@dataclass
class Found:
    """All of it."""

    files: set[str] = field(default_factory=set)
    """Paths of the files that were read."""
    said: list[Said] = field(default_factory=list)
    rules: dict[str, list[tuple[Said, ...]]] = field(default_factory=dict)
    """What each constraint of a call sends, by the call's name."""
    unread: list[Unread] = field(default_factory=list)

    def note(self, said: Said) -> None:
        """Add a key with its text. Raises CatalogError if there are too many to be an API's."""
        if len(self.said) >= MOST:
            what = f"there are more than {MOST} keys with texts up to here"
            raise CatalogError([Problem(said.file, said.line, what, "name a checkout of BigBlueButton")])
        self.said.append(said)
