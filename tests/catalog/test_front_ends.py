"""The front ends of the real catalog against the list of sentences that were read, in both directions."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from reference.catalog.contents import Catalog
from reference.pages.links import sentence_anchor
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
READ: list[dict[str, Any]] = yaml.safe_load((DATA / "front_ends.yml").read_text(encoding="utf-8"))
DIFFERS: list[dict[str, Any]] = yaml.safe_load((DATA / "front_ends_differs.yml").read_text(encoding="utf-8"))

Shown = tuple[str, str]
"""A front end, and its sentence with nameless placeholders; an empty text for silence."""


def shown(front_end: str, sentence: str | None) -> Shown:
    return front_end, re.sub(r"\{[^{}]*\}", "{}", sentence or "")


EXPECTED = Counter(shown(item["front_end"], item["sentence"]) for item in READ)
EXEMPT = {shown(item["front_end"], item["sentence"]): item["why"] for item in DIFFERS}


def in_catalog(catalog: Catalog) -> Counter[Shown]:
    return Counter(shown(each.id, item.text) for each in catalog.front_ends.values() for item in each.sentences)


@pytest.mark.parametrize("one", sorted(EXPECTED.keys() | in_catalog(real_catalog()).keys()), ids=" - ".join)
def test_every_sentence_that_was_read_is_in_the_catalog_and_back(catalog: Catalog, one: Shown) -> None:
    """As often as situations in which it is shown: one sentence may have several."""
    same = in_catalog(catalog)[one] == EXPECTED[one]
    assert same or one in EXEMPT, f"read {EXPECTED[one]} times, in the catalog {in_catalog(catalog)[one]} times"
    assert not same or one not in EXEMPT, "the exemption in front_ends_differs.yml is not needed"


def test_exemptions_have_reasons_and_are_about_something(catalog: Catalog) -> None:
    assert all(item["why"].strip() for item in DIFFERS)
    assert EXEMPT.keys() <= EXPECTED.keys() | in_catalog(catalog).keys()
    assert len(EXEMPT) == len(DIFFERS)


def test_anchors_tell_sentences_apart(catalog: Catalog) -> None:
    for each in catalog.front_ends.values():
        texts: dict[str, set[str]] = {}
        for sentence in each.sentences:
            texts.setdefault(sentence_anchor(sentence), set()).add(sentence.text or sentence.when)
        assert [names for names in texts.values() if len(names) > 1] == []
