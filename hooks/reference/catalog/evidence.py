"""What proves a fact, and for which release lines it holds.

A field that is left out says the usual: a fact of this catalog was read in 3.0 and holds for it, and whether it
holds for another line isn't known. `lines` says where that is different, or known.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from reference.catalog.vocabulary import VERBATIM, Certainty, Names, Slug, SourceId, Strict, Text, Thread, Wire

READ = "3.0"
"""The release line that the catalog describes: what says nothing else holds for it."""

PLAYED = ("2.7", READ, "4.0")
"""The release lines that the stub plays."""

LineName = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$"), Names("release")]
"""A release line, as releases.yml names it."""

ReleaseName = Annotated[
    str, StringConstraints(pattern=r"^[≤≥]?[0-9]+\.[0-9]+(\.[0-9]+)?(-(alpha|beta|rc)\.?[0-9]+)?$"), VERBATIM
]
"""One release: 3.0.33, 4.0.0-beta.4. With ≤, this one or an earlier one; with ≥, this one or a later one."""


class Holds(StrEnum):
    """Whether something holds for a release line."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Evidence(Strict):
    """One place that proves a fact: a file in the server's source, a public thread, or a run of the server's code."""

    file: Annotated[Slug, Names("file")] | None = None
    """A file's id in sources.yml. Needs `at`."""
    at: Annotated[SourceId, Names("source")] | None = None
    """The source's id in sources.yml: which repository, at which commit."""
    thread: Thread | None = None
    """A public issue or pull request, as owner/repository#number."""
    run: Annotated[Slug, Names("run")] | None = None
    """The id of a run in sources.yml: requests that BigBlueButton's own code answered."""
    where: Text
    """Where in the file, or what the thread or the run shows. Our own words."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [self.file, self.thread, self.run]
        if sum(kind is not None for kind in kinds) != 1 or (self.file is None) != (self.at is None):
            raise ValueError(
                "evidence is either a `file`, a `thread` or a `run`; give `file` with `at`, or one of the others alone"
            )
        return self


class Line(Strict):
    """What is known of one release line, or of several in a row, where that is not the usual."""

    line: LineName
    """An id in releases.yml."""
    to: LineName | None = None
    """The last line, where it is the same from `line` to this one."""
    holds: Holds
    """Whether servers of this line do it; in quotes, since YAML reads yes and no as true and false."""
    since: ReleaseName | None = None
    """The first release of the line that does it, where that isn't the first of the line."""
    until: ReleaseName | None = None
    """The last release of the line that does it, where that isn't the newest of the line."""
    message: Wire | None = None
    """The text on the wire in this line, where it is another one."""
    redirect_false: bool | None = None
    """Whether the line obeys `redirect=false` here and sends XML, where that is not as the answer says."""
    instead: Text | None = None
    """What servers of the line do in its place, where they don't do it, or not in all of their releases."""
    note: Text | None = None
    """What else is different in this line."""
    certainty: Certainty = Certainty.SOURCE
    """How that is known."""
    evidence: tuple[Evidence, ...] = ()
    """Where that was read or seen. Needed for another line than 3.0, unless it's unknown."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.to is not None and not is_later(self.to, self.line):
            raise ValueError("`to` is not after `line`; leave it out for a single line")
        if self.to is not None and (self.since or self.until):
            raise ValueError("`since` and `until` are releases of one line; give that line an item of its own")
        for name in ("since", "until"):
            release = getattr(self, name)
            if release is not None and self.holds is Holds.NO:
                raise ValueError(f"a line for which it does not hold has no `{name}`; delete it, or correct `holds`")
            if release is not None and line_of(release) != self.line:
                raise ValueError(f"`{name}` is not a release of {self.line}; write it at its own line")
        if self.since and self.until and is_later(_final(self.since), _final(self.until)):
            raise ValueError("`since` comes after `until`; swap them, or give the one that is right")
        if self.message is not None and self.holds is Holds.NO:
            raise ValueError("a line for which it does not hold has no `message`; delete it, or correct `holds`")
        if self.redirect_false is not None and self.holds is Holds.NO:
            raise ValueError("a line for which it does not hold has no `redirect_false`; delete it, or correct `holds`")
        if self.holds is Holds.YES and self.instead is not None and not (self.since or self.until):
            raise ValueError("all releases of this line do it, so nothing comes instead; say `since` or `until`")
        return self

    def covers(self, name: str) -> bool:
        """Return whether it is about a line."""
        return not is_later(self.line, name) and not is_later(name, self.to or self.line)

    def of(self, name: str) -> Line:
        """Return what it says of one of its lines, as an item of that line alone."""
        return self if self.to is None else self.model_copy(update={"line": name, "to": None})

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing but the line and whether it holds."""
        said = (self.since, self.until, self.message, self.instead, self.note, self.evidence)
        return self.redirect_false is None and not any(said)

    @property
    def is_special(self) -> bool:
        """Whether there is more to tell than whether it holds, and with which text."""
        return self.redirect_false is not None or any((self.since, self.until, self.instead, self.note))


def line_of(release: str) -> str:
    """Return the line of a release: 3.0 of 3.0.33."""
    return ".".join(release.lstrip("≤≥").split("-")[0].split(".")[:2])


def is_later(line: str, than: str = READ) -> bool:
    """Return whether one line came after another."""
    return _numbers(line) > _numbers(than)


def _final(release: str) -> str:
    """Return the release that a beta or a release candidate leads to: 3.0.0 for 3.0.0-beta.1, without ≤ or ≥."""
    return release.lstrip("≤≥ ").partition("-")[0]


@cache
def _numbers(line: str) -> tuple[int, ...]:
    return tuple(int(part) for part in line.split("."))


def is_prerelease(release: str | None) -> bool:
    """Return whether a release is an alpha, a beta or a release candidate: 3.0.0-beta.1."""
    return release is not None and "-" in release


def said(lines: Iterable[Line], name: str) -> Line | None:
    """Return what is said about one line, or nothing."""
    return next((line.of(name) for line in lines if line.covers(name)), None)
