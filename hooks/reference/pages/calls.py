"""The page of each call, and the list of calls."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bbb_wire.response import Wire
from reference.catalog.answer import Answer
from reference.catalog.call import Call, SuccessForm
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.speakers import Speaker
from reference.catalog.vocabulary import Certainty, Sent
from reference.pages import release_lines, silent_success, views
from reference.pages.answers import AnswerCells
from reference.pages.frame import CATALOG, Page, front_matter
from reference.pages.guides import Directives
from reference.pages.links import Linker, call_uri, error_uri, speaker_uri
from reference.pages.text import plain, render, shorten

CREDENTIALS = {"checksum": "signed with a checksum", "session token": "needs a session token", "none": "open to all"}


@dataclass(frozen=True)
class SuccessView:
    """A success form of a call, with its body, or with what differs from the body of the form before it."""

    when: str
    certainty: Certainty
    notes: tuple[str, ...]
    wires: tuple[Wire, ...]
    same: bool
    """Whether the wires show only the lines that differ."""


def call_page(catalog: Catalog, call: Call) -> Page:
    """The page of one call: order of checks, success forms, example request, traps."""
    link = Linker(catalog, call_uri(call.name))
    body = render(
        "call.md.j2",
        call=call,
        badges=[("plain", " or ".join(call.methods)), ("plain", CREDENTIALS[call.auth])],
        success=list(_success(catalog, call.success)),
        silent=silent_success.of_call(catalog, link, call),
        request=Directives(catalog, link).request(call) if call.query or call.auth == "checksum" else None,
        others=_without_a_place(catalog, call),
        older=_of_other_lines(catalog, call),
        missing=release_lines.spans(
            [name for name in catalog.releases if call.is_missing_in(name)], list(catalog.releases)
        ),
        named=release_lines.named,
        programs=_programs(catalog, call),
        speaker_uri=speaker_uri,
        error_uri=error_uri,
        proofs=views.proofs_of(catalog, link, call.evidence),
        link=link,
        prose=link.prose,
        only={
            number: release_lines.mark(catalog.lines_of_step(call, step)) for number, step in enumerate(call.steps, 1)
        },
        answer_line=AnswerCells(catalog, link).line,
    )
    about = f"{call.written} of the BigBlueButton API. {plain(call.summary)} Order of checks and what each returns."
    head = front_matter(f"{call.written}: order of checks and errors", shorten(about), entry="plain")
    return Page(link.uri, head + body, f"{CATALOG}/calls/{call.name}.yml", parent="calls/index.md")


def _success(catalog: Catalog, forms: Iterable[SuccessForm]) -> Iterator[SuccessView]:
    before: list[Wire] = []
    for form in forms:
        wires = views.success_wires(catalog, form)
        changes = _changes(before, wires)
        yield SuccessView(form.when, form.certainty, form.notes, tuple(changes or wires), bool(changes))
        before = wires


def _changes(before: list[Wire], wires: list[Wire]) -> list[Wire]:
    """The lines that two bodies differ in, if most of their lines are the same; else nothing."""
    if len(before) != 1 or len(wires) != 1:
        return []
    old, new = before[0].shown.splitlines(), wires[0].shown.splitlines()
    lines = [line for line in difflib.ndiff(old, new) if line[0] in "-+"]
    if 2 * len(lines) > len(old):
        return []
    return [replace(wires[0], text="\n".join(line[0] + line[2:] for line in lines), language="diff")]


def _without_a_place(catalog: Catalog, call: Call) -> list[Answer]:
    """Sent answers that name the call but stand in no step and no success form."""
    placed = {answer for step in call.steps for answer in step.answers} | {form.answer for form in call.success}
    answers = [a for a in catalog.answers.values() if a.speaker not in catalog.programs]
    return [a for a in answers if call.name in a.calls and a.sent is Sent.SENT and a.id not in placed]


def _of_other_lines(catalog: Catalog, call: Call) -> list[Answer]:
    """Answers to the call that only other lines than 3.0 send, and that no step holds."""
    placed = {answer for step in call.steps for answer in step.answers} | {form.answer for form in call.success}
    answers = [answer for answer in catalog.answers.values() if call.name in answer.calls and answer.id not in placed]
    return [answer for answer in answers if answer.elsewhere and answer.sent in (Sent.NEVER, Sent.REMOVED)]


def _programs(catalog: Catalog, call: Call) -> list[tuple[Speaker, list[Error]]]:
    """The programs in front of the server that answer the call by themselves, with the entries of these answers."""
    placed = {answer for step in call.steps for answer in step.answers} | {form.answer for form in call.success}
    found: dict[str, dict[str, Error]] = {}
    for answer in catalog.answers.values():
        if answer.speaker in catalog.programs and call.name in answer.calls and answer.id not in placed:
            entry = catalog.owner[answer.id]
            if answer.sent is Sent.SENT:
                found.setdefault(answer.speaker, {})[entry.address] = entry
    return [(each, list(found[name].values())) for name, each in catalog.programs.items() if name in found]


def calls_index(catalog: Catalog) -> Page:
    """The table of all calls."""
    link = Linker(catalog, "calls/index.md")
    head = front_matter(
        "All calls",
        "The calls of the BigBlueButton 3.0 API: methods, credentials, and the order in which each checks a request.",
    )
    body = render("calls.md.j2", orders=Directives(catalog, link).orders(), link=link)
    return Page(link.uri, head + body, f"{CATALOG}/contents.yml")
