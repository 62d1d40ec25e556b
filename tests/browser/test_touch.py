"""On a phone, whatever can be tapped is 44 px high and wide at least, except for links within a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reference.catalog.contents import Catalog
from tests.audit import pages

MISSED = Path(__file__).with_name("targets.js").read_text(encoding="utf-8")
SHRINK = """(rule) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def test_a_finger_hits_every_target(phone: Page, catalog: Catalog, site: Path) -> None:
    found: list[str] = []
    for visit in pages.of(catalog, site).values():
        phone.goto(visit.address or "./")
        visit.deed(phone)
        found += [f"{visit.address}: {missed}" for missed in phone.evaluate(MISSED)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("element", ["a", "summary"])
def test_a_small_target_would_be_found(phone: Page, element: str) -> None:
    phone.goto("errors/checksumError/")
    phone.evaluate(SHRINK, f"{element} {{ min-height: 0 !important; padding: 0 !important }}")
    assert phone.evaluate(MISSED)
