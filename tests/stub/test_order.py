"""The order of checks: whatever two checks a request breaks, the answer that the call's page names first arrives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest

from reference.catalog.provocation import Pair, Provocation
from tests.real import real_catalog
from tests.stub.changes import Fields, as_fields, breaker, derived, merged, provocation
from tests.stub.provoke import Prober

CALLS = [call.name for call in real_catalog().calls.values() if call.steps and call.good]


def documented(call: str) -> list[str]:
    """The answers of a call's checks in their order, apart from those that the stub does not model."""
    answers = [real_catalog().answers[answer] for step in real_catalog().calls[call].steps for answer in step.answers]
    return [answer.id for answer in answers if answer.not_provoked is None and answer.on_demand is None]


def change_of(call: str, answer: str) -> Fields:
    found = breaker(real_catalog(), call, answer)
    place = real_catalog().paths[real_catalog().owner[answer].address]
    assert found is not None, (
        f"docs/catalog/{place}: say under `breaks` of `{answer}` how to break this check of {call}"
    )
    return found


def pairs_of(call: str) -> dict[tuple[str, ...], Pair]:
    return {pair.of: pair for pair in real_catalog().calls[call].pairs}


def wrong(prober: Prober, asked: Provocation, answer: str) -> str:
    """Say how the reply to a changed request is not the answer; nothing if it is."""
    response = prober.provoke(asked)
    in_json = asked.request.headers.get("Accept") == "application/json"
    in_json = in_json and real_catalog().answers[answer].json_on_request
    difference = prober.difference(response, asked, answer, "json" if in_json else "own")
    return difference or ("" if prober.stub.last_answer == answer else f"the stub says {prober.stub.last_answer}")


@pytest.mark.parametrize("call", CALLS)
def test_the_good_request_succeeds(prober: Prober, call: str) -> None:
    response = prober.provoke(provocation(real_catalog(), call, {}))
    assert prober.stub.last_answer not in documented(call)
    assert "FAILED" not in response.text
    assert response.status_code == 200 or "sessionToken=" in response.headers["location"]


@pytest.mark.parametrize("call", CALLS)
def test_each_check_alone_gives_its_answer(prober: Prober, call: str) -> None:
    changes = {answer: change_of(call, answer) for answer in documented(call)}
    found = {
        answer: wrong(prober, provocation(real_catalog(), call, change), answer) for answer, change in changes.items()
    }
    assert {answer: text for answer, text in found.items() if text} == {}


def broken_together(call: str) -> Iterator[tuple[str, str, Fields]]:
    """All pairs of checks that can be broken at once, each with the change that does it, the winner first."""
    special = pairs_of(call)
    for pair in combinations(documented(call), 2):
        known = special.get(pair)
        if known and known.impossible:
            continue
        if known and known.together:
            change: Fields | None = as_fields(known.together)
        else:
            change = merged(*(change_of(call, answer) for answer in pair))
        if change is not None:
            first, second = reversed(pair) if known and known.later_wins else pair
            yield first, second, change


@pytest.mark.parametrize("call", CALLS)
def test_of_two_broken_checks_the_first_answers(prober: Prober, call: str) -> None:
    found = {
        f"{first} before {second}": wrong(
            prober, provocation(real_catalog(), call, change, change_of(call, first).get("values", {})), first
        )
        for first, second, change in broken_together(call)
    }
    assert {pair: text for pair, text in found.items() if text} == {}


@pytest.mark.parametrize("call", CALLS)
def test_neighbors_are_broken_together_or_it_is_said_why_not(call: str) -> None:
    tested = {frozenset(pair[:2]) for pair in broken_together(call)}
    impossible = {frozenset(pair.of) for pair in pairs_of(call).values() if pair.impossible}
    neighbors = {frozenset(pair) for pair in pairwise(documented(call))}
    by_change = {pair for pair in impossible if merged(*(change_of(call, answer) for answer in pair)) is not None}
    assert (neighbors - tested) | by_change == impossible, f"say it under `pairs` in docs/catalog/calls/{call}.yml"


@pytest.mark.parametrize("call", CALLS)
def test_no_change_is_written_that_follows_from_a_provocation(call: str) -> None:
    needless = []
    for answer in documented(call):
        written = [each for each in real_catalog().answers[answer].breaks if each.call == call]
        bare = real_catalog().answers[answer].model_copy(update={"breaks": ()})
        if written and derived(real_catalog(), call, bare) == change_of(call, answer):
            needless.append(answer)
    assert needless == []
