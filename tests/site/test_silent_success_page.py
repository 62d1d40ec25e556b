"""The page of what SUCCESS does not tell: anchors, the fix first, and every name found by search."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reference.catalog.silent_success import SilentSuccess
from tests.real import real_catalog

ITEMS = list(real_catalog().silent_successes.values())
NAMES = sorted({name for item in ITEMS for name in (*item.parameters, *item.settings)})
SEPARATOR = r"[^\w*]+"
"""What separates words in the search, as mkdocs.yml says."""


def words_of(text: str) -> set[str]:
    return {word for word in re.split(SEPARATOR, text.lower()) if word}


@pytest.fixture(scope="module")
def tree(site: Path) -> Any:
    """The built page."""
    return html.parse(site / "silent-success" / "index.html").getroot()


@pytest.fixture(scope="module")
def sections(site: Path) -> dict[str, set[str]]:
    """The words of each section of the page in the search index, by anchor."""
    docs = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    own = [doc for doc in docs if doc["location"].startswith("silent-success/#")]
    return {doc["location"].partition("#")[2]: words_of(f"{doc['title']} {doc['text']}") for doc in own}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_has_its_anchor_and_begins_with_the_fix(tree: Any, item: SilentSuccess) -> None:
    [heading] = tree.xpath("//h3[@id=$name]", name=item.id)
    first = heading.getnext().text_content()
    assert first.startswith("Fix: " if item.needs else "No fix: ")


@pytest.mark.parametrize("item", [item for item in ITEMS if item.log], ids=lambda item: item.id)
def test_the_log_line_is_shown_as_it_is(tree: Any, item: SilentSuccess) -> None:
    assert item.log in [code.text_content() for code in tree.xpath("//li/code")]


def test_groups_have_anchors(tree: Any) -> None:
    assert [h.get("id") for h in tree.xpath("//h2")][:-1] == [group.id for group in real_catalog().silent_groups]


@pytest.mark.parametrize("name", NAMES)
def test_a_search_for_a_name_finds_an_item_about_it(sections: dict[str, set[str]], name: str) -> None:
    about = {item.id for item in ITEMS if name in (*item.parameters, *item.settings)}
    assert about <= {anchor for anchor, words in sections.items() if words_of(name) <= words}


@pytest.mark.parametrize("name", sorted(real_catalog().calls))
def test_a_call_links_what_it_ignores(site: Path, name: str) -> None:
    page = html.parse(site / "calls" / name / "index.html").getroot()
    links = page.xpath("//h2[@id='succeeds-but']/following-sibling::ul[1]//a/@href")
    wanted = [item.id for item in ITEMS if name in item.calls]
    assert [link.partition("#")[2] for link in links] == wanted
