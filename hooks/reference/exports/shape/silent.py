"""The part of errors.json about what calls accept with SUCCESS and ignore."""

from __future__ import annotations

from reference.catalog.vocabulary import Certainty
from reference.exports.shape.base import EvidenceData, Shape


class SilentSuccessData(Shape):
    """One thing that a call accepts with SUCCESS but that doesn't happen, or happens differently than it seems."""

    id: str
    """Unique and stable."""
    page: str
    """Where the site explains it, below `site`."""
    group: str
    """The section of the page: a call, or one matter of a call."""
    title: str
    """What one sees."""
    calls: list[str]
    """The calls it is about; empty: all."""
    parameters: list[str]
    """Names of the parameters it is about; one that ends in _ or - is a prefix."""
    settings: list[str]
    """Names of the server's settings that decide it."""
    given: str
    """What was sent."""
    happens: str
    """What the server makes of it."""
    needs: str | None
    """What to do; null: nothing helps, see `no_fix`."""
    no_fix: str | None
    """Why nothing helps."""
    default: str | None
    """The default of the parameter or the setting."""
    since: str | None
    """The release that introduced the parameter or the behavior, in words."""
    tell: str | None
    """How to tell that this is it."""
    log: str | None
    """The line that bbb-web.log has then, {name} = dynamic part."""
    notes: list[str]
    """Exceptions, and what else to know."""
    errors: list[str]
    """Ids of the entries that come in its place, or along with it."""
    certainty: Certainty
    """How it is known."""
    evidence: list[EvidenceData]
    """Where it was read or seen."""
