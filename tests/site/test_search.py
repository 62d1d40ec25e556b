"""The search finds the right page for what people type, says why in its snippets, and is quick and small."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest

from reference.catalog.contents import Catalog
from reference.exports.edition import Edition
from reference.exports.search_index import exact_texts
from tests import search

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js")

FILLER = ("why do I get {} when I call it", "{} in my log since the upgrade")
"""Function words around a text, which must not lead away from it."""

EACH = 3
"""Of all exact texts every third is asked for, for the sake of time."""


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """The search index."""
    found: dict[str, Any] = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return found


def test_the_right_page_is_among_the_first_three(site: Path) -> None:
    wrong, share, longest = search.missed(site)
    assert share >= 0.95, [(answer.question, answer.shown) for answer in wrong]
    assert longest <= 250, "milliseconds, on a busy machine; make bench measures"


def test_an_exact_text_of_one_place_comes_first(catalog: Catalog, site: Path) -> None:
    owners: dict[str, set[str]] = {}
    for _, place, text in exact_texts(catalog, Edition()):
        owners.setdefault(text, set()).add(urldefrag(place).url)
    asked = {
        text: pages for text, pages in owners.items() if text and len(pages) == 1 and not re.search(r"[{<…]", text)
    }
    answers = search.ask(site, sorted(asked)[::EACH])
    wrong = [answer for answer in answers if not asked[answer.question] & set(answer.shown)]
    assert [(answer.question, answer.shown) for answer in wrong] == []


def test_function_words_do_not_lead_away_from_a_key(catalog: Catalog, site: Path) -> None:
    wanted = {
        filler.format(error.key): f"errors/{error.address}/"
        for error in catalog.errors.values()
        if error.key
        for filler in FILLER
    }
    answers = search.ask(site, list(wanted))
    wrong = [(answer.question, answer.shown) for answer in answers if wanted[answer.question] not in answer.shown]
    assert wrong == []


def test_every_exact_text_leads_to_a_place_of_the_index(index: dict[str, Any]) -> None:
    places = {entry["location"] for entry in index["docs"]}
    assert {place for _, place, *_ in index["config"]["exact"]} <= places


def test_sections_are_plain_text_without_listings_badges_and_lists_of_links(index: dict[str, Any]) -> None:
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert [place for place, text in texts.items() if "</p>" in text or "#!/" in text] == []
    assert "sent by 3.0" not in texts["errors/checksumError/"]
    assert not re.search(r" See \w+(, \w+)*\.$", texts["faq/#key-or-text"])


def test_the_index_is_small(site: Path) -> None:
    size = len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 6))
    assert size <= 1024 * sum(1 for _ in site.rglob("*.html"))
