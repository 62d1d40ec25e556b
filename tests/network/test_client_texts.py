"""HTTP libraries and parsers say what the catalog says that they say."""

from __future__ import annotations

import pytest

from tests.network.comparing import Seen, in_general, listed, seen, shown
from tests.network.known import same
from tests.network.running import LANGUAGES, Observed
from tests.network.situations import Network
from tests.real import real_catalog

NOT_PROVOKED = {
    "browser-fetch": "a script in a browser; test_in_chromium.py provokes it",
    "jwt": "a warning of a library for tokens, without a network; test_tokens.py provokes it",
}
"""Causes that no situation here stands for."""

DEPENDS_ON_LOAD = {"time-out"}
"""Causes of which a tool has several texts, and time decides which one comes."""

TOOLS = [(language, tool) for language, each in LANGUAGES.items() for tool in each.tools]


@pytest.fixture(scope="session")
def said(observed: dict[str, Observed], network: Network) -> list[Seen]:
    """All that was said."""
    return list(seen(observed, network))


@pytest.mark.parametrize(("language", "tool"), TOOLS, ids=[tool for _, tool in TOOLS])
def test_what_a_tool_says_leads_to_the_cause(language: str, tool: str, said: list[Seen]) -> None:
    texts = [each for each in said if each.tool == tool]
    if not texts:
        pytest.skip(f"no {tool} on this machine; install {LANGUAGES[language].package}")
    assert [(each.cause, each.when, each.text) for each in texts if not each.explained] == []


def test_every_tool_is_asked_for(said: list[Seen]) -> None:
    assert {each.tool for each in said} <= {tool for _, tool in TOOLS}


def test_every_cause_is_provoked(network: Network) -> None:
    provoked = {each.cause for each in network.situations}
    assert real_catalog().client_causes.keys() - provoked == NOT_PROVOKED.keys()


def test_listed_texts_are_not_in_the_catalog() -> None:
    assert [row for row in listed() if row.known] == []


def test_listed_texts_of_these_versions_are_still_said(said: list[Seen]) -> None:
    here = {(each.tool, each.version) for each in said}
    rows = [row for row in listed() if (row.tool, row.version) in here and row.cause not in DEPENDS_ON_LOAD]
    gone = [
        row
        for row in rows
        if not any((x.tool, x.cause) == (row.tool, row.cause) and same(x.text, row.text) for x in said)
    ]
    assert gone == []


def test_one_of_the_texts_that_were_observed_in_this_version_is_said(said: list[Seen]) -> None:
    """In the same situation, in the words of the catalog; there may be more texts, such as for another address."""
    gone = []
    for each in said:
        rows = [row for row in shown() if (row.tool, row.cause) == (each.tool, each.cause)]
        rows = [row for row in rows if each.version in row.version and each.when in row.when.split("; ")]
        if rows and each.cause not in DEPENDS_ON_LOAD and not any(same(each.text, row.text) for row in rows):
            gone.append((each, [row.text for row in rows]))
    assert [pair for pair in gone if not pair[0].known] == []


def test_generalized_texts_match_what_was_said(said: list[Seen]) -> None:
    assert [each.text for each in said if not same(each.text, in_general(each.text))] == []
