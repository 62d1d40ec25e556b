"""How an answer is provoked: requests to a server with the stub's seed, and changes of a request that succeeds."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from reference.catalog.evidence import PLAYED, LineName
from reference.catalog.vocabulary import Declares, Names, Slug, Strict, Text, Wire

Signing = Literal["right", "wrong", "none", "empty", "md5", "sha1", "sha256", "sha384", "sha512"]


class Placeholder(Strict):
    """A dynamic part of a message."""

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+$"), Declares("placeholder")]
    """As it stands between the braces."""
    meaning: Text
    """What a server puts there."""
    example: Wire
    """A value for samples."""


class Request(Strict):
    """One HTTP request."""

    method: Literal["GET", "POST"] = "GET"
    """The HTTP method."""
    call: Annotated[Slug, Names("call")] | None = None
    """The API call, by name."""
    path: Wire | None = None
    """The path, where it is not that of a call."""
    query: dict[str, str] = Field(default_factory=dict)
    """Parameters of the query string, not yet encoded, in the order in which they are sent."""
    raw_query: Wire | None = None
    """The query string as it is, where `query` cannot say it."""
    sign: Signing = "right"
    """The checksum: right (SHA-256), wrong, absent, empty, or made with another hash. Only calls that ask for it."""
    content_type: Wire | None = None
    """The Content-Type header of the body."""
    body: Wire | None = None
    """The body."""
    headers: dict[str, str] = Field(default_factory=dict)
    """More headers."""

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if (self.call is None) == (self.path is None):
            raise ValueError("a request is either to a `call` or to a `path`; give exactly one of them")
        if self.query and self.raw_query:
            raise ValueError("a request has both `query` and `raw_query`; keep one of them")
        return self


class Provocation(Strict):
    """A request that makes a server with the stub's seed give one answer."""

    title: Text
    """What is done, in a few words."""
    release: Annotated[LineName, Names("release")] | None = None
    """The line that the stub plays, where that is not 3.0."""
    settings: dict[str, str] = Field(default_factory=dict)
    """Settings of the stub that differ from the default."""
    without_seed: tuple[Request, ...] = ()
    """Requests that come first on a server that doesn't have the meetings of the stub's seed."""
    given: tuple[Request, ...] = ()
    """Requests that set the scene."""
    request: Request
    """The request that gets the answer."""
    values: dict[str, str] = Field(default_factory=dict)
    """Values of the answer's placeholders."""
    form: Literal["own", "json", "redirect-false"] = "own"
    """Which of the answer's forms arrives."""
    target: Wire | None = None
    """Where a redirect leads, if not to the server's default logout address."""

    @model_validator(mode="after")
    def _is_played(self) -> Self:
        if self.release is not None and self.release not in PLAYED:
            raise ValueError(f"the stub does not play {self.release}; use one of {', '.join(PLAYED)}")
        return self


class Change(Strict):
    """What is different from a call's good request; fields that are left out stay."""

    method: Literal["GET", "POST"] | None = None
    """Another HTTP method."""
    query: dict[str, str | None] = Field(default_factory=dict)
    """Parameters that are added or changed; one without a value is left out."""
    sign: Signing | None = None
    """Another way to make the checksum."""
    content_type: Wire | None = None
    """Another Content-Type header of the body."""
    body: Wire | None = None
    """Another body."""
    headers: dict[str, str] = Field(default_factory=dict)
    """Headers that are added or changed."""
    settings: dict[str, str] = Field(default_factory=dict)
    """Settings of the stub that differ from the default."""
    given: tuple[Request, ...] = ()
    """Requests that set the scene."""
    values: dict[str, str] = Field(default_factory=dict)
    """Values of the answer's placeholders."""


class Break(Change):
    """How to break one check of one call."""

    call: Annotated[Slug, Names("call")]
    """The call, by name."""


class Pair(Strict):
    """Two checks of a call, the earlier one first."""

    of: Annotated[tuple[Annotated[Slug, Names("answer")], ...], Field(min_length=2, max_length=2)]
    """Ids of their answers."""
    together: Change | None = None
    """The change that breaks both."""
    impossible: Text | None = None
    """Why nothing breaks both."""
    later_wins: Text | None = None
    """Why the later one is sent when both are broken."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.together, self.impossible, self.later_wins) == (None, None, None):
            raise ValueError("a pair says nothing; add `together`, `impossible` or `later_wins`")
        if self.together and self.impossible:
            raise ValueError("a pair is both broken and impossible; keep one")
        return self
