"""Troubleshooting: symptoms as the reader sees them, with checks that lead to one cause, and decisions between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from reference.catalog.vocabulary import REPOSITORY, VERBATIM, Declares, Names, Slug, Strict, Text, Title, Wire

_GITHUB = rf"github\.com/{REPOSITORY}/(?:issues|pull)/[0-9]{{1,9}}"
_THREAD = rf"^https://(?:{_GITHUB}|stackoverflow\.com/questions/[0-9]{{1,12}})$"

PublicThread = Annotated[str, StringConstraints(pattern=_THREAD), VERBATIM]
"""Address of a public thread: an issue or pull request on GitHub, or a question on Stack Overflow."""

OneReference = Annotated[str, StringConstraints(pattern=r"^\[\[[^\[\]|]+\]\]$")]
"""A single reference and nothing else: `[[guide:checksum#encodings]]`."""


def thread_label(address: str) -> str:
    """Return what a link to a public thread says: `owner/repository#12`, `Stack Overflow 34`."""
    found = re.fullmatch(r"https://github\.com/([^/]+/[^/]+)/[a-z]+/([0-9]+)", address)
    return f"{found[1]}#{found[2]}" if found else f"Stack Overflow {address.rpartition('/')[2]}"


class Outcome(Strict):
    """What a check can show. Without a cause, the next check follows."""

    sees: Text
    """What one sees: the beginning of a sentence that a colon ends."""
    cause: Text | None = None
    """The one thing that went wrong then."""
    fix: Text | None = None
    """What to do about it."""

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.cause is None) != (self.fix is None):
            raise ValueError("a cause needs a `fix`, and a fix its `cause`; give both, or neither to go on")
        return self


class Check(Strict):
    """One thing to try, and what follows from what it shows."""

    check: Text
    """What to do, as one or two sentences."""
    example: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_/.-]+:[a-z-]+$"), VERBATIM] | None = None
    """An example to run: file below snippets/ and section. Its output is shown with it."""
    command: Wire | None = None
    """A command for the BigBlueButton server, which the tests cannot run."""
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    """Most frequent first; one without a cause comes last."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.example is not None and self.command is not None:
            raise ValueError("a check has an `example` or a `command`, not both; make two checks of it")
        if any(outcome.cause is None for outcome in self.outcomes[:-1]):
            raise ValueError("only the last outcome may go on to the next check; move it to the end")
        return self


class Symptom(Strict):
    """What the reader sees, and at most three checks to the cause."""

    id: Annotated[Slug, Declares("symptom")]
    """Its anchor on the page."""
    symptom: Text
    """What one sees, as the reader would say it."""
    seen_as: tuple[Wire, ...] = ()
    """Texts on the screen or in a log that go with it."""
    asked: tuple[Text, ...] = ()
    """What people say who ask about it, in a few words each."""
    tell: Text
    """How to tell that it is this symptom."""
    cause: Text
    """What it usually is, in one short sentence: it stands in the table of symptoms."""
    checks: Annotated[tuple[Check, ...], Field(min_length=1, max_length=3)]
    """One after the other, the likeliest cause first."""
    errors: tuple[Annotated[Slug, Names("error")], ...] = ()
    """Slugs of the entries it explains."""
    threads: tuple[PublicThread, ...] = ()
    """Public threads with this symptom."""

    @model_validator(mode="after")
    def _ends(self) -> Self:
        for check in self.checks[:-1]:
            if check.outcomes[-1].cause is not None:
                raise ValueError(f"nothing leads past `{check.check}`; add an outcome without a cause, to go on")
        if self.checks[-1].outcomes[-1].cause is None:
            raise ValueError("the last check leads nowhere; give its last outcome a `cause` and a `fix`")
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """What its section says, but for the checks themselves."""
        outcomes = [outcome for check in self.checks for outcome in check.outcomes]
        return (self.tell, *(text for each in outcomes for text in (each.sees, each.cause, each.fix) if text))

    @property
    def fixes(self) -> tuple[str, ...]:
        """What to do in each case, in the order of the checks."""
        outcomes = (outcome for check in self.checks for outcome in check.outcomes)
        return tuple(dict.fromkeys(outcome.fix for outcome in outcomes if outcome.fix))


class SymptomGroup(Strict):
    """Symptoms of one kind: a file of symptoms/."""

    id: Annotated[Slug, Declares("symptom group")]
    """Name of its file, and its anchor on the page."""
    title: Title
    """Its heading."""
    summary: Text
    """What they have in common."""
    decision: Annotated[Slug, Names("decision")] | None = None
    """The decision that leads to a cause, where there is one."""
    symptoms: Annotated[tuple[Symptom, ...], Field(min_length=1)]
    """Most frequent first."""


ShortAnswer = Annotated[str, StringConstraints(pattern=r"^\S.{0,31}$")]
"""A few words that fit into one line beside an arrow."""


class Choice(Strict):
    """One answer to a question, and where it leads."""

    answer: ShortAnswer
    """In a few words: Yes, No."""
    then: Slug
    """Id of the next question, or of an end."""


class DecisionQuestion(Strict):
    """One question with its answers."""

    id: Slug
    """Unique in the decision."""
    question: Text
    """What the reader can answer by looking or by one test."""
    to: OneReference
    """Where it is told how to find out."""
    answers: Annotated[tuple[Choice, ...], Field(min_length=2)]
    """The last one goes straight on; the others branch off."""


class DecisionEnd(Strict):
    """Where a decision ends: a cause with its fix."""

    id: Slug
    """Unique in the decision."""
    end: Text
    """What it is, or what to do, in one short sentence."""
    to: OneReference
    """Where the fix stands."""


Box = DecisionQuestion | DecisionEnd


class Decision(Strict):
    """A tree of questions that ends at causes: a file of decisions/."""

    id: Annotated[Slug, Declares("decision")]
    """Name of its file."""
    title: Title
    """What it decides."""
    summary: Text
    """The same in a sentence or two, for readers who do not see the diagram."""
    questions: Annotated[tuple[DecisionQuestion, ...], Field(min_length=1)]
    """The first one is where it begins."""
    ends: Annotated[tuple[DecisionEnd, ...], Field(min_length=2)]
    """Each is led to by one answer."""

    @property
    def boxes(self) -> dict[str, Box]:
        """Questions and ends by id."""
        every: list[Box] = [*self.questions, *self.ends]
        return {box.id: box for box in every}

    def walk(self, at: str | None = None) -> Iterator[Box]:
        """Yield a box and all that it leads to, in the order of the answers; the first question if none is named."""
        box = self.boxes[at or self.questions[0].id]
        yield box
        if isinstance(box, DecisionQuestion):
            for choice in box.answers:
                yield from self.walk(choice.then)

    @model_validator(mode="after")
    def _tree(self) -> Self:
        names = [*(question.id for question in self.questions), *(end.id for end in self.ends)]
        led_to = [choice.then for question in self.questions for choice in question.answers]
        for name in (*names, *led_to):
            if names.count(name) > 1:
                raise ValueError(f"`{name}` is there twice; rename one")
            if name not in names:
                raise ValueError(f"no question and no end is named `{name}`; correct `then`")
        for name in names:
            if led_to.count(name) != (name != self.questions[0].id):
                raise ValueError(f"{led_to.count(name)} answers lead to `{name}`; one must, and none to the beginning")
        reached = {self.questions[0].id}
        for question in self.questions:
            if question.id not in reached:
                raise ValueError(f"nothing before `{question.id}` leads to it; put questions after those they follow")
            reached |= {choice.then for choice in question.answers}
        return self
