"""What templates show, computed from the catalog: no text of its own, no Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bbb_wire.response import XML_FORMATS, Wire, escape_xml, fill, forms
from reference.catalog.contents import Catalog
from reference.catalog.evidence import Evidence
from reference.catalog.model import Answer, Error, SuccessForm
from reference.catalog.vocabulary import Certainty, Format
from reference.pages.links import PAGE_URIS, Linker, evidence_url, run_anchor


@dataclass(frozen=True)
class Sample:
    """One message with every form in which it can arrive."""

    heading: str
    """The exact text, or the HTTP status where there is none."""
    is_message: bool
    """Whether the heading is a text of the wire."""
    answers: tuple[Answer, ...]
    wires: tuple[Wire, ...]
    """The forms that no earlier sample has shown."""
    escaped: str | None
    """The text as XML writes it, where that differs."""
    programs: tuple[str, ...]
    """Names of the programs that send it, if it isn't BigBlueButton."""


@dataclass(frozen=True)
class Proof:
    """One link of evidence."""

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


def samples(catalog: Catalog, error: Error) -> list[Sample]:
    """Group an entry's shown answers by text. A form that an earlier sample shows is not shown again.

    Of an entry that only other programs send, each program shows its forms once; the table has the other texts.
    """
    groups: dict[str, list[Answer]] = {}
    for answer in sorted(error.shown, key=lambda a: heading(a, error) == UNKNOWN):
        groups.setdefault(heading(answer, error), []).append(answer)
    result: list[Sample] = []
    shown: set[tuple[object, ...]] = set()
    for text, answers in groups.items():
        wires: list[Wire] = []
        for answer in answers:
            dynamic = "{" in (answer.message or "")
            shape = (answer.speaker, answer.format, answer.http_status, answer.returncode, answer.body, dynamic)
            if shape not in shown:
                wires += [w for w in answer_forms(catalog, answer) if w not in wires]
            shown.add(shape)
        quotes = catalog.layout_of(answers[0].speaker).quotes
        in_xml = fill(escape_xml(answers[0].message or "", quotes), values(catalog))
        is_xml = any(answer.format in XML_FORMATS for answer in answers)
        escaped = in_xml if is_xml and answers[0].message and in_xml != answers[0].message else None
        programs = tuple(
            dict.fromkeys(catalog.programs[a.speaker].name for a in answers if a.speaker in catalog.programs)
        )
        result.append(Sample(text, answers[0].message is not None, tuple(answers), tuple(wires), escaped, programs))
    telling = [sample for sample in result if sample.wires or sample.escaped or not sample.programs]
    return telling or result


UNKNOWN = "A text that was not read"
"""Heading of answers whose text is not known."""


WORDLESS = (Format.HTML, Format.TEXT, Format.EMPTY, Format.NONE)
"""Forms of bodies that carry no message."""


def heading(answer: Answer, error: Error) -> str:
    """The text that names an answer: its message, else its HTTP status."""
    if answer.message is not None:
        return answer.message
    if answer.body or error.page or answer.format in WORDLESS:
        return f"HTTP {answer.http_status}, no message" if answer.http_status else "No answer"
    return UNKNOWN


def proofs(catalog: Catalog, link: Linker, error: Error) -> dict[str | None, list[Proof]]:
    """The entry's evidence by source, that of single release lines included.

    What other programs say beside BigBlueButton is proved on the page of each program.
    """
    answers = [answer for answer in error.answers if answer.speaker not in catalog.programs] or error.answers
    own = [evidence for answer in answers for evidence in answer.evidence]
    lines = [evidence for answer in answers for line in answer.lines for evidence in line.evidence]
    return proofs_of(catalog, link, [*own, *lines])


def proofs_of(catalog: Catalog, link: Linker, evidence: Iterable[Evidence]) -> dict[str | None, list[Proof]]:
    """Evidence as links by source, each place once; threads and runs, which have no source, come last."""
    found: dict[str, Proof] = {}
    for item in evidence:
        url = link.to(PAGE_URIS["sources"], run_anchor(item.run)) if item.run else evidence_url(item, catalog)
        where = found[url].where if url in found else ()
        path = catalog.files[item.file].path if item.file else ""
        name = item.thread or (f"run: {item.run}" if item.run else path.rsplit("/", 1)[-1])
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
