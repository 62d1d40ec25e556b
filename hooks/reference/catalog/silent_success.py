"""What a call that succeeds does not say: what is ignored, what it needs, how to tell."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from reference.catalog.evidence import Evidence
from reference.catalog.provocation import Request
from reference.catalog.vocabulary import VERBATIM, Certainty, Declares, Names, Slug, Strict, Text, TitleWithCode, Wire

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$"), VERBATIM]
"""The name of a parameter or a setting, as it is spelled."""


class Shown(Strict):
    """Requests to a server with the stub's seed that show it: one that succeeds, and one that tells what it did."""

    settings: dict[str, str] = Field(default_factory=dict)
    """Settings of the stub that differ from the default."""
    given: tuple[Request, ...] = ()
    """Requests that set the scene."""
    request: Request
    """The request that succeeds."""
    answer: Wire
    """A part of its response."""
    look: Request | None = None
    """A second request, whose response tells what happened; absent if no call tells."""
    sees: Wire | None = None
    """A part of the response to `look`, or of the first one; `misses` may stand in its place."""
    misses: Wire | None = None
    """What the response to `look`, or the first one, lacks."""

    @model_validator(mode="after")
    def _sees_something(self) -> Self:
        if self.look is not None and self.sees is None and self.misses is None:
            raise ValueError("`look` asks and nothing is said of the answer; add `sees` or `misses`")
        return self


class SilentSuccess(Strict):
    """One thing that a call accepts with SUCCESS and that does not happen, or happens otherwise than it seems."""

    id: Annotated[Slug, Declares("silent-success")]
    """Its anchor on the page. Never renamed."""
    title: TitleWithCode
    """What one sees, in a few words; the heading."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """The calls it is about; absent: all."""
    parameters: tuple[Name, ...] = ()
    """Names of the parameters it is about, so that a search finds each."""
    settings: tuple[Name, ...] = ()
    """Names of the server's settings that decide it."""
    given: Text
    """What was sent."""
    happens: Text
    """What the server makes of it."""
    needs: Text | None = None
    """What to do: what has to be sent or set."""
    no_fix: Text | None = None
    """Where nothing can be done, or nothing is known that helps: why."""
    default: Wire | None = None
    """The default of the parameter or the setting."""
    since: Text | None = None
    """The release that brought the parameter or the behavior, where it is known and not older than 2.4."""
    tell: Text | None = None
    """How to tell that it is this."""
    log: Wire | None = None
    """The line that bbb-web.log has then, {placeholder} = dynamic part."""
    notes: tuple[Text, ...] = ()
    """Exceptions, and what else to know."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries that come in its place, or beside it."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""
    shown: Shown | None = None
    """Requests that show it on the stub."""

    @model_validator(mode="after")
    def _has_a_fix(self) -> Self:
        if (self.needs is None) == (self.no_fix is None):
            raise ValueError("say what to do under `needs`, or under `no_fix` that nothing helps; one of the two")
        return self


class SilentGroup(Strict):
    """A section of the page: what is about one call, or one matter of a call."""

    id: Annotated[Slug, Declares("silent-group")]
    """Name of its file, and its anchor on the page."""
    title: TitleWithCode
    """Its heading."""
    summary: Text | None = None
    """What all of them have in common."""
    items: Annotated[tuple[SilentSuccess, ...], Field(min_length=1)]
    """What people meet most first."""
