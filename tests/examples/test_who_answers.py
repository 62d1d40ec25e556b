"""The check of the guide on who answers: it names each program by its refusal, and none by that of another."""

from __future__ import annotations

import runpy
from collections.abc import Callable

import pytest

from reference.catalog.answer import SERVER
from reference.catalog.vocabulary import Sent
from reference.pages.programs import REFUSALS
from reference.pages.views import answer_forms
from tests.examples.running import FOLDER
from tests.examples.stages import Stage
from tests.real import real_catalog
from tests.stub.provoke import Prober

CATALOG = real_catalog()
REFUSING = [
    answer
    for address in REFUSALS
    for answer in CATALOG.errors[address].answers
    if answer.sent is Sent.SENT and answer.format != "redirect" and answer_forms(CATALOG, answer)
    if answer.speaker == SERVER or CATALOG.speakers[answer.speaker].read  # those that the check tells apart
]

Who = Callable[[str, dict[str, str]], str]


@pytest.fixture
def who(server: Prober, monkeypatch: pytest.MonkeyPatch) -> Who:
    """The function of the example."""
    stub = server.stub
    for name, value in Stage("", stub.origin, stub.secret, stub.advance).environment.items():
        monkeypatch.setenv(name, value)
    found: Who = runpy.run_path(str(FOLDER / "guides" / "who_answers.py"))["who"]
    return found


def test_each_program_is_named_by_its_own_refusal_and_none_by_that_of_another(server: Prober, who: Who) -> None:
    base = server.stub.api.removesuffix("/api/")
    named: dict[str, set[str]] = {}
    for answer in REFUSING:
        named.setdefault(answer.speaker, set()).add(who(base, {"X-Stub-Response": answer.id}))
    for speaker, names in named.items():
        known = {name for name in names if not name.startswith("an unknown program")}
        beside = speaker == "bbb-webhooks"  # it does not answer the call that the check makes
        assert known == (set() if beside else {CATALOG.speakers[speaker].name}), speaker
    assert named.keys() >= CATALOG.programs.keys()
