"""The order of checks of each call, held against the answers."""

from __future__ import annotations

from collections.abc import Iterator

from reference.checks_index import Index, Place
from reference.files import Rank
from reference.model import Answer, Call, Kind, Sent, Step
from reference.problems import Problem

SERVER = "bigbluebutton"
"""The speaker whose checks the steps describe."""


def wrong_stages(index: Index) -> Iterator[Problem]:
    """Calls with two passes whose steps do not begin with the checksum and then all rules."""
    for call, place in index.all(Call):
        stages = [step.stage for step in call.steps]
        wrong = stages[:2] != ["checksum", "rules"] or {"checksum", "rules"} & set(stages[2:])
        if call.order == "two passes" and wrong:
            what = f"the steps of `{call.name}` are not the checksum, the rules, then actions"
            yield place.at("steps").problem(what, "begin with one checksum step and one rules step, or correct `order`")


def wrong_answers(index: Index) -> Iterator[Problem]:
    """Steps with an answer that is not the call's, is never sent, or stands in the call twice."""
    for call, place in index.all(Call):
        seen: dict[str, Place] = {}
        for step, answer_id, here in _steps(call, place):
            if answer_id in seen:
                what = f"`{answer_id}` stands in the steps of `{call.name}` twice, first in line {seen[answer_id].line}"
                yield here.problem(what, "keep the place where it is sent")
            seen.setdefault(answer_id, here)
            answer = index.owners[answer_id][0] if answer_id in index.owners else None
            if answer is None:
                continue
            everywhere = not answer.calls and answer.scope is not None
            if call.name not in answer.calls and not everywhere:
                what = f"answer `{answer_id}` does not name the call `{call.name}`"
                yield here.problem(what, f"add {call.name} to the answer's `calls`, or take it out of the step")
            if answer.sent in (Sent.NEVER, Sent.REMOVED):
                what = f"answer `{answer_id}` is {_status(answer)}, but the step `{step.title}` sends it"
                yield here.problem(what, "take it out of the step, or correct its `sent`")


def missing_answers(index: Index) -> Iterator[Problem]:
    """Sent answers that a call's steps and success forms do not hold."""
    calls = {call.name: call for call, _ in index.all(Call)}
    for answer, place in index.all(Answer):
        for number, name in enumerate(answer.calls):
            call = calls.get(name)
            if call is None or call.order == "none" or answer.sent is not Sent.SENT or answer.speaker != SERVER:
                continue
            if index.owners[answer.id][1].kind is Kind.TRANSPORT:
                continue  # a crash or a page of the container may come at any point
            held = {a for step in call.steps for a in step.answers} | {form.answer for form in call.success}
            if answer.id not in held:
                what = f"answer `{answer.id}` is sent by `{name}`, but stands in none of its steps"
                yield place.at("calls", number).problem(what, "add it to a step or a success form in calls.yml")


def unsorted_rules(index: Index) -> Iterator[Problem]:
    """Rules steps whose answers have no rank or do not follow it."""
    ranks = {key: rank.rank for rank, _ in index.all(Rank) for key in rank.keys}
    for call, place in index.all(Call):
        before: tuple[int, str] = (0, "")
        for step, answer_id, here in _steps(call, place):
            if step.stage != "rules" or answer_id not in index.owners:
                continue
            key = index.owners[answer_id][1].key
            if key is None or key not in ranks:
                what = f"`{answer_id}` is in a rules step, but {f'`{key}`' if key else 'its entry'} has no rank"
                yield here.problem(what, "add the key to `ranks`, or move the answer to an action step")
            elif ranks[key] < before[0]:
                what = f"`{answer_id}` of rank {ranks[key]} stands after `{before[1]}` of rank {before[0]}"
                yield here.problem(what, "sort the step's answers by rank")
            else:
                before = (ranks[key], answer_id)


def _steps(call: Call, place: Place) -> Iterator[tuple[Step, str, Place]]:
    """Yield each answer id of a call's steps, with its step and place."""
    for number, step in enumerate(call.steps):
        for position, answer_id in enumerate(step.answers):
            yield step, answer_id, place.at("steps", number, "answers", position)


def _status(answer: Answer) -> str:
    return "no longer sent" if answer.sent is Sent.REMOVED else "never sent"
