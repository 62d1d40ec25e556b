"""Loads the catalog: reads its files, gives them types, checks that they fit together.

Example:
    catalog = load(Path("docs/catalog"))
    catalog.errors["checksumError"].answers[0].message
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TypeVar

from reference.catalog.after_join import AfterJoinFile
from reference.catalog.answer import Answer
from reference.catalog.call import Call
from reference.catalog.callbacks import Callback, Obstacle
from reference.catalog.checks import check
from reference.catalog.checksum import Algorithm, Encoder, Mistake, NextCheck
from reference.catalog.client_texts import ClientCause
from reference.catalog.contents import Anchored, Catalog
from reference.catalog.error import Error
from reference.catalog.fetched_urls import FetchedFile
from reference.catalog.files import paths_in
from reference.catalog.index import Index, Part
from reference.catalog.lists import FOLDERS, LISTS, Category, ContentsFile, FormatInfo, Question, Rank
from reference.catalog.log_lines import LogFile, LogGroup, LogsFile
from reference.catalog.problems import CatalogError, Problem, suggest
from reference.catalog.provocation import Placeholder
from reference.catalog.reading import read
from reference.catalog.refs import find_refs
from reference.catalog.reports import ServerReport
from reference.catalog.server_settings import SettingsFile
from reference.catalog.silent_success import SilentGroup
from reference.catalog.sources import Run, Source, SourceFile, SourcesFile
from reference.catalog.speakers import Release, Speaker
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.catalog.symptoms import Decision, SymptomGroup
from reference.catalog.typed import typed
from reference.catalog.vocabulary import Format, Sent, Strict

K = TypeVar("K")
V = TypeVar("V")


def load(folder: Path) -> Catalog:
    """Return the catalog in a folder; raise CatalogError with all problems of all files."""
    return assembled(checked(folder))


def checked(folder: Path) -> Index:
    """Return everything in a catalog's files with its place; raise CatalogError with all problems of all files."""
    if not folder.is_dir():
        raise CatalogError([Problem(_shown(folder), 1, "there is no such folder", "name the catalog's folder")])
    problems: list[Problem] = []
    parts: list[Part] = []
    failed: list[str] = []
    expected = _expected(folder, problems)
    for wanted, name, example in ((Error, "entry", "errors/<category>/<key>.yml"), (Call, "call", "calls/<call>.yml")):
        if wanted not in expected.values():
            place = example.partition("/")[0]
            problems.append(Problem(_shown(folder / place), 1, f"the folder holds no {name}", f"add {example}"))
            failed.append(f"{place}/")
    for path, kind in expected.items():
        shown = _shown(folder / path)
        try:
            document = read(folder / path, shown)
            parts.append(Part(path, document, typed(document, kind)))
        except CatalogError as error:
            problems += error.problems
            failed.append(path)
    _note_empty_categories(parts, expected, problems, failed)
    guides = sorted(path.stem for path in (folder.resolve().parent / "guides").glob("*.md"))
    index = Index(parts, failed, guides)
    problems += check(index)
    if problems:
        raise CatalogError(problems)
    return index


def _expected(folder: Path, problems: list[Problem]) -> dict[str, type[Strict]]:
    """Return the files of the catalog and their types; note files that do not belong there."""
    types: dict[str, type[Strict]] = dict(LISTS)
    for path in paths_in(folder, _shown(folder), problems):
        place = path.relative_to(folder)
        name = place.as_posix()
        kind = next((kind for pattern, kind in FOLDERS.items() if _fits(place, pattern)), None)
        if kind is not None:
            types[name] = kind
        elif path.suffix.lower() in (".yml", ".yaml") and name not in types:
            todo = suggest(name, LISTS, "move it to errors/<category>/ or calls/, or delete it")
            if path.suffix != ".yml" and len(place.parts) > 1:
                todo = f"end its name in .yml, or {todo}"
            problems.append(Problem(_shown(path), 1, "the catalog has no such file", todo))
    return types


