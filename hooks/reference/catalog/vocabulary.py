"""The words of the catalog's model: kinds of text and name, and the fixed lists that fields choose from.

What a field holds stands in its type: `Names("call")` says that it names a call, `Declares("call")` that it gives a
call its name, `VERBATIM` that brackets in it are no references. The checks read these marks.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from bbb_wire.response import Format

__all__ = [
    "VERBATIM",
    "Certainty",
    "Declares",
    "Format",
    "Kind",
    "Names",
    "OneLine",
    "Remedy",
    "Repository",
    "Retry",
    "Sent",
    "Slug",
    "SourceId",
    "Strict",
    "Text",
    "Thread",
    "Title",
    "TitleWithCode",
    "Wire",
    "address_of",
    "marks",
]


@dataclass(frozen=True)
class Names:
    """The field holds the name of something of this kind, which must be declared."""

    kind: str


@dataclass(frozen=True)
class Declares:
    """The field gives something of this kind its name, unique within the kind."""

    kind: str
    by: str = ""
    """The attribute that holds the name, where it is not the field itself."""


@dataclass(frozen=True)
class OneLine:
    """The field is a line of text, since some of the places that show it read no Markdown and no references."""

    code: bool = False
    """Whether all of them show code."""


VERBATIM = "verbatim"
"""The field is shown as it is: brackets in it are no references."""

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""Prose: never empty, never only spaces. May hold references."""

Title = Annotated[Text, OneLine()]
"""A title or a name: plain words in one line."""

TitleWithCode = Annotated[Text, OneLine(code=True)]
"""A title in one line that may hold code."""

Wire = Annotated[str, StringConstraints(min_length=1, pattern=r"\S"), VERBATIM]
"""A text as it is sent or typed."""

Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
"""A name that is safe in an address: letters, digits, ``-`` and ``_``."""

SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
"""A source's name, which may hold a release such as 3.0.18: as a slug, and ``.``."""

REPOSITORY = r"[A-Za-z0-9][A-Za-z0-9-]*/[.]*[A-Za-z0-9_-][A-Za-z0-9._-]*"
"""owner/repository on GitHub; neither is made of dots alone."""

Repository = Annotated[str, StringConstraints(pattern=rf"^{REPOSITORY}$"), VERBATIM]
"""A repository on GitHub."""

Thread = Annotated[str, StringConstraints(pattern=rf"^{REPOSITORY}#[0-9]{{1,9}}$"), VERBATIM]


def address_of(key: str) -> str:
    """Return the slug of a key's page: everything but letters, digits, ``-`` and ``_`` becomes ``-``."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", key)


class Strict(BaseModel):
    """Base of all catalog types: frozen, no unknown fields, docstrings become descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M")


@cache
def marks(kind: type[Strict], mark: type[M]) -> Mapping[str, M]:
    """Return the mark of a type in each field of a catalog type that has one, whether the field is a list or not."""
    hints = typing.get_type_hints(kind, include_extras=True)
    found = {name: [m for m in _metadata(hints[name]) if isinstance(m, mark)] for name in kind.model_fields}
    return {name: given[0] for name, given in found.items() if given}


def _metadata(hint: Any) -> Iterator[Any]:
    """Yield all metadata in an annotation: of the field, of the items of a list, of what may be absent."""
    yield from getattr(hint, "__metadata__", ())
    for part in typing.get_args(hint):
        if typing.get_origin(hint) is not typing.Literal and not isinstance(part, type):
            yield from _metadata(part)


class Kind(StrEnum):
    """What an entry means for the caller."""

    ERROR = "error"
    WARNING = "warning"
    SUCCESS = "success"
    TRANSPORT = "transport"


class Sent(StrEnum):
    """Whether a BigBlueButton 3.0 server puts an answer on the wire; removed: an older line does, or a pre-release."""

    SENT = "sent"
    UNDECIDED = "undecided"
    REMOVED = "removed"
    NEVER = "never sent"


class Retry(StrEnum):
    """Whether the same request, sent again without a change, may succeed."""

    NEVER = "never"
    LATER = "later"
    LOOK_FIRST = "look first"


class Remedy(StrEnum):
    """What the caller can do about a key; the client of the examples raises one class for each."""

    REQUEST = "fix the request"
    SECRET = "fix the secret"  # noqa: S105 - words, not a secret
    LATER = "retry later"
    REFUSED = "refused"


class Certainty(StrEnum):
    """How a fact is known, best first."""

    RAN = "ran"
    SOURCE = "source"
    OBSERVED = "observed"
    DOCUMENTED = "documented"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


_NAMEABLE = re.compile(r"[A-Za-z]\w*([ .-]\w+)*", re.ASCII)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def is_nameable(key: str) -> bool:
    """Whether a key can be a name in every language that the exports know; PHP has a use of its own for `class`."""
    return _NAMEABLE.fullmatch(key) is not None and key.lower() != "class"


def upper(text: str) -> str:
    """A key, or some words, in capitals, as Python and Java write constants: PARAMS_REQUIRED."""
    return "_".join(_WORD.findall(text)).upper()


def camel(key: str) -> str:
    """A key as PHP and Go write constants: ParamsRequired."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[ ._-]", key))
