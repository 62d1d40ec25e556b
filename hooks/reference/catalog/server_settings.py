"""Settings of a server that change what calls answer, or what comes of an answer."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reference.catalog.evidence import Evidence
from reference.catalog.vocabulary import Certainty, Declares, Names, Slug, Strict, Text, Title, Wire


class SettingGroup(Strict):
    """Settings about one thing."""

    id: Annotated[Slug, Declares("setting-group")]
    """Its anchor on the page."""
    title: Title
    """Its heading."""


class ServerSetting(Strict):
    """One setting. Entries whose responses name it in `parameters`, or are provoked by it, follow."""

    id: Annotated[Slug, Declares("setting")]
    """Its anchor on the page."""
    name: Wire
    """As the file spells it."""
    group: Annotated[Slug, Names("setting-group")]
    """What it is about."""
    file: Literal["bbb-web.properties", "nginx", "bbb-webhooks"] = "bbb-web.properties"
    """Where it stands."""
    default: Wire | None = None
    """Its value where nobody has set it; absent: not known."""
    default_note: Text | None = None
    """In place of the default or beside it: what is known of it."""
    parameter: Wire | None = None
    """The parameter of `create` that decides for one meeting."""
    changes: Text
    """What it changes in responses, or in what comes of them."""
    ask: Text | None = None
    """How a caller without access to the server can tell which value it has."""
    since: Text | None = None
    """From which release on; absent: not known, or older than what was read."""
    until: Text | None = None
    """Up to which release."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """Calls that it touches, where they do not follow from `errors`."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Entries that depend on it and do not say so themselves."""
    causes: tuple[Annotated[Slug, Names("join-trouble")], ...] = ()
    """What it can set right or wrong after a join."""
    lines: tuple[Annotated[Slug, Names("log-line")], ...] = ()
    """Lines of the log that tell that it was at work."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    read: Text | None = None
    """Where it was read, as far as that is no `evidence`."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read or seen."""

    @model_validator(mode="after")
    def _proved(self) -> Self:
        if self.read is None and not self.evidence:
            raise ValueError("nothing says where this was read; write `evidence`, or `read`")
        return self


class SettingsFile(Strict):
    """settings.yml."""

    groups: Annotated[tuple[SettingGroup, ...], Field(min_length=1)]
    """In the order of the page."""
    settings: Annotated[tuple[ServerSetting, ...], Field(min_length=1)]
    """In the order of the page within their group."""
