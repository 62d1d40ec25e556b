"""What load balancers and bbb-webhooks answer in the catalog, held against what was read and seen in runs."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bbb_wire.response import JSON_FORMATS, PLACEHOLDER, XML_FORMATS
from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
ROWS: list[dict[str, Any]] = yaml.safe_load((DATA / "balancers.yml").read_text(encoding="utf-8"))
EXEMPT: list[dict[str, Any]] = yaml.safe_load((DATA / "balancers_exempt.yml").read_text(encoding="utf-8"))
NOT_OURS = [row for group in EXEMPT for row in group["rows"]]
ANSWERS = [answer for answer in real_catalog().answers.values() if answer.speaker in real_catalog().programs]


def form_of(answer: Answer) -> str:
    """The form of an answer in the words of the rows."""
    if answer.http_status is not None and 300 <= answer.http_status < 400:
        return "redirect"
    if answer.format in XML_FORMATS:
        return "xml"
    return "json" if answer.format in JSON_FORMATS else str(answer.format)


def says(text: str | None, told: str) -> bool:
    """Whether a text of the catalog stands for one that was read or seen, whatever the dynamic parts are."""
    pattern = "(.+)".join(map(re.escape, PLACEHOLDER.split(text or "")[::2]))
    return re.fullmatch(pattern, re.sub(r"\{\w+\}", "x", told), re.DOTALL) is not None


def has_text(catalog: Catalog, answer: Answer, told: str | None) -> bool:
    """Whether an answer has a text: as message, in its page, or said of a page whose body was not read."""
    if told is None:
        return answer.message is None
    body = re.sub(r"<[^>]*>", "\n", catalog.response(answer.id).body or "")
    texts = [answer.message, *(line for line in body.splitlines() if line.strip())]
    aliases = [alias.text for alias in catalog.owner[answer.id].aliases]
    return any(says(text, told) for text in texts if text) or (answer.message is None and told in aliases)


def fits(catalog: Catalog, row: dict[str, Any], answer: Answer) -> bool:
    """Whether an answer of the catalog is what a row says."""
    entry = catalog.owner[answer.id]
    keys = {entry.key, *(alias.key for alias in entry.aliases if alias.key)}
    status = row.get("status")
    follows = "{status}" in (answer.message or "") and str(status) in row.get("text", "")
    return (
        answer.speaker == row["speaker"]
        and row.get("key") in keys
        and status in (None, answer.http_status, status if follows else None)
        and row["form"] == form_of(answer)
        and row.get("returncode") == answer.returncode
        and has_text(catalog, answer, row.get("text"))
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['speaker']}: {row.get('key')} {row.get('text')}")
def test_what_was_read_or_seen_is_in_the_catalog(catalog: Catalog, row: dict[str, Any]) -> None:
    assert [answer.id for answer in ANSWERS if fits(catalog, row, answer)], "no answer of the catalog says this"


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
def test_what_the_catalog_says_was_read_or_seen(catalog: Catalog, answer: Answer) -> None:
    assert [row for row in ROWS if fits(catalog, row, answer)], "neither the source nor a run has this answer"


@pytest.mark.parametrize("row", NOT_OURS, ids=str)
def test_an_exemption_is_needed(catalog: Catalog, row: dict[str, Any]) -> None:
    assert [answer.id for answer in ANSWERS if fits(catalog, row, answer)] == []


def test_exemptions_have_reasons_and_nothing_is_there_twice() -> None:
    assert all(group["why"].strip() and group["rows"] for group in EXEMPT)
    everything = [*ROWS, *NOT_OURS]
    assert [row for number, row in enumerate(everything) if row in everything[:number]] == []
