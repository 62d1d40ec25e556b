"""Every answer of the catalog that is sent, provoked over HTTP and compared whole with the catalog's own sample."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import bbb_stub
from bbb_stub.data import load as load_data
from bbb_stub.exchange import Exchange
from bbb_stub.request import ApiRequest
from bbb_stub.rules import Rule
from bbb_stub.seed import grow, load
from bbb_stub.server import StubServer
from bbb_stub.settings import Settings
from reference.catalog.provocation import Provocation, Request
from reference.catalog.vocabulary import Sent
from reference.pages import provocations as provocation_tables
from reference.pages.links import Linker
from tests.real import real_catalog
from tests.stub.provoke import Prober

PROVOCATIONS = [(answer.id, each) for answer in real_catalog().answers.values() for each in answer.provoke]
PROVOKED = {answer for answer, _ in PROVOCATIONS}
ON_DEMAND = {answer.id for answer in real_catalog().answers.values() if answer.on_demand}
JSON_TOO = [(a, p) for a, p in PROVOCATIONS if p.form == "own" and real_catalog().answers[a].json_on_request]


def named(provocations: list[tuple[str, Provocation]]) -> list[str]:
    return [f"{answer}: {provocation.title}" for answer, provocation in provocations]


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer() as server, Prober(server, real_catalog()) as found:
        yield found


@pytest.mark.parametrize(("answer", "provocation"), PROVOCATIONS, ids=named(PROVOCATIONS))
def test_the_request_gets_the_answer_whole(prober: Prober, answer: str, provocation: Provocation) -> None:
    response = prober.provoke(provocation, answer)
    assert prober.difference(response, provocation, answer, provocation.form) == ""
    assert prober.stub.last_answer == answer


@pytest.mark.parametrize(("answer", "provocation"), JSON_TOO, ids=named(JSON_TOO))
def test_the_same_request_gets_json_when_it_asks_for_it(prober: Prober, answer: str, provocation: Provocation) -> None:
    response = prober.provoke(provocation, answer, {"Accept": "application/json, text/plain, */*"})
    assert prober.difference(response, provocation, answer, "json") == ""


def test_titles_are_unique_within_an_answer() -> None:
    assert len(set(named(PROVOCATIONS))) == len(PROVOCATIONS)


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(bbb_stub.__path__, "bbb_stub."):
        if module.name != "bbb_stub.__main__":
            yield module.name


def said() -> Iterator[tuple[str, ast.expr]]:
    """Yield the first argument of every call of `say` in the stub's code, and where it is."""
    for module in modules():
        path = importlib.import_module(module).__file__
        assert path
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a module's file is a text
            tree = ast.parse(file.read())
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                yield f"{module}:{node.lineno}", node.args[0]


def rules() -> Iterator[Rule]:
    """Yield the rules of all calls."""
    for module in modules():
        for value in vars(importlib.import_module(module)).values():
            yield from (item for item in (value if isinstance(value, tuple) else [value]) if isinstance(item, Rule))


def test_the_stub_names_answers_only_by_ids_that_can_be_looked_up() -> None:
    by_variable = {(place.rpartition(":")[0], ast.unparse(node)) for place, node in said() if not literal(node)}
    assert by_variable == {
        ("bbb_stub.rules", "winner.answer"),
        ("bbb_stub.routes", "answer_id"),
        ("bbb_stub.exchange", "answer_id"),
    }


def literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def sayable() -> set[str]:
    """Ids of all answers that the stub's code can say."""
    found = {node.value for _, node in said() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {rule.answer for rule in rules()} | {"http-404-unknown-call", "http-404-json-suffix"}


IF_KNOWN = {"insertdocument-invalid-filename"}
"""Answers that the stub sends if the catalog has them."""

UNKNOWN_WORDS = {"client-settings-override", "http-500-scalelite"}
"""The stub says 501 in their place, since neither key nor text was ever read."""


def test_whatever_the_stub_can_say_is_in_the_catalog_and_is_provoked() -> None:
    found = {answer for answer in sayable() if answer in real_catalog().answers or answer not in IF_KNOWN}
    assert found <= set(real_catalog().answers)
    always_lose = {rule.answer for rule in rules() if real_catalog().answers[rule.answer].sent is Sent.NEVER}
    assert found - always_lose - PROVOKED == UNKNOWN_WORDS
    assert sorted(PROVOKED - found) == sorted(ON_DEMAND), "an answer that the stub does not model is `on_demand`"


def test_an_answer_on_demand_is_provoked_and_not_modeled() -> None:
    assert sorted(ON_DEMAND - PROVOKED) == [], "say under `provoke` which request the page shows"
    assert sorted(ON_DEMAND & sayable()) == [], "the stub models them; delete `on_demand`"


def test_any_answer_that_is_sent_can_be_asked_for_by_id(server: Prober) -> None:
    response = server.client.get(f"{server.stub.api}end", headers={"X-Stub-Response": "notFound-meeting"})
    assert server.stub.last_answer == "notFound-meeting"
    assert "<messageKey>notFound</messageKey>" in response.text
    for wrong in ("nothing-like-it", "apiNotEnabled-declared"):
        assert server.client.get(f"{server.stub.api}end", headers={"X-Stub-Response": wrong}).status_code == 501


def test_the_next_request_gets_the_response_that_was_asked_for(server: Prober) -> None:
    own = f"{server.stub.origin}/stub/response"
    assert server.client.get(own, params={"id": "noRecordings-text-tracks"}).status_code == 200
    said = [server.send(Request(call="getMeetings")).text for _ in range(2)]
    assert ["noRecordings" in text for text in said] == [True, False]
    assert server.client.get(own, params={"id": "none"}).status_code == 400


def test_the_guide_lists_every_provocation_and_links_every_error_once() -> None:
    text = provocation_tables.tables(real_catalog(), Linker(real_catalog(), "guides/x.md"))
    listed, _, exempt = text.partition("### What no request provokes")
    assert len(re.findall(r"^\| (?!---|Error )", listed, re.MULTILINE)) == len(PROVOCATIONS)
    linked = re.findall(r"\]\(\.\./errors/([^)]*)\.md\)", listed)
    assert sorted(linked) == sorted({real_catalog().owner[answer].address for answer in PROVOKED})
    unprovoked = {e.address for e in real_catalog().errors.values() if any(a.not_provoked for a in e.answers)}
    assert set(re.findall(r"\]\(\.\./errors/([^)]*)\.md\)", exempt)) == unprovoked


def test_a_request_of_the_guide_reads_as_it_is_sent() -> None:
    request = Request(
        method="POST",
        call="create",
        query={"name": "Algebra I", "meetingID": "x" * 50, "logoutURL": "https://a.b"},
        content_type="text/xml; charset=UTF-8",
        body="<a/>",
        sign="wrong",
    )
    assert provocation_tables.request_line(request) == (
        "`POST create?name=Algebra%20I&meetingID=xxxxxxxxxxxx…&logoutURL=https://a.b` a body of `text/xml`, "
        "with a wrong checksum"
    )


@pytest.mark.parametrize("answer_id", ["nothing-like-it", "apiNotEnabled-declared"])
def test_what_the_catalog_does_not_send_cannot_be_sent(answer_id: str) -> None:
    seeded = grow(load(), fixed=True)
    exchange = Exchange(ApiRequest("GET", "/", b"", {}), "create", seeded, Settings(), load_data(), "")
    with pytest.raises((KeyError, ValueError), match=answer_id):
        exchange.say(answer_id, "a test")
