"""The checksum: the hashes that the server accepts, and the mistakes that the doctor knows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reference.catalog.vocabulary import (
    VERBATIM,
    Declares,
    Slug,
    Strict,
    Text,
)


class Algorithm(Strict):
    """A hash that the server accepts for the checksum. It tells them apart by the length of the digest."""

    name: Annotated[Text, Declares("algorithm")]
    """Name as the server's setting spells it."""
    hashlib: Literal["sha1", "sha256", "sha384", "sha512"]
    """Name in Python's hashlib."""
    hex_length: Literal[40, 64, 96, 128]
    """Number of hex digits of the digest."""
    note: Text | None = None
    """What else to know."""


class ChecksumFile(Strict):
    """checksum.yml."""

    algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)]
    """By length."""


class Mistake(Strict):
    """One way in which a checksum comes out wrong."""

    id: Annotated[Slug, Declares("mistake")]
    """Name by which the doctor's code refers to it."""
    group: Literal["secret", "call", "query", "encoding", "layout", "hash", "callback"]
    """What it is about."""
    title: Text
    """The mistake in one sentence."""
    fix: Text
    """What to do."""
    secret: tuple[Annotated[str, VERBATIM], ...] = ()
    """Wrong forms of the secret; $secret is the right one."""
    call: tuple[Annotated[str, VERBATIM], ...] = ()
    """Wrong forms of the call name; $call is the right one."""
    query: tuple[Annotated[str, VERBATIM], ...] = ()
    """Wrong forms of the query string; $query is the right one."""
    layout: tuple[Annotated[str, VERBATIM], ...] = ()
    """Wrong forms of the whole text, of $call, $query and $secret."""
    between: str = ""
    """Signs, each of which is put between the three parts, or two of them."""
    replace: tuple[dict[str, str], ...] = ()
    """Replacements in the query string: what stands in the URL, and what was hashed in its place. In this order."""
    repair: dict[str, str] = Field(default_factory=dict)
    """Replacements that take the fault out of the URL."""


class Encoder(Strict):
    """A function that percent-encodes values. Letters and digits of ASCII always stay as they are."""

    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Its names; functions that write the same text stand together."""
    safe: str
    """Marks that it leaves as they are."""
    space: Literal["+", "%20"]
    """What it makes of a space."""
    lower: bool = False
    """Whether its hex digits are in lower case."""


class NextCheck(Strict):
    """What to look at if no mistake explains a checksum, likely things first."""

    check: Text
    """What to look at."""
    how: Text
    """How to look."""
    right: bool = False
    """Whether it is to be looked at only if the checksum is right, and the server refuses it all the same."""


class MistakesFile(Strict):
    """checksum-mistakes.yml."""

    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1)]
    """Likely ones first, within a group."""
    encoders: tuple[Encoder, ...] = ()
    """Functions that a query string may come from."""
    next: Annotated[tuple[NextCheck, ...], Field(min_length=1)]
    """What to look at if none fits."""
