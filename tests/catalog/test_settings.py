"""The settings of the server in the catalog against the list of those that were read, in both directions."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from reference.catalog.contents import Catalog
from reference.catalog.server_settings import ServerSetting
from reference.pages.server_settings import calls_of
from tests.real import ROOT, real_catalog

DATA = ROOT / "tests" / "data"
READ: dict[str, str | None] = {
    item["name"]: item["default"] for item in yaml.safe_load((DATA / "server_settings.yml").read_text(encoding="utf-8"))
}
DIFFERS: list[dict[str, Any]] = yaml.safe_load((DATA / "server_settings_differs.yml").read_text(encoding="utf-8"))
EXEMPT = {item["name"]: item["why"] for item in DIFFERS}
SETTINGS = {each.name: each for each in real_catalog().settings.settings}


@pytest.mark.parametrize("name", sorted(READ.keys() | SETTINGS.keys()))
def test_every_setting_that_was_read_is_in_the_catalog_and_back(name: str) -> None:
    same = name in READ and name in SETTINGS and SETTINGS[name].default == READ[name]
    assert same or name in EXEMPT
    assert not same or name not in EXEMPT, "the exemption in server_settings_differs.yml is not needed"


def test_exemptions_have_reasons() -> None:
    assert all(item["why"].strip() for item in DIFFERS)
    assert EXEMPT.keys() <= SETTINGS.keys() | READ.keys()


@pytest.mark.parametrize("each", SETTINGS.values(), ids=lambda each: each.name)
def test_what_follows_is_not_written_down(catalog: Catalog, each: ServerSetting) -> None:
    said = {catalog.owner[answer.id].address for answer in catalog.answers_of_setting[each.id]}
    assert not said & set(each.errors), "the entry says so itself"
    called = {call for answer in catalog.answers_of_setting[each.id] for call in answer.calls}
    assert not called & set(each.calls), "the calls follow from the entries"


@pytest.mark.parametrize("each", SETTINGS.values(), ids=lambda each: each.name)
def test_every_setting_touches_something(catalog: Catalog, each: ServerSetting) -> None:
    assert catalog.errors_of_setting[each.id] or calls_of(catalog, each) or each.causes
