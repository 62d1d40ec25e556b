"""What the steps of an upgrade say agrees with what the catalog says of the two lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reference.catalog.contents import Catalog
from reference.catalog.evidence import Holds, Line
from reference.catalog.refs import find_refs
from reference.catalog.surroundings import Point, Upgrade
from reference.pages import release_lines
from tests.real import real_catalog

POINTS = [(step, point) for step in real_catalog().upgrades.values() for point in step.points]
IDS = [f"{step.id}: {point.title}" for step, point in POINTS]


def linked(text: str) -> set[str]:
    """The entries that a text links."""
    return {ref.target for ref in find_refs(text) if ref.kind == "error"}


def said_of(catalog: Catalog, address: str, point: Point, line: str) -> list[Line]:
    """What is known in a line of the answers of an entry that a point is about."""
    wanted = set(point.calls)
    answers = catalog.errors[address].own
    about = [a for a in answers if not wanted or wanted & set(a.calls) or a.scope]
    return [answer.line(line) for answer in about]


def always(line: Line) -> bool:
    """Whether all releases of a line do it, with the usual text."""
    return line.holds is Holds.YES and not (line.since or line.until or line.message or line.note)


def test_the_lines_of_a_step_are_neighbors(catalog: Catalog) -> None:
    neighbors = set(pairwise(catalog.releases))
    assert not [step.id for step in catalog.upgrades.values() if (step.older, step.newer) not in neighbors]


def test_every_line_but_the_last_has_a_step(catalog: Catalog) -> None:
    assert [step.older for step in catalog.upgrades.values()] == list(catalog.releases)[:-1]


@pytest.mark.parametrize(("step", "point"), POINTS, ids=IDS)
def test_a_line_sends_what_a_point_says(step: Upgrade, point: Point, catalog: Catalog) -> None:
    """An entry that `before` or `after` links is not one that the catalog denies for that line."""
    for text, line in ((point.before, step.older), (point.after, step.newer)):
        for address in linked(text):
            found = release_lines.holding(catalog, catalog.errors[address].answers)
            assert found[line] is not Holds.NO, f"{address} is not sent by {line}"


@pytest.mark.parametrize(("step", "point"), POINTS, ids=IDS)
def test_what_comes_or_goes_was_not_always_there(step: Upgrade, point: Point, catalog: Catalog) -> None:
    """Of a key that only `after` links the older line doesn't send all, of one that only `before` links the newer.

    A failure of the transport has too many causes for that.
    """
    before, after = linked(point.before), linked(point.after)
    for only, line in ((after - before, step.older), (before - after, step.newer)):
        for address in (address for address in only if catalog.errors[address].key):
            known = said_of(catalog, address, point, line)
            assert not known or not all(map(always, known)), f"{address} is in all of {line}, says the catalog"


@pytest.mark.parametrize(("step", "point"), POINTS, ids=IDS)
def test_a_point_lists_the_errors_that_it_links(step: Upgrade, point: Point) -> None:
    missing = (linked(point.before) | linked(point.after)) - set(point.errors)
    assert not missing, f"{step.id} links {missing}"
