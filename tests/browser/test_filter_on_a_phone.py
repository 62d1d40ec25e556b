"""On a phone, the errors index starts with its rows: what can be picked is folded until it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

HEIGHT = 844


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, viewport={"width": 390, "height": HEIGHT})
    yield context.new_page()
    context.close()


def test_the_first_row_is_on_the_first_screen(phone: Page) -> None:
    phone.goto("errors/")
    expect(phone.locator("form.filter")).to_be_visible()
    row = phone.locator("#reference tbody tr").first.bounding_box()
    assert row is not None
    assert row["y"] < HEIGHT


def test_more_filters_are_a_tap_away_and_fold_again(phone: Page) -> None:
    phone.goto("errors/")
    fold, status = phone.locator(".filter__fold"), phone.locator("form.filter select[name=status]")
    expect(status).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(status).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.click()
    expect(status).to_be_hidden()


def test_what_an_address_picks_is_shown(phone: Page) -> None:
    phone.goto("errors/?status=sent")
    expect(phone.locator("form.filter select[name=status]")).to_be_visible()
    phone.goto("errors/?q=checksum")
    expect(phone.locator("form.filter select[name=status]")).to_be_hidden()
