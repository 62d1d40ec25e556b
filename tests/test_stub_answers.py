"""Every answer of the catalog that is sent, provoked over HTTP and compared whole with the catalog's own sample."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import tests.stub
from reference import provocation_tables
from reference.files import Provocation, Request
from reference.links import Linker
from reference.model import Sent
from tests.provoke import Prober
from tests.stub.exchange import Exchange
from tests.stub.request import ApiRequest
from tests.stub.rules import Rule
from tests.stub.seed import grow, load
from tests.stub.server import StubServer, catalog
from tests.stub.settings import Settings

PROVOCATIONS = catalog().provocations
JSON_TOO = [p for p in PROVOCATIONS if p.form == "own" and catalog().answers[p.answer].json_on_request]


def name(provocation: Provocation) -> str:
    return f"{provocation.answer}: {provocation.title}"


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with StubServer() as server, Prober(server, catalog()) as found:
        yield found


@pytest.mark.parametrize("provocation", PROVOCATIONS, ids=name)
def test_the_request_gets_the_answer_whole(prober: Prober, provocation: Provocation) -> None:
    response = prober.provoke(provocation)
    assert prober.difference(response, provocation, provocation.form) == ""
    assert prober.stub.last_answer == provocation.answer


@pytest.mark.parametrize("provocation", JSON_TOO, ids=name)
def test_the_same_request_gets_json_when_it_asks_for_it(prober: Prober, provocation: Provocation) -> None:
    response = prober.provoke(provocation, {"Accept": "application/json, text/plain, */*"})
    assert prober.difference(response, provocation, "json") == ""


def test_titles_are_unique_within_an_answer() -> None:
    assert len({name(p) for p in PROVOCATIONS}) == len(PROVOCATIONS)


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(tests.stub.__path__, "tests.stub."):
        if module.name != "tests.stub.__main__":
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
    assert by_variable == {("tests.stub.rules", "winner.answer"), ("tests.stub.routes", "answer_id")}


def literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def sayable() -> set[str]:
    """Ids of all answers that the stub's code can say."""
    found = {node.value for _, node in said() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {rule.answer for rule in rules()} | {"http-404-unknown-call", "http-404-json-suffix"}


def test_whatever_the_stub_can_say_is_in_the_catalog_and_is_provoked() -> None:
    assert sayable() <= set(catalog().answers)
    provoked = {p.answer for p in PROVOCATIONS}
    silent = {i for i in sayable() if catalog().answers[i].sent is Sent.NEVER}
    assert silent == {"invalidMeetingIdentifier-hidden", "missingParamMeetingID-hidden"}, "rules that always lose"
    assert sayable() - silent - provoked == {"client-settings-override"}, "the stub says 501 in its place"
    assert provoked <= sayable()


def test_every_sent_answer_is_provoked_or_exempt() -> None:
    exempt = {answer for item in catalog().not_provoked for answer in item.answers}
    sent = {answer.id for answer in catalog().answers.values() if answer.sent is Sent.SENT}
    assert sent == exempt | ({p.answer for p in PROVOCATIONS} & sent)
    assert len(exempt) <= 10


def test_the_guide_lists_every_provocation_and_links_every_error_once() -> None:
    text = provocation_tables.tables(catalog(), Linker(catalog(), "guides/x.md"))
    listed, _, exempt = text.partition("### What no request provokes")
    assert len(re.findall(r"^\| (?!---|Error )", listed, re.MULTILINE)) == len(PROVOCATIONS)
    linked = re.findall(r"\]\(\.\./errors/([^)]*)\.md\)", listed)
    assert sorted(linked) == sorted({catalog().owner[p.answer].address for p in PROVOCATIONS})
    missing = [a for item in catalog().not_provoked for a in item.answers if catalog().owner[a].address not in exempt]
    assert missing == []


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
    exchange = Exchange(ApiRequest("GET", "/", b"", {}), "create", seeded, Settings(), catalog(), "")
    with pytest.raises((KeyError, ValueError), match=answer_id):
        exchange.say(answer_id, "a test")
