"""The order of checks of each call, held against the answers."""

from __future__ import annotations

from collections.abc import Iterator

from reference.catalog.answer import SERVER, Answer
from reference.catalog.call import Call, Step
from reference.catalog.index import Index, Place
from reference.catalog.lists import Rank
from reference.catalog.problems import Problem
from reference.catalog.speakers import Speaker
from reference.catalog.vocabulary import Kind, Sent


def wrong_stages(index: Index) -> Iterator[Problem]:
    """Calls with two passes whose steps don't begin with the checksum and then all rules, and others with rules."""
    for call, place in index.all(Call):
        stages = [step.stage for step in call.steps]
        wrong = stages[:2] != ["checksum", "rules"] or {"checksum", "rules"} & set(stages[2:])
        if call.order == "two passes" and wrong:
            what = f"the steps of `{call.name}` are not the checksum, the rules, then actions"
            yield place.at("steps").problem(what, "begin with one checksum step and one rules step, or correct `order`")
        if call.order == "one by one" and "rules" in stages:
            what = f"`{call.name}` checks one by one, and a step of it holds rules that are checked at once"
            yield place.at("steps").problem(what, "write `stage: action` there, or correct `order`")


def wrong_answers(index: Index) -> Iterator[Problem]:
    """Steps with an answer that is never sent or stands in the call twice; calls that an answer need not name."""
    for call, place in index.all(Call):
        seen: dict[str, Place] = {}
        for step, answer_id, here in _steps(call, place):
            if answer_id in seen:
                what = f"`{answer_id}` stands in the steps of `{call.name}` twice, first in line {seen[answer_id].line}"
                yield here.problem(what, "keep the place where it is sent")
            seen.setdefault(answer_id, here)
            answer = index.owners[answer_id][0] if answer_id in index.owners else None
            if answer is not None and not answer.played:
                what = f"answer `{answer_id}` is {_status(answer)}, but the step `{step.title}` sends it"
                yield here.problem(what, "take it out of the step, or correct its `sent`")
    for answer, place in index.all(Answer):
        if answer.calls and answer.id in index.callers:
            files = ", ".join(f"calls/{name}.yml" for name in index.callers[answer.id])
            yield place.at("calls").problem(
                f"answer `{answer.id}` names calls that follow from {files}", "delete `calls`"
            )


def foreign_answers(index: Index) -> Iterator[Problem]:
    """Steps with an answer of another program than the one whose checks they are."""
    programs = {speaker.id for speaker, _ in index.all(Speaker) if speaker.read}
    for call, place in index.all(Call):
        first = ""
        for _, answer_id, here in _steps(call, place):
            speaker = index.owners[answer_id][0].speaker if answer_id in index.owners else SERVER
            checks = speaker if speaker in programs else SERVER
            first = first or checks
            if checks != first:
                what = f"`{answer_id}` is an answer of {checks}, but the steps of `{call.name}` are checks of {first}"
                yield here.problem(what, "take it out of the step, and name the call under `calls` of the answer")


def missing_answers(index: Index) -> Iterator[Problem]:
    """Sent answers of a program whose checks are described that no call's steps and success forms hold."""
    if index.names("call") is None:
        return
    calls = {call.name: call for call, _ in index.all(Call)}
    checking = {SERVER} | {index.owners[name][0].speaker for name in index.callers if name in index.owners}
    for answer, place in index.all(Answer):
        if answer.sent is not Sent.SENT or answer.speaker not in checking or answer.id in index.callers:
            continue
        if index.owners[answer.id][1].kind is Kind.TRANSPORT:
            continue  # a crash or a page of the container may come at any point
        todo = "add it to a step or a success form of the call"
        if not answer.calls and answer.scope is None:
            yield place.at("id").problem(
                f"answer `{answer.id}` is sent, but no call names it", f"{todo}, or say `scope`"
            )
        for number, name in enumerate(answer.calls):
            if name in calls and calls[name].order != "none":
                what = f"answer `{answer.id}` is sent by `{name}`, but stands in none of its steps"
                yield place.at("calls", number).problem(what, todo)


def unranked_rules(index: Index) -> Iterator[Problem]:
    """Rules steps with answers whose keys have no rank."""
    if index.names("key") is None or not any(index.all(Rank)):
        return
    ranked = {key for rank, _ in index.all(Rank) for key in rank.keys}
    for call, place in index.all(Call):
        for step, answer_id, here in _steps(call, place):
            if step.stage == "rules" and answer_id in index.owners:
                key = index.owners[answer_id][1].key
                if key not in ranked:
                    what = f"`{answer_id}` is in a rules step, but {f'`{key}`' if key else 'its entry'} has no rank"
                    yield here.problem(what, "add the key to ranks.yml, or move the answer to an action step")


def _steps(call: Call, place: Place) -> Iterator[tuple[Step, str, Place]]:
    """Yield each answer id of a call's steps, with its step and place."""
    for number, step in enumerate(call.steps):
        for position, answer_id in enumerate(step.answers):
            yield step, answer_id, place.at("steps", number, "answers", position)


def _status(answer: Answer) -> str:
    return "no longer sent" if answer.sent is Sent.REMOVED else "never sent"
