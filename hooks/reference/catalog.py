"""The catalog as a whole: load it, validate it, look things up in it.

Example:
    catalog = load(Path("docs/catalog"))
    catalog.errors["checksumError"].answers[0].message
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from reference.checks import check
from reference.checks_index import Index, Part
from reference.checks_links import explain_ref
from reference.checks_types import typed
from reference.files import (
    FILE_TYPES,
    Algorithm,
    ErrorsFile,
    FormatInfo,
    NotProvoked,
    Placeholder,
    Provocation,
    Question,
    Rank,
    Release,
    Source,
    SourceFile,
    Speaker,
    Trouble,
)
from reference.mistake_types import Mistake, NextCheck
from reference.model import Answer, Call, Error, Format, Strict
from reference.problems import CatalogError, Problem, suggest
from reference.refs import PAGES, Ref
from reference.yamlfile import read

__all__ = ["Catalog", "CatalogError", "Spot", "load"]

K = TypeVar("K")
V = TypeVar("V")


class Spot(NamedTuple):
    """Where an answer stands in a call's order of checks; both numbers count from 1."""

    step: int
    position: int


@dataclass(frozen=True)
class Catalog:
    """Everything the reference knows, valid as a whole."""

    categories: tuple[ErrorsFile, ...]
    """By their order."""
    errors: Mapping[str, Error]
    """By address, in the order of categories and files."""
    answers: Mapping[str, Answer]
    """By id."""
    owner: Mapping[str, Error]
    """The entry of each answer, by the answer's id."""
    category_of: Mapping[str, ErrorsFile]
    """The category of each entry, by the entry's address."""
    calls: Mapping[str, Call]
    """By name."""
    ranks: tuple[Rank, ...]
    formats: Mapping[Format, FormatInfo]
    placeholders: Mapping[str, Placeholder]
    speakers: Mapping[str, Speaker]
    releases: Mapping[str, Release]
    sources: Mapping[str, Source]
    files: Mapping[str, SourceFile]
    algorithms: tuple[Algorithm, ...]
    troubleshooting: tuple[Trouble, ...]
    faq: tuple[Question, ...]
    provocations: tuple[Provocation, ...]
    not_provoked: tuple[NotProvoked, ...]
    mistakes: tuple[Mistake, ...]
    next_checks: tuple[NextCheck, ...]
    guides: tuple[str, ...]
    """Names of the guides, sorted."""
    origin: Mapping[str, tuple[str, int]]
    """Path in the catalog folder and line of each entry and call, by address or name."""

    def step_of(self, call: str, answer_id: str) -> Spot | None:
        """Return where an answer stands in a call's steps, or nothing if it is not there."""
        return self._spots.get((call, answer_id))

    def rank_of(self, key: str) -> int | None:
        """Return the rank of a key in pass 2, or nothing if it has none."""
        return self._rank_numbers.get(key)

    def explain_ref(self, ref: Ref) -> tuple[str, str] | None:
        """Say what is wrong with a reference and what to do, or nothing if it leads somewhere."""
        names = {"error": self.errors, "call": self.calls, "guide": self.guides, "page": PAGES}
        return explain_ref(ref, names)

    @cached_property
    def _spots(self) -> dict[tuple[str, str], Spot]:
        return {
            (call.name, answer_id): Spot(number, position)
            for call in self.calls.values()
            for number, step in enumerate(call.steps, 1)
            for position, answer_id in enumerate(step.answers, 1)
        }

    @cached_property
    def _rank_numbers(self) -> dict[str, int]:
        return {key: rank.rank for rank in self.ranks for key in rank.keys}


def load(folder: Path) -> Catalog:
    """Load the catalog in a folder; raise CatalogError with all problems of all files."""
    if not folder.is_dir():
        raise CatalogError([Problem(_shown(folder), 1, "there is no such folder", "name the catalog's folder")])
    problems: list[Problem] = []
    parts: list[Part] = []
    failed: list[str] = []
    expected = _expected(folder, problems)
    if ErrorsFile not in expected.values():
        problems.append(Problem(_shown(folder / "errors"), 1, "there is no category", "add errors/<category>.yml"))
        failed.append("errors/")
    for path, kind in expected.items():
        name = _shown(folder / path)
        try:
            document = read(folder / path, name)
            parts.append(Part(path, document, typed(document, kind)))
        except CatalogError as error:
            problems += error.problems
            failed.append(path)
    guides = sorted(path.stem for path in (folder.resolve().parent / "guides").glob("*.md"))
    problems += check(Index(parts, failed, guides))
    if problems:
        raise CatalogError(problems)
    return _assemble(parts, tuple(guides))


def _expected(folder: Path, problems: list[Problem]) -> dict[str, type[Strict]]:
    """Return the files of the catalog and their types; note files that do not belong there."""
    types: dict[str, type[Strict]] = dict(FILE_TYPES)
    types |= {f"errors/{path.name}": ErrorsFile for path in sorted(folder.glob("errors/*.yml"))}
    for path in sorted({*folder.rglob("*.yml"), *folder.rglob("*.yaml")}):
        name = path.relative_to(folder).as_posix()
        if name not in types:
            todo = suggest(name, FILE_TYPES, "rename it to errors/<category>.yml, or delete it")
            problems.append(Problem(_shown(path), 1, "the catalog has no such file", todo))
    return types


def _shown(path: Path) -> str:
    """Return a path as problems show it: from the working directory, if it is below."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def _assemble(parts: list[Part], guides: tuple[str, ...]) -> Catalog:
    """Put valid parts together."""
    index = Index(parts, (), ())
    categories = tuple(sorted((c for c, _ in index.all(ErrorsFile)), key=lambda category: category.order))
    errors = [(error, category) for category in categories for error in category.errors]
    paths = {part.document.name: part.path for part in parts}
    origin = {
        name: (paths[place.document.name], place.line)
        for kind in ("error", "call")
        for name, place in index.declared(kind)
    }
    return Catalog(
        categories=categories,
        errors=_frozen((error.address, error) for error, _ in errors),
        answers=_frozen((answer.id, answer) for error, _ in errors for answer in error.answers),
        owner=_frozen((answer.id, error) for error, _ in errors for answer in error.answers),
        category_of=_frozen((error.address, category) for error, category in errors),
        calls=_frozen((call.name, call) for call, _ in index.all(Call)),
        ranks=tuple(sorted((rank for rank, _ in index.all(Rank)), key=lambda rank: rank.rank)),
        formats=_frozen((info.id, info) for info, _ in index.all(FormatInfo)),
        placeholders=_frozen((placeholder.name, placeholder) for placeholder, _ in index.all(Placeholder)),
        speakers=_frozen((speaker.id, speaker) for speaker, _ in index.all(Speaker)),
        releases=_frozen((release.line, release) for release, _ in index.all(Release)),
        sources=_frozen((source.id, source) for source, _ in index.all(Source)),
        files=_frozen((file.id, file) for file, _ in index.all(SourceFile)),
        algorithms=tuple(algorithm for algorithm, _ in index.all(Algorithm)),
        troubleshooting=tuple(trouble for trouble, _ in index.all(Trouble)),
        faq=tuple(question for question, _ in index.all(Question)),
        provocations=tuple(provocation for provocation, _ in index.all(Provocation)),
        not_provoked=tuple(exemption for exemption, _ in index.all(NotProvoked)),
        mistakes=tuple(mistake for mistake, _ in index.all(Mistake)),
        next_checks=tuple(item for item, _ in index.all(NextCheck)),
        guides=guides,
        origin=_frozen(origin.items()),
    )


def _frozen(pairs: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    return MappingProxyType(dict(pairs))