def _fits(place: PurePath, pattern: str) -> bool:
    """Return whether a path has as many parts as a pattern of FOLDERS, and its first part and ending."""
    wanted = PurePath(pattern).parts
    return len(place.parts) == len(wanted) and place.parts[0] == wanted[0] and place.suffix == ".yml"


def _note_empty_categories(
    parts: Iterable[Part], expected: Iterable[str], problems: list[Problem], failed: list[str]
) -> None:
    """Note the categories without entries; what refers to these is not asked for one by one."""
    if "errors/" in failed:
        return
    filled = {PurePath(path).parts[1] for path in expected if path.startswith("errors/")}
    for part in parts:
        for number, category in enumerate(part.content.categories if isinstance(part.content, ContentsFile) else ()):
            if category.id not in filled:
                what = f"the category `{category.id}` has no entry in errors/{category.id}/"
                problems.append(part.document.problem(("categories", number), what, "put its files back, or delete it"))
                failed.append(f"errors/{category.id}/")


def _shown(path: Path) -> str:
    """Return a path as problems show it: from the working directory, if it is below."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def assembled(index: Index) -> Catalog:
    """Return valid parts as a catalog, with all that follows from other facts filled in."""
    [(contents, _)] = index.all(ContentsFile)
    [(after_join, _)] = index.all(AfterJoinFile)
    [(logs, _)] = index.all(LogsFile)
    [(settings, _)] = index.all(SettingsFile)
    groups = _in_order((group for group, _ in index.all(LogGroup)), lambda group: group.id, logs.groups)
    [(fetched, _)] = index.all(FetchedFile)
    callbacks = _in_order((each for each, _ in index.all(Callback)), lambda each: each.id, contents.callbacks)
    ranks = tuple(sorted((rank for rank, _ in index.all(Rank)), key=lambda rank: rank.rank))
    formats = _frozen((info.id, info) for info, _ in index.all(FormatInfo))
    calls = _calls(index, contents.calls, ranks)
    errors, category_of = _errors(index, contents.categories, calls, formats)
    return Catalog(
        categories=contents.categories,
        errors=_frozen((error.address, error) for error in errors),
        answers=_frozen((answer.id, answer) for error in errors for answer in error.answers),
        owner=_frozen((answer.id, error) for error in errors for answer in error.answers),
        category_of=category_of,
        calls=calls,
        ranks=ranks,
        formats=formats,
        placeholders=_frozen((placeholder.name, placeholder) for placeholder, _ in index.all(Placeholder)),
        speakers=_frozen((speaker.id, speaker) for speaker, _ in index.all(Speaker)),
        front_ends=_frozen((each.id, each) for each, _ in sorted(index.all(FrontEnd), key=lambda it: it[0].name)),
        libraries=_frozen((each.id, each) for each, _ in sorted(index.all(Library), key=lambda it: it[0].name)),
        client_causes=_frozen((each.id, each) for each, _ in sorted(index.all(ClientCause), key=lambda it: it[0].id)),
        upgrades=_frozen((each.id, each) for each, _ in sorted(index.all(Upgrade), key=lambda it: it[0].older)),
        silent_groups=tuple(
            _in_order((group for group, _ in index.all(SilentGroup)), lambda group: group.id, contents.silent_success)
        ),
        misspelled=contents.misspelled,
        most_reported=contents.most_reported,
        callbacks=_frozen((each.id, each) for each in callbacks),
        obstacles=tuple(obstacle for obstacle, _ in index.all(Obstacle)),
        fetched=fetched,
        releases=_frozen((release.line, release) for release, _ in index.all(Release)),
        reports=tuple(report for report, _ in index.all(ServerReport)),
        sources=_frozen((source.id, source) for source, _ in index.all(Source)),
        files=_frozen((file.id, file) for file, _ in index.all(SourceFile)),
        setup=tuple(text for file, _ in index.all(SourcesFile) for text in file.setup),
        runs=_frozen((run.id, run) for run, _ in index.all(Run)),
        algorithms=tuple(algorithm for algorithm, _ in index.all(Algorithm)),
        symptoms=_frozen((each.id, each) for each in _groups(index, contents.symptoms)),
        decisions=_frozen((each.id, each) for each, _ in index.all(Decision)),
        faq=tuple(question for question, _ in index.all(Question)),
        mistakes=tuple(mistake for mistake, _ in index.all(Mistake)),
        encoders=tuple(encoder for encoder, _ in index.all(Encoder)),
        next_checks=tuple(item for item, _ in index.all(NextCheck)),
        after_join=after_join,
        logs=_frozen((log.id, log) for log, _ in index.all(LogFile)),
        log_groups=_frozen((group.id, group) for group in groups),
        settings=settings,
        guides=index.guides,
        paths=_frozen((error.address, index.paths[place.document.name]) for error, place in index.all(Error)),
        anchored=tuple(_anchored(index)),
    )


def _groups(index: Index, first: Sequence[str]) -> list[SymptomGroup]:
    """Return the groups of symptoms in the order of the site."""
    return _in_order([group for group, _ in index.all(SymptomGroup)], lambda group: group.id, first)


def _anchored(index: Index) -> Iterator[Anchored]:
    """Yield the references to anchors, with their places."""
    for text, place in index.prose:
        for ref in find_refs(text):
            if ref.anchor is not None:
                problem = place.problem("", "", part=ref.raw)
                yield Anchored(ref, problem.file, problem.line)


def _calls(index: Index, first: Sequence[str], ranks: Iterable[Rank]) -> Mapping[str, Call]:
    """Return the calls in the order of the site, the answers of each rules step sorted by the ranks of their keys."""
    rank_of = {key: rank.rank for rank in ranks for key in rank.keys}
    found = {}
    for call in _in_order((call for call, _ in index.all(Call)), lambda call: call.name, first):
        steps = []
        for step in call.steps:
            answers = step.answers
            if step.stage == "rules":
                answers = tuple(sorted(answers, key=lambda answer: rank_of[index.owners[answer][1].key or ""]))
            steps.append(step.model_copy(update={"answers": answers}))
        found[call.name] = call.model_copy(update={"steps": tuple(steps)})
    return MappingProxyType(found)


def _errors(
    index: Index, categories: Iterable[Category], calls: Mapping[str, Call], formats: Mapping[Format, FormatInfo]
) -> tuple[list[Error], Mapping[str, Category]]:
    """Return the entries in the order of the site, their answers completed, and the category of each by address."""
    errors: list[Error] = []
    category_of: dict[str, Category] = {}
    not_played = {speaker.id: speaker.not_played for speaker, _ in index.all(Speaker)}
    for category in categories:
        own = [error for error, place in index.all(Error) if index.folder(place) == category.id]
        for error in _in_order(own, lambda error: error.address, category.first):
            answers = tuple(_completed(answer, index, calls, formats, not_played) for answer in error.answers)
            errors.append(error.model_copy(update={"answers": answers}))
            category_of[error.address] = category
    return errors, MappingProxyType(category_of)


def _completed(
    answer: Answer,
    index: Index,
    calls: Mapping[str, Call],
    formats: Mapping[Format, FormatInfo],
    not_played: Mapping[str, str | None],
) -> Answer:
    """Return an answer with what follows from its form, from the steps of calls, and from its speaker."""
    usual = formats[answer.format]
    callers = index.callers.get(answer.id, ())
    unprovoked = not_played[answer.speaker] if answer.sent is Sent.SENT and not answer.provoke else None
    return answer.model_copy(
        update={
            "calls": answer.calls or tuple(name for name in calls if name in callers),
            "returncode": answer.returncode or usual.returncode,
            "http_status": answer.http_status or usual.http_status,
            "not_provoked": answer.not_provoked or unprovoked,
        }
    )


def _in_order(things: Iterable[V], name_of: Callable[[V], str], first: Sequence[str]) -> list[V]:
    """Return what is named in `first` in that order, then the rest by name."""
    places = {name: number for number, name in enumerate(first)}
    return sorted(things, key=lambda thing: (places.get(name_of(thing), len(places)), name_of(thing).lower()))


def _frozen(pairs: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    return MappingProxyType(dict(pairs))
