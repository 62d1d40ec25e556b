"""Names that lead nowhere: in fields that hold ids, and in references in prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reference.checks_index import NAMED, Index
from reference.files import NotProvoked, Placeholder, Provocation, Question, Rank, Request, Trouble
from reference.model import Alias, Answer, Call, Error, Evidence, Step, Strict, SuccessForm
from reference.problems import Problem, suggest
from reference.refs import KINDS, Ref, find_refs

_FIELDS: tuple[tuple[type[Strict], str, str], ...] = (
    (Answer, "calls", "call"),
    (Answer, "speaker", "speaker"),
    (Answer, "releases", "release"),
    (Evidence, "file", "file"),
    (Evidence, "at", "source"),
    (Error, "related", "error"),
    (Trouble, "errors", "error"),
    (Question, "errors", "error"),
    (Step, "answers", "answer"),
    (SuccessForm, "answer", "answer"),
    (Provocation, "answer", "answer"),
    (NotProvoked, "answers", "answer"),
    (Request, "call", "call"),
)
"""Fields that hold names, and the kind of name they hold."""

_WIRE: Mapping[type[Strict], frozenset[str]] = {
    Answer: frozenset({"message", "literal", "body"}),
    Error: frozenset({"key", "page"}),
    Alias: frozenset({"key", "text"}),
    Call: frozenset({"query", "path"}),
    SuccessForm: frozenset({"body"}),
    Placeholder: frozenset({"example"}),
    Rank: frozenset({"keys"}),
    Request: frozenset({"path", "raw_query", "content_type", "body"}),
    Provocation: frozenset({"target"}),
}
"""Fields that are shown as they are: brackets in them are no references."""


def dangling_names(index: Index) -> Iterator[Problem]:
    """Fields whose name is declared nowhere."""
    for kind, field, target in _FIELDS:
        known = index.names(target)
        if known is None:
            continue
        for thing, place in index.all(kind):
            value = getattr(thing, field)
            many = isinstance(value, tuple)
            for number, name in enumerate(value if many else [value]):
                if name is not None and name not in known:
                    here = place.at(field, number) if many else place.at(field)
                    yield here.problem(*_unknown(target, name, known))


def unknown_rank_keys(index: Index) -> Iterator[Problem]:
    """Ranks of keys that no entry has."""
    if index.names("error") is None:
        return
    known = {error.key for error, _ in index.all(Error) if error.key is not None}
    for rank, place in index.all(Rank):
        for number, key in enumerate(rank.keys):
            if key not in known:
                what, todo = _unknown("error", key, known)
                yield place.at("keys", number).problem(what.replace("error", "key"), todo)


def dangling_refs(index: Index) -> Iterator[Problem]:
    """References in prose that lead nowhere."""
    names = {kind: index.names(kind) for kind in KINDS}
    for thing, place in index.everything:
        for field in type(thing).model_fields:
            value = getattr(thing, field)
            if field in _WIRE.get(type(thing), ()):
                continue
            many = isinstance(value, tuple)
            for number, text in enumerate(value if many else [value]):
                for ref in find_refs(text) if isinstance(text, str) else ():
                    if wrong := explain_ref(ref, names):
                        here = place.at(field, number) if many else place.at(field)
                        yield here.problem(*wrong, part=ref.raw)


def explain_ref(ref: Ref, names: Mapping[str, Iterable[str] | None]) -> tuple[str, str] | None:
    """Say what is wrong with a reference and what to do, or nothing if it leads somewhere.

    `names` holds the targets of each kind, or None for a kind whose targets are not known.
    """
    if ref.kind not in names:
        what = f"`{ref.raw}` has an unknown kind `{ref.kind}`"
        return what, suggest(ref.kind, names, "write [[key]], [[call:name]], [[guide:name]] or [[page:name]]")
    if not ref.target:
        return (
            f"`{ref.raw}` names nothing",
            "write the name of a target, or put code in back quotes",
        )
    known = names[ref.kind]
    if known is None or ref.target in known:
        return None
    what, todo = _unknown(ref.kind, ref.target, known)
    return f"`{ref.raw}` leads nowhere: {what}", todo


def _unknown(kind: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    """Say that a name is not declared, and what to do."""
    match kind:
        case "guide":
            otherwise = f"write docs/guides/{name}.md"
        case "page":
            otherwise = "use one of " + ", ".join(known)
        case _:
            where = NAMED[kind].path
            otherwise = f"declare it in {where}*.yml" if where.endswith("/") else f"declare it in {where}"
    return f"no {kind} is named `{name}`", suggest(name, known, otherwise)
