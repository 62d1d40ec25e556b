"""The types of checksum-mistakes.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from reference.vocabulary import Slug, Strict, Text


class Mistake(Strict):
    """One way in which a checksum comes out wrong."""

    id: Slug
    """Name by which the doctor's code refers to it."""
    group: Literal["secret", "call", "query", "encoding", "layout", "hash"]
    """What it is about."""
    title: Text
    """The mistake in one sentence."""
    fix: Text
    """What to do."""


class NextCheck(Strict):
    """What to look at if no mistake explains a checksum, likely things first."""

    check: Text
    how: Text


class MistakesFile(Strict):
    """checksum-mistakes.yml."""

    mistakes: Annotated[tuple[Mistake, ...], Field(min_length=1)]
    next: Annotated[tuple[NextCheck, ...], Field(min_length=1)]
