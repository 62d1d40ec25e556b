"""What is said about release lines, held against itself, against the evidence and against the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.catalog.answer import Answer
from reference.catalog.call import Call, Step
from reference.catalog.evidence import READ, Evidence, Holds, Line, is_later
from reference.catalog.index import Index, Place
from reference.catalog.problems import Problem
from reference.catalog.sources import Run, Source
from reference.catalog.vocabulary import Certainty


def repeated_lines(index: Index) -> Iterator[Problem]:
    """Release lines about which one list says something twice."""
    for lines, place in _all_lines(index):
        for number, line in enumerate(lines):
            if any(other.covers(line.line) or line.covers(other.line) for other in lines[:number]):
                what = f"{line.line} is there twice"
                yield place.at("lines", number, "line").problem(what, "merge the two; `since` and `until` have room")


def needless_lines(index: Index) -> Iterator[Problem]:
    """Lines about which nothing is said but what holds anyway."""
    for thing, place in _answers_and_steps(index):
        for number, line in enumerate(thing.lines):
            if isinstance(thing, Answer):
                usual = Holds.YES if line.line == READ else Holds.UNKNOWN
            else:
                usual = _follows(index, thing, line.line)
            if line.says_nothing and line.holds is usual:
                what = f"`{line.holds}` is what holds for {line.line} anyway"
                yield place.at("lines", number).problem(what, "delete the item, or say what is special in this line")


def unproved_lines(index: Index) -> Iterator[Problem]:
    """Claims about another line than 3.0 without evidence. A step has that of its answers."""
    for answer, place in index.all(Answer):
        for number, line in enumerate(answer.lines):
            if line.line != READ and line.holds is not Holds.UNKNOWN and not line.evidence:
                what = f"nothing proves what `{answer.id}` does in {line.line}"
                yield place.at("lines", number).problem(what, "add `evidence` to the line, or make it unknown")


def existing_calls(index: Index) -> Iterator[Problem]:
    """Lines under a call that have it, which is what holds anyway."""
    for call, place in index.all(Call):
        for number, line in enumerate(call.lines):
            if line.holds is not Holds.NO or not line.evidence:
                what = f"`lines` of `{call.name}` is for lines that lack the call, with evidence"
                yield place.at("lines", number).problem(what, "say `no` and give `evidence`, or delete the item")


def misplaced_evidence(index: Index) -> Iterator[Problem]:
    """Code of a later line that is taken for evidence of an earlier one."""
    line_of = {source.id: source.line for source, _ in index.all(Source)}
    for answer, place in index.all(Answer):
        read = answer.line(READ)
        if read.holds is Holds.YES or (read.holds is Holds.NO and not answer.elsewhere):
            yield from _too_late(answer.evidence, READ, line_of, place)
        for number, line in enumerate(answer.lines):
            if line.holds is Holds.YES and line.certainty is not Certainty.INFERRED:
                yield from _too_late(line.evidence, line.to or line.line, line_of, place.at("lines", number))
    for call, place in index.all(Call):
        yield from _too_late(call.evidence, READ, line_of, place)


def _too_late(
    evidence: Iterable[Evidence], line: str, line_of: dict[str, str | None], place: Place
) -> Iterator[Problem]:
    for number, proof in enumerate(evidence):
        its = line_of.get(proof.at or "")
        if its is not None and is_later(its, line):
            what = f"`{proof.at}` is code of {its}, which proves nothing about {line}"
            todo = f"cite code of {line}, or move it to the item of {its} under `lines`"
            yield place.at("evidence", number).problem(what, todo)


def unproved_runs(index: Index) -> Iterator[Problem]:
    """Answers that are said to have been run without a run as evidence, or with one that rests on a stand-in."""
    runs = {run.id: run for run, _ in index.all(Run)}
    for answer, place in index.all(Answer):
        if answer.certainty is Certainty.RAN:
            named = [proof.run for proof in answer.evidence if proof.run is not None]
            if not named:
                what = f"`{answer.id}` was run, but its evidence names no run"
                yield place.at("certainty").problem(what, "add `run` and `where` to its evidence, or say `source`")
            elif all(name in runs and runs[name].stand_in for name in named):
                what = f"the run that `{answer.id}` names rests on a stand-in"
                yield place.at("certainty").problem(what, "say `inferred`")


def contradicting_steps(index: Index) -> Iterator[Problem]:
    """Steps that a line does not make although an answer of theirs is sent in it, and the other way round.

    A note may say that the line makes the check and gives another answer.
    """
    for step, place in index.all(Step):
        for number, line in enumerate(step.lines):
            by_answers = _follows(index, step, line.line)
            by_another = line.holds is Holds.YES and line.note is not None
            if step.answers and {line.holds, by_answers} == {Holds.YES, Holds.NO} and not by_another:
                sent = "sends one of its answers" if by_answers is Holds.YES else "sends none of its answers"
                what = f"the step `{step.title}` is `{line.holds}` for {line.line}, which {sent}"
                yield place.at("lines", number, "holds").problem(what, "correct one of the two")


def _follows(index: Index, step: Step, name: str) -> Holds:
    return step.follows(name, (index.owners[answer][0] for answer in step.answers if answer in index.owners))


def _answers_and_steps(index: Index) -> Iterator[tuple[Answer | Step, Place]]:
    yield from index.all(Answer)
    yield from index.all(Step)


def _all_lines(index: Index) -> Iterator[tuple[tuple[Line, ...], Place]]:
    for thing, place in _answers_and_steps(index):
        yield thing.lines, place
    for call, place in index.all(Call):
        yield call.lines, place
