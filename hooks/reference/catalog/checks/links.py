"""Names that lead nowhere: in fields that hold ids, and in references in prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reference.catalog.index import Index, declarations
from reference.catalog.problems import Problem, suggest
from reference.catalog.refs import KINDS, Ref, find_refs
from reference.catalog.vocabulary import Names, marks


def dangling_names(index: Index) -> Iterator[Problem]:
    """Fields whose name is declared nowhere."""
    for thing, place in index.everything:
        for field, mark in marks(type(thing), Names).items():
            known = index.names(mark.kind)
            value = getattr(thing, field)
            many = isinstance(value, tuple)
            for number, name in enumerate(value if many else [value]):
                if known is not None and name is not None and name not in known:
                    here = place.at(field, number) if many else place.at(field)
                    yield here.problem(*_unknown(mark.kind, name, known))


def dangling_refs(index: Index) -> Iterator[Problem]:
    """References in prose that lead nowhere."""
    names = {kind: index.names(kind) for kind in KINDS}
    for text, place in index.prose:
        for ref in find_refs(text):
            if wrong := explain_ref(ref, names):
                yield place.problem(*wrong, part=ref.raw)


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
        case "error" | "key":
            otherwise = "run `make new`, or correct the name"
        case "call":
            otherwise = f"write calls/{name}.yml"
        case "answer":
            otherwise = "add it to the answers of its entry in errors/"
        case _:
            otherwise = f"declare it in {declarations()[kind].paths[0]}"
    return f"no {kind} is named `{name}`", suggest(name, known, otherwise)
