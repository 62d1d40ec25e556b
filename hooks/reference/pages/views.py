"""What templates show, computed from the catalog: no text of its own, no Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from bbb_wire.response import XML_FORMATS, Wire, escape_xml, fill, forms
from reference.catalog.answer import Answer
from reference.catalog.call import SuccessForm
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ, Evidence
from reference.catalog.sources import Source
from reference.catalog.vocabulary import Certainty, Format
from reference.pages.links import PAGE_URIS, Linker, evidence_url, run_anchor


@dataclass(frozen=True)
class Proof:
    """One piece of evidence."""

    name: str
    url: str
    where: tuple[str, ...]
    source: str | None
    """Id of the source, for files; nothing for a thread or a run."""


def values(catalog: Catalog) -> dict[str, str]:
    """Example value of each placeholder."""
    return {name: placeholder.example for name, placeholder in catalog.placeholders.items()}


def answer_forms(catalog: Catalog, answer: Answer) -> list[Wire]:
    """The forms in which one answer arrives, with example values; none if its body is not known as a whole."""
    if not answer.whole:
        return []
    return forms(catalog.response(answer.id), values(catalog))


def shown_wires(catalog: Catalog, error: Error) -> list[Wire]:
    """The forms in which an entry arrives, each shape once, with a label of its own for the tab.

    Shapes differ in speaker, form, status, returncode, whole body, and whether the text has a dynamic part.
    """
    found: dict[str, Wire] = {}
    shapes: set[tuple[object, ...]] = set()
    for answer in error.shown:
        dynamic = "{" in (answer.message or "")
        shape = (answer.speaker, answer.format, answer.http_status, answer.returncode, answer.body, dynamic)
        if shape in shapes:
            continue
        wires = [wire for wire in answer_forms(catalog, answer) if wire not in found.values()]
        if wires:
            shapes.add(shape)
        program = catalog.programs.get(answer.speaker)
        for wire in wires:
            label = f"{program.name}, {wire.label}" if program else wire.label
            label = label if label not in found else f"{label}, HTTP {wire.status}"
            numbers = (name for number in count(1) for name in [label if number == 1 else f"{label} ({number})"])
            found[next(name for name in numbers if name not in found)] = wire
    return [replace(wire, label=label) for label, wire in found.items()]


def in_xml(catalog: Catalog, answer: Answer) -> str | None:
    """The text as XML writes it, with example values, where that differs."""
    if answer.message is None or answer.format not in XML_FORMATS:
        return None
    written = fill(escape_xml(answer.message, catalog.layout_of(answer.speaker).quotes), values(catalog))
    return written if written != fill(answer.message, values(catalog)) else None


UNKNOWN = "A text that was not read"
"""Heading of answers whose text is not known."""


WORDLESS = (Format.HTML, Format.TEXT, Format.EMPTY, Format.NONE)
"""Forms of bodies that carry no message."""


def heading(answer: Answer, error: Error) -> str:
    """The text that names an answer: its message, else its HTTP status."""
    if answer.message is not None:
        return answer.message
    if answer.body or error.page or answer.format in WORDLESS:
        return f"HTTP {answer.http_status}, no message" if answer.http_status else "No response"
    return UNKNOWN


def proofs(catalog: Catalog, link: Linker, error: Error) -> tuple[dict[str | None, list[Proof]], list[Source]]:
    """The entry's evidence by source, that of single release lines included; and the sources to name alone.

    Those are the sources of lines before 3.0, unless there are no others: their files, each of which errors.json has,
    would make a fifth of a page. What other programs say beside BigBlueButton is proved on the page of each program.
    """
    answers = [answer for answer in error.answers if answer.speaker not in catalog.programs] or error.answers
    own = [evidence for answer in answers for evidence in answer.evidence]
    lines = [evidence for answer in answers for line in answer.lines for evidence in line.evidence]
    found = proofs_of(catalog, link, [*own, *lines])
    older = [catalog.sources[source] for source in found if source and _is_older(catalog.sources[source].line)]
    if len(older) == len(found):
        return found, []
    named_alone = {source.id for source in older}
    return {source: group for source, group in found.items() if source not in named_alone}, older


def _is_older(line: str | None) -> bool:
    """Whether a line is older than the one that the reference is about; a source without a line is not."""
    return line is not None and float(line) < float(READ)


def proofs_of(catalog: Catalog, link: Linker, evidence: Iterable[Evidence]) -> dict[str | None, list[Proof]]:
    """Evidence as links by source, each place once; threads and runs, which have no source, come last."""
    found: dict[str, Proof] = {}
    for item in evidence:
        url = link.to(PAGE_URIS["sources"], run_anchor(item.run)) if item.run else evidence_url(item, catalog)
        where = found[url].where if url in found else ()
        path = catalog.files[item.file].path if item.file else ""
        name = item.thread or (f"test run {item.run}" if item.run else path.rsplit("/", 1)[-1])
        found[url] = Proof(name, url, where if item.where in where else (*where, item.where), item.at)
    groups: dict[str | None, list[Proof]] = {}
    for proof in sorted(found.values(), key=lambda proof: proof.source is None):
        groups.setdefault(proof.source, []).append(proof)
    return groups


def success_wires(catalog: Catalog, form: SuccessForm) -> list[Wire]:
    """The bodies of a success form: its own, or those of its answer."""
    if form.body is not None:
        language = "json" if form.body.startswith("{") else "xml"
        content_type = "application/json" if language == "json" else "text/xml"
        return [Wire("Success", 200, content_type, form.body, language)]
    return answer_forms(catalog, catalog.answers[form.answer])[:1] if form.answer else []


def sic(catalog: Catalog, text: str | None) -> str:
    """The mark after a text of a server that has a word misspelled by the server itself; else nothing."""
    words = set((text or "").split())
    return " [sic]" if words & set(catalog.misspelled) else ""


def certainties(error: Error) -> tuple[Certainty, ...]:
    """How the shown answers are known, best first."""
    return tuple(c for c in Certainty if any(a.certainty is c for a in error.shown))


def calls_of(error: Error) -> tuple[str, ...]:
    """Calls that give a shown answer, each once."""
    return tuple(dict.fromkeys(name for answer in error.shown for name in answer.calls))


def scopes_of(error: Error) -> tuple[str, ...]:
    """Who else gives a shown answer, each once."""
    return tuple(dict.fromkeys(answer.scope for answer in error.shown if answer.scope))


def messages_of(error: Error) -> tuple[str, ...]:
    """Exact texts of the shown answers, each once."""
    return tuple(dict.fromkeys(answer.message for answer in error.shown if answer.message))


def declared_of(error: Error) -> tuple[str, ...]:
    """Texts of answers that an entry declares but never sends, each once."""
    sent = {text for a in error.answers if a.sendable for text in (a.message, *(line.message for line in a.lines))}
    return tuple(dict.fromkeys(a.message for a in error.answers if a.message and a.message not in sent))
