"""What calls accept with SUCCESS and ignore, held against the list of what was read, in both directions."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from reference.catalog.silent_success import SilentSuccess
from reference.catalog.vocabulary import Certainty
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
READ: dict[str, dict[str, Any]] = {
    row["id"]: row for row in yaml.safe_load((DATA / "silent_success.yml").read_text(encoding="utf-8"))
}
DIFFERS: list[dict[str, str]] = yaml.safe_load((DATA / "silent_success_differs.yml").read_text(encoding="utf-8"))
EXEMPT = {(row["id"], row["field"]): row["why"] for row in DIFFERS}
ITEMS = real_catalog().silent_successes

SURE = {"read in source": Certainty.SOURCE, "docs": Certainty.DOCUMENTED, "provoked": Certainty.OBSERVED}
"""How sure the list is, in the words of the catalog; what it refers elsewhere was read in the source too."""

CALLS = {"all": set(), "insertDocument": {"insertDocument"}, "hooks/create": {"hooks-create"}}


def calls_of(row: dict[str, Any]) -> set[str]:
    """The calls that a row names, as the catalog calls them."""
    named = re.sub(r" \([^()]*\)", "", row["call"]).split(", ")
    return set().union(*(CALLS.get(name, {name}) for name in named))


def spelled(text: str | None) -> str:
    """A log line whose dynamic parts have no names."""
    return re.sub(r"\{\w+\}", "{}", text or "")


def differences(row: dict[str, Any], item: SilentSuccess | None) -> dict[str, bool]:
    """For each field that the catalog carries over, whether it differs from the list."""
    if item is None:
        return {"item": True}
    names = f"{item.given} {item.happens} {' '.join([*item.parameters, *item.settings])}"
    words = re.findall(r"\b[a-z]+[A-Z]\w+", row["gives"])
    return {
        "item": False,
        "calls": not calls_of(row) <= set(item.calls) if item.calls else bool(calls_of(row)),
        "log": "log_line" in row and spelled(row["log_line"]) != spelled(item.log),
        "default": "default" in row and (item.default or "") not in row["default"],
        "since": "since" in row and re.findall(r"\d[\d.]*\d", row["since"])[0] not in (item.since or ""),
        "certainty": SURE.get(row["sure"], Certainty.SOURCE) is not item.certainty,
        "needs": row["needs"] and item.needs is None,
        "names": not all(word.removesuffix("s") in names for word in words),
    }


FIELDS = [
    pytest.param(name, field, id=f"{name}-{field}")
    for name, row in READ.items()
    for field in differences(row, ITEMS.get(name))
]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_what_was_read_is_in_the_catalog(name: str, field: str) -> None:
    differs = differences(READ[name], ITEMS.get(name))[field]
    assert not differs or (name, field) in EXEMPT, f"{READ[name]}\n{ITEMS.get(name)}"
    assert differs or (name, field) not in EXEMPT, "the exemption in silent_success_differs.yml is not needed"


@pytest.mark.parametrize("name", sorted(ITEMS))
def test_what_the_catalog_says_was_read(name: str) -> None:
    assert (name in READ) is ((name, "added") not in EXEMPT)


def test_exemptions_have_reasons_and_are_about_something() -> None:
    known = {param.values for param in FIELDS} | {(name, "added") for name in ITEMS}
    assert EXEMPT.keys() <= known
    assert all(why.strip() for why in EXEMPT.values())
    assert len(EXEMPT) == len(DIFFERS)


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.id)
def test_names_stand_in_the_words_or_alone(item: SilentSuccess) -> None:
    """A name that the words spell as code is among the names that search and tools find."""
    known = {*item.parameters, *item.settings}
    for text in (item.given, item.needs or ""):
        for name in re.findall(r"`([a-z]+[A-Z]\w*)(?:=[^`]*)?`", text):
            assert name in known, f"`{name}` is not among `parameters` and `settings`"
