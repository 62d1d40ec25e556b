"""The real catalog against the two lists of facts: the audit's answers and the source page's entries."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Format, Sent
from tests.real import ROOT

DATA = ROOT / "tests" / "data"
AUDIT: list[dict[str, Any]] = yaml.safe_load((DATA / "audit.yml").read_text(encoding="utf-8"))
DIFFERS: dict[int, dict[str, Any]] = {
    item["n"]: item for item in yaml.safe_load((DATA / "audit_differs.yml").read_text(encoding="utf-8"))
}
SOURCE_PAGE: dict[str, list[dict[str, str]]] = yaml.safe_load((DATA / "source_page.yml").read_text(encoding="utf-8"))

FORMS = {
    Format.XML: "xml",
    Format.XML_PLAIN: "xml",
    Format.XML_LIST: "list",
    Format.REDIRECT: "redirect",
    Format.HTML: "html",
    Format.TEXT: "text",
}


def differences(item: dict[str, Any], answer: Answer, key: str | None) -> set[str]:
    """Names of the fields in which a catalog answer differs from the audit's."""
    ours = {
        "key": key,
        "message": answer.message,
        "literal": answer.literal,
        "status": answer.http_status,
        "returncode": answer.returncode,
        "sent": answer.sent is Sent.SENT,
        "form": FORMS.get(answer.format, "json"),
        "json_on_request": answer.json_on_request,
        "redirect_false": answer.redirect_false,
    }
    theirs = {**dict.fromkeys(ours), "json_on_request": False, "redirect_false": False, **item}
    found = {name for name, value in ours.items() if theirs[name] != value}
    return found if set(item["calls"]) <= set(answer.calls) else found | {"calls"}


@pytest.mark.parametrize("item", AUDIT, ids=lambda item: f"{item['n']}-{item['key']}")
def test_every_audited_answer_is_in_the_catalog(catalog: Catalog, item: dict[str, Any]) -> None:
    found = [differences(item, answer, catalog.owner[answer.id].key) for answer in catalog.answers.values()]
    best = min(found, key=lambda names: (len(names), sorted(names)))
    allowed = set(DIFFERS.get(item["n"], {}).get("fields", ()))
    assert any(names <= allowed for names in found), f"no answer fits; the nearest differs in {sorted(best)}"
    assert not allowed or best, "the exemption in audit_differs.yml is not needed"


def test_exemptions_have_reasons_and_entries() -> None:
    assert all(item["why"].strip() for item in DIFFERS.values())
    assert set(DIFFERS) <= {item["n"] for item in AUDIT}
    assert list(DIFFERS) == sorted(DIFFERS)


@pytest.mark.parametrize(
    ("category", "entry"),
    [(category, entry) for category, entries in SOURCE_PAGE.items() for entry in entries],
    ids=lambda value: value if isinstance(value, str) else value["key"],
)
def test_every_entry_of_the_source_page_stays(catalog: Catalog, category: str, entry: dict[str, str]) -> None:
    error = next((e for e in catalog.errors.values() if e.key == entry["key"]), None)
    assert error is not None, f"{entry['key']} has no entry"
    assert catalog.category_of[error.address].id == category
    texts = {alias.text for alias in error.aliases} | {answer.message for answer in error.answers}
    assert entry["wording"] in texts, "its wording is neither true nor an alias"
