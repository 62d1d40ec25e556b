"""What a screen reader reads, in its order, and where the Tab key leads, on the pages that most readers see."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

PAGES = ("", "errors/checksumError/", "tools/checksum-doctor/")
LANDMARKS = ['link "Skip to content"', "banner", 'navigation "Sections"', "main", "contentinfo"]
TOP = re.compile(r"^- ([a-z]+(?: \"[^\"]*\")?)", re.MULTILINE)
HEADING = re.compile(r'- heading "(.+?)" \[level=(\d)\]')
STOPS = 40
"""How many times Tab is pressed; from there on, it goes as it went."""
FOCUSED = """() => {
    const element = document.activeElement;
    const label = element.closest(".tabbed-set") ? element.labels?.[0] : element.nextElementSibling; // is its button
    const shown = element.type === "radio" ? label : element;
    const box = shown.getBoundingClientRect();
    const seen = shown.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
    return { text: element.textContent.trim(), place: element.outerHTML.slice(0, 80), seen };
}"""


@pytest.mark.parametrize("address", PAGES)
def test_landmarks_and_headings_come_in_order(page: Page, address: str) -> None:
    page.goto(address or "./", wait_until="load")
    read = page.locator("body").aria_snapshot()
    assert TOP.findall(read) == LANDMARKS
    headings = HEADING.findall(read)
    levels = [int(level) for _, level in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), headings
    names = [name for name, _ in headings]
    assert "¶" not in "".join(names)


@pytest.mark.parametrize("address", PAGES)
def test_the_tab_key_leads_to_what_is_seen(page: Page, address: str) -> None:
    page.goto(address or "./", wait_until="load")
    stops: list[dict[str, Any]] = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
    assert stops[0]["text"] == "Skip to content"
    assert [stop["place"] for stop in stops if not stop["seen"]] == []
