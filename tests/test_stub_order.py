"""The order of checks: whatever two checks a request breaks, the answer that calls.yml names first arrives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from reference.files import Provocation, Request
from tests.provoke import Prober
from tests.stub.server import StubServer, catalog

ORDER: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "data" / "order.yml").read_text("utf-8"))
CALLS = [call for call in catalog().calls.values() if call.steps]
EXEMPT = {answer for item in catalog().not_provoked for answer in item.answers}
Change = dict[str, Any]


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer() as server, Prober(server, catalog()) as found:
        yield found


def documented(call: str) -> list[str]:
    """The answers of a call's checks in their order, apart from those that the stub cannot send."""
    return [a for step in catalog().calls[call].steps for a in step.answers if a not in EXEMPT]


def merged(*changes: Change) -> Change | None:
    """Make changes at once; nothing if one undoes another."""
    result: Change = {}
    for change in changes:
        for field, value in change.items():
            if field in ("query", "headers", "settings"):
                known = result.setdefault(field, {})
                if any(name in known and known[name] != value[name] for name in value):
                    return None
                known.update(value)
            elif field == "given":
                known = result.setdefault(field, [])
                known += [request for request in value if request not in known]
            elif field != "values" and field in result and result[field] != value:
                return None
            else:
                result[field] = value
    return result


def provocation(call: str, change: Change, answer: str) -> Provocation:
    """The good request of a call with changes, as a provocation of an answer."""
    good = ORDER[call]["good"]
    query = {**good.get("query", {}), **change.get("query", {})}
    fields = {name: value for name, value in {**good, **change}.items() if name in Request.model_fields}
    fields["query"] = {name: value for name, value in query.items() if value is not None}
    fields["headers"] = {**good.get("headers", {}), **change.get("headers", {})}
    return Provocation.model_validate(
        {
            "answer": answer,
            "title": "a test",
            "settings": change.get("settings", {}),
            "given": [*good.get("given", ()), *change.get("given", ())],
            "request": {"call": call, **fields},
            "values": ORDER[call].get("breakers", {}).get(answer, {}).get("values", {}),
        }
    )


def wrong(prober: Prober, call: str, change: Change, answer: str) -> str:
    """Say how the reply to a changed request is not the answer; nothing if it is."""
    asked = provocation(call, change, answer)
    response = prober.provoke(asked)
    in_json = asked.request.headers.get("Accept") == "application/json" and catalog().answers[answer].json_on_request
    difference = prober.difference(response, asked, "json" if in_json else "own")
    return difference or ("" if prober.stub.last_answer == answer else f"the stub says {prober.stub.last_answer}")


@pytest.mark.parametrize("call", ORDER)
def test_the_good_request_succeeds(prober: Prober, call: str) -> None:
    response = prober.provoke(provocation(call, {}, documented(call)[0]))
    assert prober.stub.last_answer not in documented(call)
    assert "FAILED" not in response.text
    assert response.status_code == 200 or "sessionToken=" in response.headers["location"]


@pytest.mark.parametrize("call", ORDER)
def test_each_check_alone_gives_its_answer(prober: Prober, call: str) -> None:
    breakers = ORDER[call]["breakers"]
    assert list(breakers) == documented(call), "tests/data/order.yml: `breakers` go in the order of calls.yml"
    found = {answer: wrong(prober, call, change, answer) for answer, change in breakers.items()}
    assert {answer: text for answer, text in found.items() if text} == {}


def pairs(call: str) -> Iterator[tuple[str, str, Change]]:
    """All pairs of checks that can be broken at once, each with the change that does it, the winner first."""
    data = ORDER[call]
    missing = [answer for answer in documented(call) if answer not in data["breakers"]]
    assert not missing, f"tests/data/order.yml: say under `breakers` of {call} how to provoke {', '.join(missing)}"
    together = {tuple(item["pair"]): item for item in data.get("together", ())}
    later = {tuple(item["pair"]) for item in data.get("later_wins", ())}
    impossible = {tuple(item["pair"]) for item in data.get("impossible", ())}
    for pair in combinations(documented(call), 2):
        if pair in impossible:
            continue
        if pair in together:
            change = {name: value for name, value in together[pair].items() if name != "pair"}
        else:
            found = merged(*(data["breakers"][answer] for answer in pair))
            if found is None:
                continue
            change = found
        yield (*(reversed(pair) if pair in later else pair), change)


@pytest.mark.parametrize("call", ORDER)
def test_of_two_broken_checks_the_first_answers(prober: Prober, call: str) -> None:
    found = {f"{first} before {second}": wrong(prober, call, change, first) for first, second, change in pairs(call)}
    assert {pair: text for pair, text in found.items() if text} == {}


@pytest.mark.parametrize("call", ORDER)
def test_neighbors_are_broken_together_or_it_is_said_why_not(call: str) -> None:
    tested = {frozenset(pair[:2]) for pair in pairs(call)}
    impossible = {frozenset(item["pair"]) for item in ORDER[call].get("impossible", ())}
    neighbors = {frozenset(pair) for pair in pairwise(documented(call))}
    assert neighbors - tested == impossible
    assert all(item["reason"].strip() for item in ORDER[call].get("impossible", ()))


def test_every_call_that_checks_anything_is_here() -> None:
    assert list(ORDER) == [call.name for call in CALLS]
