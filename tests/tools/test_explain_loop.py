"""The closed loop: what the site prints as a response, and every sign of the catalog, is explained by its own page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bbb_errors.matcher import Matcher, Report
from bbb_errors.patterns import PATTERNS
from bbb_wire.rules import rules
from reference.catalog.contents import Catalog
from reference.pages.views import answer_forms


def filled(text: str) -> str:
    return PATTERNS["placeholder"].sub("something-7", text)


def offered(report: Report) -> list[str]:
    return [*report.findings, *report.candidates]


def test_every_block_that_the_site_prints_leads_to_its_own_page(catalog: Catalog, matcher: Matcher) -> None:
    wrong = [
        (error.address, wire.text, offered(report))
        for error in catalog.errors.values()
        for answer in error.shown
        for wire in answer_forms(catalog, answer)
        if wire.text.strip() and error.address not in offered(report := matcher.explain(wire.text))
    ]
    assert not wrong, wrong


def test_every_line_of_a_log_and_text_of_the_client_is_told(signs: dict[str, Any], matcher: Matcher) -> None:
    wrong = []
    for sign in signs["signs"]:
        report = matcher.explain(filled(sign["text"]))
        told = sign["text"].rstrip(".") in [each["text"].rstrip(".") for each in report.signs]
        led = set(sign["entries"]) & set(offered(report)) or not sign["entries"]
        if not (told and led) and not (report.findings and led):
            wrong.append((sign["text"], report.kind, offered(report)))
    assert not wrong, wrong


def test_every_headline_names_who_wrote_it(signs: dict[str, Any], matcher: Matcher) -> None:
    said = [matcher.explain(f"bbb-web: {filled(sign['text'])}").head for sign in signs["signs"]]
    assert [head for head in said if re.search(r"\{| [.:,]|[:,]\.", head)] == []


def test_every_text_of_a_library_leads_to_its_cause_and_none_to_another_for_sure(
    catalog: Catalog, matcher: Matcher
) -> None:
    wrong, first, count = [], 0, 0
    for cause in catalog.client_causes.values():
        for text in cause.texts:
            report = matcher.explain(filled(text.text))
            count += 1
            if report.findings and not set(report.findings) & set(cause.errors):
                wrong.append((cause.id, text.text, list(report.findings)))
            first += bool(offered(report)[:1]) and offered(report)[0] in cause.errors
    assert not wrong, wrong
    assert first / count >= 0.9


def test_every_marker_leads_to_its_cause(signs: dict[str, Any], matcher: Matcher) -> None:
    wrong = []
    for marker in signs["markers"]:
        entries = {entry for cause in marker["causes"] for entry in signs["causes"][cause]["entries"]}
        report = matcher.explain(f"SomeTool 1.2: {marker['text']} 3 (x)")
        if not entries & set(offered(report)):
            wrong.append((marker["text"], offered(report)))
    assert not wrong, wrong


@pytest.mark.parametrize("spelling", ["HTTP/1.1 {}", "status_code={}", "Response code was {}", "failed [{}]", "{}"])
def test_every_status_is_known_in_every_spelling(signs: dict[str, Any], matcher: Matcher, spelling: str) -> None:
    wrong = [
        (status, offered(report))
        for status, entries in signs["statuses"].items()
        if offered(report := matcher.explain(spelling.format(status)))[:1] != entries[:1]
    ]
    assert not wrong, wrong


def test_a_description_that_no_server_sends_finds_nothing(signs: dict[str, Any], matcher: Matcher) -> None:
    described = [each for each in signs["aliases"] if not each["wire"]]
    assert described
    for each in described:
        report = matcher.explain(filled(each["text"]))
        real = [fit.owner for fit in matcher.catalog.wordings_of(filled(each["text"]))]
        assert set(report.findings) <= {owner.entry for owner in real}, each
        assert real or each["entry"] in offered(report), (each, offered(report))


@pytest.mark.parametrize("address", rules()["addresses"], ids=lambda each: each["id"])
def test_what_an_address_proves_is_in_the_catalog(address: dict[str, Any], signs: dict[str, Any]) -> None:
    entries = [signs["entries"][entry] for entry in address["entries"]]
    if piece := address.get("cause"):
        fitting = [each for each in entries[0]["causes"] if piece in each["cause"]]
        assert len(fitting) == 1, (piece, fitting)


def test_the_rules_name_only_what_is_there(signs: dict[str, Any]) -> None:
    assert rules()["client"]["of_status"] in signs["causes"]
    assert {cause for shape in rules()["client"]["shapes"] for cause in shape["causes"]} <= set(signs["causes"])
    assert set(rules()["client"]["weak"]) <= {marker["text"] for marker in signs["markers"]}
    seen = {each["seen"] for each in signs["aliases"]}
    assert set(rules()["wordings"]["paraphrases"]) <= seen


SECTIONS = ("patterns", "patterns_any_case")
ODD = re.compile(r"(?<!\\)\.(?![*+?]?\])|\\s|\\Z|\\A|\(\?P|\(\?[aimsux]")
"""What JavaScript and Python read differently."""


def test_the_patterns_are_read_alike_by_both_languages() -> None:
    known = [text for section in SECTIONS for text in rules()[section].values()]
    known += [*rules()["tokens"]["patterns"], *rules()["statuses"]["patterns"]]
    shapes = (*rules()["addresses"], *rules()["client"]["shapes"], *rules()["statuses"]["logged"])
    known += [each["pattern"] for each in shapes]
    bare = [(text, re.sub(r"\[(?:\\.|[^\]\\])*\]", "", text)) for text in known]
    assert not [text for text, outside in bare if ODD.search(outside) or "$" in outside or "^" in outside]
