"""The shape of a symptom in errors.json; see reference.py for the rules."""

from __future__ import annotations

from reference.exports.shape.base import Shape


class OutcomeData(Shape):
    """What a check can show."""

    sees: str
    """What one sees."""
    cause: str | None
    """The one thing that went wrong then; null if the next check tells."""
    fix: str | None
    """What to do about it; null if the next check tells."""


class CheckData(Shape):
    """One thing to try."""

    check: str
    """What to do."""
    example: str | None
    """The example that does it: file below snippets/ and section; null if none does."""
    command: str | None
    """A command for the BigBlueButton server; null if none is needed."""
    outcomes: list[OutcomeData]
    """What it can show, most common first."""


class TroubleData(Shape):
    """One way from a symptom to a fix."""

    id: str
    """Unique and stable."""
    group: str
    """The heading it is under."""
    symptom: str
    """What one sees."""
    seen_as: list[str]
    """Texts on the screen or in a log that go with it."""
    tell: str
    """How to tell that this is it."""
    cause: str
    """What usually went wrong."""
    checks: list[CheckData]
    """One after another, until one leads to a cause."""
    fix: list[str]
    """What to do, in the order of the checks."""
    errors: list[str]
    """Ids of the errors it explains."""
    threads: int
    """Public threads with this symptom, among those counted."""
    links: list[str]
    """URLs of these threads."""
