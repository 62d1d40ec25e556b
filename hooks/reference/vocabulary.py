"""The words of the catalog's model: kinds of text and name, and the fixed lists that fields choose from."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""Prose or a wire text: never empty, never only blanks."""

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
"""A name that is safe in an address: letters, digits, ``-`` and ``_``."""

SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A source's name, which may hold a release such as 3.0.18: as a slug, and ``.``."""

Thread = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+#[0-9]+$")]


def address_of(key: str) -> str:
    """Return the slug of a key's page: everything but letters, digits, ``-`` and ``_`` becomes ``-``."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", key)


class Strict(BaseModel):
    """Base of all catalog types: frozen, no unknown fields, docstrings become descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What an entry means for the caller."""

    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    TRANSPORT = "transport"


class Sent(StrEnum):
    """Whether a BigBlueButton 3.0 server puts an answer on the wire."""

    SENT = "sent"
    UNDECIDED = "undecided"
    NEVER = "never sent"
    REMOVED = "removed"


class Retry(StrEnum):
    """Whether the same request, sent again without a change, may succeed."""

    NEVER = "never"
    LATER = "later"
    LOOK_FIRST = "look first"


class Certainty(StrEnum):
    """How a fact is known."""

    SOURCE = "source"
    OBSERVED = "observed"
    DOCUMENTED = "documented"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Format(StrEnum):
    """The form of an answer's body. Each member has an entry in ``formats.yml``."""

    XML = "xml"
    XML_LIST = "xml-list"
    XML_PLAIN = "xml-plain"
    JSON = "json"
    JSON_COMPACT = "json-compact"
    JSON_RECORD = "json-record"
    JSON_PLAIN = "json-plain"
    JSON_FLAT = "json-flat"
    REDIRECT = "redirect"
    HTML = "html"
    TEXT = "text"
    NONE = "none"
