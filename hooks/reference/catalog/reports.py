"""What people saw when they held a real server against this reference: the content of reports.yml."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from reference.catalog.evidence import ReleaseName, line_of
from reference.catalog.vocabulary import VERBATIM, Declares, Names, Slug, Strict, Text, Thread

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$"), VERBATIM]
"""A year and a month: 2026-11."""


class SeenOtherwise(Strict):
    """One response that arrived otherwise than the catalog had it."""

    answer: Annotated[Slug, Names("answer")]
    """Id of the response."""
    came: Text
    """What arrived instead. Our own words, machine texts in code."""


class ServerReport(Strict):
    """One report of a real server, as `bbb-errors verify` writes it, filed in public."""

    id: Annotated[Slug, Declares("report")]
    """Its anchor on the page: report- and a number."""
    release: ReleaseName
    """The release of BigBlueButton, as the report says it."""
    speaker: Annotated[Slug, Names("speaker")] = "bigbluebutton"
    """The program that responded: the server, or what stands in front of it."""
    date: Month
    """When it was run."""
    thread: Thread
    """The issue with the report: its evidence."""
    same: tuple[Annotated[Slug, Names("answer")], ...] = ()
    """Ids of the responses that arrived as the catalog has them."""
    otherwise: tuple[SeenOtherwise, ...] = ()
    """Those that did not."""

    @property
    def line(self) -> str:
        """The release line."""
        return line_of(self.release)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.same and not self.otherwise:
            raise ValueError("a report says nothing; list responses under `same` or `otherwise`")
        return self


class ReportsFile(Strict):
    """reports.yml."""

    reports: tuple[ServerReport, ...]
    """Newest release first. Empty until somebody files one; none is ever made up."""
