"""The catalog against the history of the release lines, in both directions.

Every fact of the history is told by an answer, with its key, its text and the releases; every claim of such an answer
about a line from 2.2 to 2.7 is a fact of the history. What an answer says that came later rests on its own evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import yaml

from reference.catalog.answer import SERVER, Answer
from reference.catalog.contents import Catalog
from reference.catalog.evidence import READ, Holds, is_later
from tests.real import ROOT

HISTORY: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "data" / "release_history.yml").read_text(encoding="utf-8")
)
"""Facts, each with the answer that tells it."""


class Claim(NamedTuple):
    """What one fact says of one answer in one release line."""

    sent: Holds
    message: str | None = None
    since: str | None = None
    until: str | None = None


# Facts about 3.0 and 4.0 that a later reading corrects, by number and line.
CORRECTED = {
    (44, "3.0"): "It was run with the rules and the look-up of 3.0, and is sent.",
    (50, "3.0"): "Nobody has read the rule in 3.0 or seen its absence in a late 3.0, so it is unknown.",
    (53, "3.0"): "The same.",
    (65, "3.0"): "The code with the key is that of 4.0; 3.0 does not have it.",
    (66, "3.0"): "The same.",
    (104, "3.0"): "The code with the text is that of 4.0. 3.0.30 does not have it, later releases were not read.",
}

# Answers of BigBlueButton that the history was searched for, and about which it is silent.
NOT_IN_HISTORY = {
    "guestDeny-declared": "the declaration in 3.0; what older lines send are other answers of the entry",
    "http-404-json-suffix": "nobody has tried it on an older line",
    "http-500-accept-axios": "builds of 3.0 alone",
    "http-500-accept-json-only": "nobody has tried it on an older line",
    "http-500-accept-text-tracks": "nobody has tried it on an older line",
    "http-500-dashboard-meeting-gone": "nobody has tried it on an older line",
    "http-500-recordings-method": "nobody has tried it on an older line",
    "http-500-repeated-parameter": "run with the code of 3.0 alone",
    "http-500-text-track-not-multipart": "nobody has tried it on an older line",
    "join-html-page-client": "the page that a client is redirected to, which the API does not send",
    "join-html-page-error": "the page that a client is redirected to, which the API does not send",
    "noConfigFound-declared": "the declaration in 3.0; what older lines send are other answers of the entry",
    "wrong-http-method": "nobody has tried it on an older line",
}


# Calls that a fact names and its answers do not, by the fact's number.
OTHER_CALLS = {53: ["insertDocument"]}
"""53: the pull request speaks of sendChatMessage alone."""


def claims(fact: dict[str, Any]) -> Iterator[tuple[str, Claim]]:
    """Yield each release line that a fact is about, and what it says of the line."""
    for said in fact["said"]:
        claim = Claim(Holds(said["sent"]), said.get("message"), said.get("since"), said.get("until"))
        yield from ((line, claim) for line in said["lines"])


def told(answer_id: str) -> dict[str, list[Claim]]:
    """Return all that the history says of an answer, by release line."""
    found: dict[str, list[Claim]] = {}
    for fact in HISTORY:
        if fact["answer"] == answer_id:
            for line, claim in claims(fact):
                if (fact["n"], line) not in CORRECTED:
                    found.setdefault(line, []).append(claim)
    return found


def best(found: list[Claim]) -> Claim:
    """Return what holds for an answer of several calls: it is sent if one of them sends it."""
    return min(found, key=lambda claim: (Holds.YES, Holds.UNKNOWN, Holds.NO).index(claim.sent))


@pytest.mark.parametrize("fact", HISTORY, ids=lambda fact: f"{fact['n']}-{fact['answer']}")
def test_an_answer_tells_each_fact(catalog: Catalog, fact: dict[str, Any]) -> None:
    answer = catalog.answers[fact["answer"]]
    assert (answer.key or catalog.owner[answer.id].key) == fact["key"]
    for name, claim in claims(fact):
        if (fact["n"], name) in CORRECTED:
            continue
        line = answer.line(name)
        assert line.holds is best(told(answer.id)[name]).sent, name
        if claim.sent is Holds.YES:
            assert (line.message or answer.message) == (claim.message or answer.message), name
            if not is_later(name, "2.7"):
                assert (line.since, line.until) == (claim.since, claim.until), name


def test_the_answers_that_tell_a_fact_have_its_calls(catalog: Catalog) -> None:
    for number, calls in {fact["n"]: set(fact["calls"]) & set(catalog.calls) for fact in HISTORY}.items():
        sent = [fact for fact in HISTORY if fact["n"] == number and any(c.sent is Holds.YES for _, c in claims(fact))]
        answers = [catalog.answers[fact["answer"]] for fact in sent]
        missing = calls - {name for answer in answers for name in answer.calls}
        if answers and not any(answer.scope for answer in answers):
            assert missing == set(OTHER_CALLS.get(number, ())), number


def test_every_claim_about_an_older_line_is_a_fact(catalog: Catalog) -> None:
    for answer in catalog.answers.values():
        found = told(answer.id)
        for name in catalog.releases if found else ():
            line = answer.line(name)
            if is_later(READ, name) and line.holds is not Holds.UNKNOWN:
                assert name in found, f"nothing in the history tells what {answer.id} does in {name}"
                assert line.holds is best(found[name]).sent, (answer.id, name)


def test_what_is_said_to_be_missing_in_the_history_is_an_answer_and_missing(catalog: Catalog) -> None:
    known = {fact["answer"] for fact in HISTORY}
    own = {answer.id for answer in catalog.answers.values() if answer.speaker == SERVER}
    assert set(NOT_IN_HISTORY) - (own - known) == set()
    assert list(NOT_IN_HISTORY) == sorted(NOT_IN_HISTORY)


def test_the_facts_are_numbered_without_a_gap() -> None:
    numbers = list(dict.fromkeys(fact["n"] for fact in HISTORY))
    assert numbers == list(range(len(numbers)))


def test_corrections_are_needed(catalog: Catalog) -> None:
    for (number, name), why in CORRECTED.items():
        assert why.strip()
        facts = [fact for fact in HISTORY if fact["n"] == number]
        assert any(_differs(catalog.answers[f["answer"]], f, name) for f in facts), (number, name)


def _differs(answer: Answer, fact: dict[str, Any], name: str) -> bool:
    claim = dict(claims(fact)).get(name)
    return claim is not None and claim.sent is not answer.line(name).holds
