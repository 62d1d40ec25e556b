"""Everything that stands in the catalog's files, with its place: what the checks look through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar, get_args

from reference.catalog.answer import Answer
from reference.catalog.call import Call
from reference.catalog.error import Error
from reference.catalog.lists import FOLDERS, LISTS
from reference.catalog.problems import Problem
from reference.catalog.reading import Document, Loc
from reference.catalog.refs import PAGES
from reference.catalog.vocabulary import Declares, Strict, marks

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
class Declaration:
    """Where names of one kind are declared."""

    type: type[Strict]
    field: str
    attribute: str
    paths: tuple[str, ...]
    """The files, or patterns of them, the likeliest first."""

    @property
    def failed_by(self) -> tuple[str, ...]:
        """Return the beginnings of the paths whose failure leaves names of this kind unknown."""
        return tuple(path.partition("*")[0] for path in self.paths)


@cache
def declarations() -> Mapping[str, Declaration]:
    """Return for each kind of name where it is declared, as the types of the catalog's files say."""
    found: dict[str, Declaration] = {}
    for path, file_type in {**LISTS, **FOLDERS}.items():
        for kind in _types_in(file_type):
            for field, mark in marks(kind, Declares).items():
                paths = (*found[mark.kind].paths, path) if mark.kind in found else (path,)
                found[mark.kind] = Declaration(kind, field, mark.by or field, paths)
    return found


def _types_in(kind: Any) -> set[type[Strict]]:
    """Return a catalog type and all catalog types that its fields hold."""
    if not isinstance(kind, type):
        return {found for part in get_args(kind) for found in _types_in(part)}
    if not issubclass(kind, Strict):
        return set()
    return {kind, *(found for field in kind.model_fields.values() for found in _types_in(field.annotation))}


class Index:
    """The loaded parts, looked up by type and by name."""

    def __init__(self, parts: Iterable[Part], failed: Iterable[str], guides: Iterable[str]) -> None:
        """Take the parts that could be loaded, the paths of those that could not, and the names of the guides."""
        self.failed = tuple(failed)
        self.guides = tuple(guides)
        self._names: dict[str, Iterable[str]] = {"guide": self.guides, "page": PAGES}
        self.paths: dict[str, str] = {}
        """Path in the catalog folder of each document, by the document's name."""
        self._objects: dict[type[Strict], list[tuple[Strict, Place]]] = {}
        for part in parts:
            self.paths[part.document.name] = part.path
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

    @property
    def prose(self) -> Iterator[tuple[str, Place]]:
        """Yield every text that may hold references, with its place."""
        for thing, place in self.everything:
            verbatim = marks(type(thing), str)
            for field in type(thing).model_fields.keys() - verbatim.keys():
                value = getattr(thing, field)
                many = isinstance(value, tuple)
                for number, text in enumerate(value if many else [value]):
                    if isinstance(text, str):
                        yield text, place.at(field, number) if many else place.at(field)

    def declared(self, kind: str) -> Iterator[tuple[str, Place]]:
        """Yield the names of one kind with their places."""
        declaration = declarations()[kind]
        for thing, place in self.all(declaration.type):
            name = getattr(thing, declaration.attribute)
            if name is not None:
                yield str(name), place

    def names(self, kind: str) -> Iterable[str] | None:
        """Return the names of one kind, or None if not all are known because a file could not be loaded."""
        if kind in declarations() and any(path.startswith(declarations()[kind].failed_by) for path in self.failed):
            return None
        if kind not in self._names:
            self._names[kind] = {name for name, _ in self.declared(kind)}
        return self._names[kind]

    def folder(self, place: Place) -> str:
        """Return the name of the folder that the file of a place is in."""
        return self.paths[place.document.name].split("/")[-2]

    def stem(self, place: Place) -> str:
        """Return the name of the file of a place, without its ending."""
        return self.paths[place.document.name].rpartition("/")[2].removesuffix(".yml")

    @cached_property
    def callers(self) -> dict[str, tuple[str, ...]]:
        """Names of the calls whose steps or success forms name an answer, by the answer's id."""
        found: dict[str, dict[str, None]] = {}
        for call, _ in self.all(Call):
            named = [answer for step in call.steps for answer in step.answers]
            for answer in [*named, *(form.answer for form in call.success if form.answer)]:
                found.setdefault(answer, {})[call.name] = None
        return {answer: tuple(names) for answer, names in found.items()}

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
