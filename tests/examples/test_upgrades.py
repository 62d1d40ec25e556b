"""Each point of an upgrade has an example that copes with both lines, and what stands in for old servers is true."""

from __future__ import annotations

import pytest

from bbb_stub.releases import RELEASES
from reference.catalog.contents import Catalog
from reference.catalog.evidence import Holds, line_of
from reference.snippets import Example
from tests.examples import older
from tests.examples.running import runnable
from tests.examples.stages import is_of_upgrades, lines_of, part, together
from tests.real import real_catalog

EXAMPLES = [example for example in runnable() if is_of_upgrades(example)]

# Points without an example, by step and title, sorted, with the reason.
WITHOUT_EXAMPLES = {
    ("2-2-to-2-3", "`guestWait` has other keys"): "a call of BigBlueButton's own client",
    ("2-2-to-2-3", "`join` ignores `configToken`"): "leaving a parameter out needs no code",
    ("2-3-to-2-4", "`publishRecordings` and `deleteRecordings` accept only GET"): "the client's `call` is a GET",
    ("2-4-to-2-5", "`groups` of `create` must be JSON"): "one call of a JSON library",
    ("2-4-to-2-5", "`maxParticipants` counts users who have joined"): "nothing to do",
    ("2-5-to-2-6", "`enter` has keys"): "a call of BigBlueButton's own client",
    ("2-5-to-2-6", "`maxParticipants` counts people, not sessions"): "how users are counted shows in no answer",
    ("2-6-to-2-7", "`presentationUploadExternalUrl` must be a URL"): "the value is right or left out; no code copes",
    ("2-7-to-3-0", "A link from `getJoinUrl` can be refused"): "the browser that opens the link is refused",
    ("2-7-to-3-0", "The client settings override can be validated"): "neither key nor text is known",
    ("2-7-to-3-0", "The session token leaves the address bar"): "happens in the browser",
    ("2-7-to-3-0", "`enter` and `guestWait` were removed"): "calls of BigBlueButton's own client",
    ("3-0-to-4-0", "`getJoinUrl` responds to a session that it rejects"): "later than the 4.0 that the stub plays",
}


def test_every_point_has_an_example(catalog: Catalog) -> None:
    points = [(step.id, point) for step in catalog.upgrades.values() for point in step.points]
    without = {(step, point.title) for step, point in points if point.example is None}
    assert without == set(WITHOUT_EXAMPLES)
    assert list(WITHOUT_EXAMPLES) == sorted(WITHOUT_EXAMPLES)
    named = {f"upgrades/{point.example}.py" for _, point in points if point.example}
    assert named == {example.path for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.path)
def test_an_example_shows_every_line(example: Example) -> None:
    """Its output has a heading for both lines of each point that names it."""
    headings = [line for line in (example.output or "").splitlines() if not line.startswith(" ")]
    shown = {line_of(release) for line in headings for release in line.rstrip(":").split(", ")}
    assert shown == set(lines_of(example))


def test_the_same_output_stands_once() -> None:
    assert together([("2.2", "a\n"), ("2.3", "a\n"), ("2.4", "b\nc\n")]) == "2.2, 2.3:\n  a\n2.4:\n  b\n  c\n"
    assert together([("", "a\n")]) == "a\n"


def test_a_part_is_what_was_put_together() -> None:
    output = together([("2.2", "a\n"), ("2.3", "a\n"), ("2.4", "b\n  c\n")])
    assert [part(output, release) for release in ("2.2", "2.3", "2.4")] == ["a\n", "a\n", "b\n  c\n"]
    assert part("a\n", "2.4") == "a\n"


def texts(catalog: Catalog, key: str | None, line: str) -> set[str | None]:
    """The texts that a line is known to send with a key, or without one."""
    answers = [a for error in catalog.errors.values() for a in error.own if (a.key or error.key) == key]
    return {said.message or a.message for a in answers for said in [a.line(line)] if said.holds is Holds.YES}


@pytest.mark.parametrize("canned", [c for c in older.answers() if c.response.message], ids=str)
def test_an_old_server_says_what_the_catalog_says(canned: older.Canned, catalog: Catalog) -> None:
    """Wherever the catalog knows the texts of a line."""
    for line in sorted({line_of(release) for release in canned.releases}):
        known = texts(catalog, canned.response.key, line)
        assert canned.response.message in known, line


def test_nothing_stands_in_for_a_line_that_the_stub_plays(catalog: Catalog) -> None:
    standing_in = {line for line in catalog.releases if older.releases_of(line)}
    played = standing_in & set(RELEASES)
    assert not played, f"take {played} out of older.yml, and run `make generate`"
    assert standing_in | set(RELEASES) == set(real_catalog().releases)
