"""The provocations, held against the answers: every answer that is sent has one, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterator

from bbb_wire.response import PLACEHOLDER
from reference.catalog.answer import Answer
from reference.catalog.call import Call
from reference.catalog.evidence import PLAYED, Holds
from reference.catalog.index import Index, Place
from reference.catalog.problems import Problem
from reference.catalog.provocation import Provocation
from reference.catalog.refs import BODY_PARTS
from reference.catalog.speakers import Speaker
from reference.catalog.vocabulary import Sent


def unprovoked(index: Index) -> Iterator[Problem]:
    """Answers that a played line sends and that nothing provokes, without a reason of their own or of their speaker."""
    not_played = _not_played(index)
    for answer, place in index.all(Answer):
        excused = answer.not_provoked is not None or answer.speaker in not_played
        if (answer.sent is Sent.SENT or _certain(answer)) and not answer.provoke and not excused:
            what = f"answer `{answer.id}` is sent, but nothing provokes it"
            yield place.at("id").problem(what, "add a request under `provoke`, or say under `not_provoked` why not")


def needless_exemptions(index: Index) -> Iterator[Problem]:
    """Reasons not to provoke answers that are provoked, and either kind of reason for answers that are not sent."""
    not_played = _not_played(index)
    for answer, place in index.all(Answer):
        if answer.not_provoked and answer.speaker in not_played:
            what = f"the stub does not play `{answer.speaker}`, so nothing of it is provoked"
            yield place.at("not_provoked").problem(what, "delete `not_provoked`")
        if answer.not_provoked and answer.provoke:
            what = f"`{answer.id}` is provoked, and says why it is not"
            yield place.at("not_provoked").problem(what, "delete `not_provoked`")
        for field in ("not_provoked", "on_demand"):
            if getattr(answer, field) and not _certain(answer):
                yield place.at(field).problem(f"`{answer.id}` is {answer.sent}", f"delete `{field}`")


def _not_played(index: Index) -> set[str]:
    """Return the ids of the speakers that the stub does not play."""
    return {speaker.id for speaker, _ in index.all(Speaker) if speaker.not_played}


def _certain(answer: Answer) -> bool:
    """Return whether a line that the stub plays is known to send an answer."""
    return answer.played and any(answer.line(name).holds is Holds.YES for name in PLAYED)


def impossible(index: Index) -> Iterator[Problem]:
    """Provocations of answers that are never sent, of forms that an answer lacks, and with wrong placeholders."""
    for answer, place in index.all(Answer):
        has = {"own": True, "json": answer.json_on_request, "redirect-false": answer.redirect_false}
        for number, provocation in enumerate(answer.provoke):
            here = place.at("provoke", number)
            if not answer.played:
                what = f"`{answer.id}` is {answer.sent}, so nothing provokes it"
                yield here.problem(what, "delete the provocation, or correct the answer's `sent`")
            if not has[provocation.form]:
                what = f"`{answer.id}` has no form `{provocation.form}`"
                yield here.at("form").problem(what, "correct `form`, or the answer")
            yield from _values(answer, provocation, here)


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


def misplaced_changes(index: Index) -> Iterator[Problem]:
    """Changes of a request to a call that does not give the answer, and pairs of answers that a call does not give."""
    calls = {call.name for call, _ in index.all(Call)}
    for answer, place in index.all(Answer):
        for number, change in enumerate(answer.breaks):
            if change.call in calls and change.call not in index.callers.get(answer.id, ()):
                what = f"no step of `{change.call}` names `{answer.id}`"
                yield place.at("breaks", number).problem(what, "delete the change, or add the answer to a step")
    for call, place in index.all(Call):
        there = [answer for step in call.steps for answer in step.answers]
        for number, pair in enumerate(call.pairs):
            for answer_id in pair.of:
                if answer_id in index.owners and answer_id not in there:
                    what = f"no step of `{call.name}` names `{answer_id}`"
                    yield place.at("pairs", number).problem(what, "delete the pair, or add the answer to a step")


def groundless_changes(index: Index) -> Iterator[Problem]:
    """Changes of a good request that the call does not have."""
    calls = {call.name for call, _ in index.all(Call)}
    good = {call.name for call, _ in index.all(Call) if call.good is not None}
    for answer, place in index.all(Answer):
        for number, change in enumerate(answer.breaks):
            if change.call in calls - good:
                what = f"`{change.call}` has no good request that this could change"
                yield place.at("breaks", number).problem(what, "add `good` to the call, or delete the change")
    for call, place in index.all(Call):
        if call.pairs and call.good is None:
            what = f"`{call.name}` has no good request that its pairs could change"
            yield place.at("pairs").problem(what, "add `good`, or delete the pairs")


def repeated_changes(index: Index) -> Iterator[Problem]:
    """Two changes of one call for one answer, and pairs that a call has twice, in whatever order."""
    for answer, place in index.all(Answer):
        calls = [change.call for change in answer.breaks]
        for number, name in enumerate(calls):
            if name in calls[:number]:
                yield place.at("breaks", number).problem(f"a second change of `{name}`", "keep one")
    for call, place in index.all(Call):
        pairs = [frozenset(pair.of) for pair in call.pairs]
        for number, pair in enumerate(pairs):
            if pair in pairs[:number]:
                names = " and ".join(f"`{name}`" for name in call.pairs[number].of)
                yield place.at("pairs", number).problem(f"a second pair of {names}", "keep one")
