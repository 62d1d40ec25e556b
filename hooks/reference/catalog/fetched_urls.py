"""What BigBlueButton loads from URLs that it is given, and the settings that decide which it loads."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reference.catalog.evidence import Evidence
from reference.catalog.vocabulary import Certainty, Declares, Slug, Strict, Text, Wire


class FetchSetting(Strict):
    """A setting of the server that decides which URLs it fetches."""

    name: Wire
    """As the server spells it."""
    default: Wire | None = None
    """Its default; absent: empty."""
    what: Text
    """What it does."""
    older: bool = False
    """It is one of the names before the change."""


class Fetch(Strict):
    """Something that the server loads from a URL of yours."""

    id: Annotated[Slug, Declares("fetch")]
    """Unique."""
    what: Text
    """What is loaded, and the parameters that name the URL."""
    since: Text
    """Since which release."""
    timeout: Text
    """How long the server waits."""
    limit: Text | None = None
    """How large it may be, where that is known."""
    caller_sees: Text
    """What the API call answers if the URL doesn't work."""
    note: Text | None = None
    """What else to know."""
    evidence: tuple[Evidence, ...] = ()
    """Where it was read."""


class FetchedFile(Strict):
    """fetched-urls.yml."""

    settings: Annotated[tuple[FetchSetting, ...], Field(min_length=1)]
    """The settings, the newest names first."""
    renamed: Text
    """When the names changed, and how sure that is."""
    refused: Annotated[tuple[Text, ...], Field(min_length=1)]
    """URLs that are refused."""
    redirects: Text
    """How redirects are followed."""
    fetches: Annotated[tuple[Fetch, ...], Field(min_length=1)]
    """What is fetched."""
    certainty: Certainty = Certainty.SOURCE
    """How it is known."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read."""
