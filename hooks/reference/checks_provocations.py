"""The provocations, held against the answers: every answer that is sent has one, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterator

from reference.checks_index import Index, Place
from reference.files import NotProvoked, Provocation, ProvocationsFile
from reference.model import Answer, Sent
from reference.problems import Problem
from reference.refs import BODY_PARTS, PLACEHOLDER


def unprovoked(index: Index) -> Iterator[Problem]:
    """Answers that are sent and that no provocation names. Known only if the file was loaded."""
    if not any(index.all(ProvocationsFile)):
        return
    named = {provocation.answer for provocation, _ in index.all(Provocation)}
    named |= {answer_id for answer_id, _ in _exempt(index)}
    for answer, place in index.all(Answer):
        if answer.sent is Sent.SENT and answer.id not in named:
            what = f"answer `{answer.id}` is sent, but nothing provokes it"
            yield place.at("id").problem(what, "add it to provocations.yml, or say there why nothing can provoke it")


def needless_exemptions(index: Index) -> Iterator[Problem]:
    """Exemptions of answers that are provoked, are not sent, or are exempt already."""
    provoked = {provocation.answer: place for provocation, place in index.all(Provocation)}
    seen: dict[str, Place] = {}
    for answer_id, place in _exempt(index):
        answer = index.owners[answer_id][0] if answer_id in index.owners else None
        if answer_id in provoked:
            what = f"`{answer_id}` is exempt, but line {provoked[answer_id].line} provokes it"
            yield place.problem(what, "take it out of `not_provoked`")
        elif answer_id in seen:
            yield place.problem(f"`{answer_id}` is exempt twice, first in line {seen[answer_id].line}", "keep one")
        elif answer is not None and answer.sent is not Sent.SENT:
            yield place.problem(f"`{answer_id}` is exempt, but it is {answer.sent}", "take it out of `not_provoked`")
        seen.setdefault(answer_id, place)


def impossible(index: Index) -> Iterator[Problem]:
    """Provocations of answers that are never sent, of forms that an answer lacks, and with wrong placeholders."""
    for provocation, place in index.all(Provocation):
        if provocation.answer not in index.owners:
            continue
        answer = index.owners[provocation.answer][0]
        if answer.sent in (Sent.NEVER, Sent.REMOVED):
            what = f"`{answer.id}` is {answer.sent}, so nothing provokes it"
            yield place.at("answer").problem(what, "delete the provocation, or correct the answer's `sent`")
        has = {"own": True, "json": answer.json_on_request, "redirect-false": answer.redirect_false}
        if not has[provocation.form]:
            what = f"`{answer.id}` has no form `{provocation.form}`"
            yield place.at("form").problem(what, "correct `form`, or the answer")
        yield from _values(answer, provocation, place)


def _values(answer: Answer, provocation: Provocation, place: Place) -> Iterator[Problem]:
    text = f"{answer.message or ''}{answer.body or ''}"
    wanted = {match[1] for match in PLACEHOLDER.finditer(text)} - set(BODY_PARTS)
    if answer.format == "json-record":
        wanted.add("recordID")
    for name in sorted(wanted - set(provocation.values)):
        yield place.problem(f"the placeholder `{name}` of `{answer.id}` has no value", "add it to `values`")
    for name in sorted(set(provocation.values) - wanted):
        what = f"`{answer.id}` has no placeholder `{name}`"
        yield place.at("values", name).problem(what, "delete the value")


def _exempt(index: Index) -> Iterator[tuple[str, Place]]:
    """Yield the ids of exempt answers with their places."""
    for exemption, place in index.all(NotProvoked):
        for number, answer_id in enumerate(exemption.answers):
            yield answer_id, place.at("answers", number)
