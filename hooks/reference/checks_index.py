"""Everything that stands in the catalog's files, with its place: what the checks look through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from reference.files import (
    Algorithm,
    ErrorsFile,
    FormatInfo,
    Placeholder,
    Question,
    Release,
    Source,
    SourceFile,
    Speaker,
    Trouble,
)
from reference.model import Answer, Call, Error, Strict
from reference.problems import Problem
from reference.refs import PAGES
from reference.yamlfile import Document, Loc

S = TypeVar("S", bound=Strict)


@dataclass(frozen=True)
class Place:
    """Where something stands."""

    document: Document
    loc: Loc

    @property
    def line(self) -> int:
        """Its line."""
        return self.document.line(self.loc)

    def at(self, *loc: int | str) -> Place:
        """Return the place of something inside."""
        return Place(self.document, (*self.loc, *loc))

    def problem(self, what: str, todo: str, part: str = "") -> Problem:
        """Return a problem here, or where a part of the text stands."""
        return self.document.problem(self.loc, what, todo, part)

    def __str__(self) -> str:
        """Return file and line."""
        return f"{self.document.name}:{self.line}"


@dataclass(frozen=True)
class Part:
    """One file of the catalog whose types are right."""

    path: str
    """Relative to the catalog folder."""
    document: Document
    content: Strict


@dataclass(frozen=True)
class Named:
    """Where a kind of name is declared."""

    type: type[Strict]
    field: str
    path: str
    """The file, or the beginning of the paths of the files."""


NAMED: Mapping[str, Named] = {
    "error": Named(Error, "address", "errors/"),
    "answer": Named(Answer, "id", "errors/"),
    "category": Named(ErrorsFile, "category", "errors/"),
    "call": Named(Call, "name", "calls.yml"),
    "algorithm": Named(Algorithm, "name", "checksum.yml"),
    "question": Named(Question, "id", "faq.yml"),
    "format": Named(FormatInfo, "id", "formats.yml"),
    "placeholder": Named(Placeholder, "name", "formats.yml"),
    "release": Named(Release, "line", "releases.yml"),
    "source": Named(Source, "id", "sources.yml"),
    "file": Named(SourceFile, "id", "sources.yml"),
    "speaker": Named(Speaker, "id", "speakers.yml"),
    "trouble": Named(Trouble, "id", "troubleshooting.yml"),
}
"""The kinds of names: each name is unique within its kind."""


class Index:
    """The loaded parts, looked up by type and by name."""

    def __init__(self, parts: Iterable[Part], failed: Iterable[str], guides: Iterable[str]) -> None:
        """Take the parts that could be loaded, the paths of those that could not, and the names of the guides."""
        self.failed = tuple(failed)
        self._names: dict[str, Iterable[str]] = {"guide": tuple(guides), "page": PAGES}
        self._objects: dict[type[Strict], list[tuple[Strict, Place]]] = {}
        for part in parts:
            for thing, loc in walk(part.content):
                self._objects.setdefault(type(thing), []).append((thing, Place(part.document, loc)))

    def all(self, kind: type[S]) -> Iterator[tuple[S, Place]]:
        """Yield all objects of a type with their places, in the order of the files."""
        for thing, place in self._objects.get(kind, ()):
            assert isinstance(thing, kind)
            yield thing, place

    @property
    def everything(self) -> Iterator[tuple[Strict, Place]]:
        """Yield all objects with their places."""
        for found in self._objects.values():
            yield from found

    def declared(self, kind: str) -> Iterator[tuple[str, Place]]:
        """Yield the names of one kind with their places."""
        named = NAMED[kind]
        for thing, place in self.all(named.type):
            yield str(getattr(thing, named.field)), place

    def names(self, kind: str) -> Iterable[str] | None:
        """Return the names of one kind, or None if not all are known because a file could not be loaded."""
        if kind in NAMED and any(path.startswith(NAMED[kind].path) for path in self.failed):
            return None
        if kind not in self._names:
            self._names[kind] = {name for name, _ in self.declared(kind)}
        return self._names[kind]

    @cached_property
    def owners(self) -> dict[str, tuple[Answer, Error]]:
        """Answers and their entries, by the answer's id."""
        return {answer.id: (answer, error) for error, _ in self.all(Error) for answer in error.answers}


def walk(thing: Strict, loc: Loc = ()) -> Iterator[tuple[Strict, Loc]]:
    """Yield an object and all objects inside it."""
    yield thing, loc
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if isinstance(value, Strict):
            yield from walk(value, (*loc, name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Strict):
                    yield from walk(item, (*loc, name, number))
