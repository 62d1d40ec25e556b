"""What users read after a join, in the catalog, against the list of texts that were read, in both directions."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from reference.catalog.contents import Catalog
from tests.real import ROOT, real_catalog

READ: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/join_texts.yml").read_text(encoding="utf-8"))

Shown = tuple[object, ...]
"""Text, older text, number, key, and the first and last release line."""

FIELDS = ("text", "number", "key", "line", "to")
EXPECTED: Counter[Shown] = Counter((item.get("older"), *(item.get(name) for name in FIELDS)) for item in READ)


def in_catalog(catalog: Catalog) -> Counter[Shown]:
    texts = catalog.after_join.texts
    return Counter((next(iter(text.older), None), *(getattr(text, name) for name in FIELDS)) for text in texts)


@pytest.mark.parametrize(
    "one",
    sorted(EXPECTED.keys() | in_catalog(real_catalog()).keys(), key=str),
    ids=lambda one: " ".join(str(part) for part in one if part),
)
def test_every_text_that_was_read_is_in_the_catalog_and_back(catalog: Catalog, one: Shown) -> None:
    assert in_catalog(catalog)[one] == EXPECTED[one]


def test_every_cause_can_be_found(catalog: Catalog) -> None:
    """By a text that users see, by a line of the log, or by an entry."""
    named = {cause for text in catalog.after_join.texts for cause in text.causes}
    named |= {cause for line in catalog.log_lines.values() for cause in line.causes}
    lost = [cause.id for cause in catalog.after_join.causes if cause.id not in named and not cause.errors]
    assert lost == []


def test_anchors_of_texts_and_causes_differ(catalog: Catalog) -> None:
    ids = [each.id for each in catalog.after_join.causes] + [each.id for each in catalog.after_join.texts]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
