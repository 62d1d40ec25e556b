"""On paper, the tools show what they found, and neither what was entered nor what can be pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_page(base_url=base_url)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def is_on_paper_without_controls(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".explain__results")).to_be_visible()
    controls = page.locator("main").locator("textarea, input, button")
    assert [each.evaluate("each => each.outerHTML") for each in controls.all() if each.is_visible()] == []


def test_an_explanation(page: Page) -> None:
    page.goto("")
    page.locator("textarea").fill("<messageKey>checksumError</messageKey>")
    expect(page.locator(".explain__results")).to_contain_text("checksumError")
    is_on_paper_without_controls(page)


def test_a_diagnosis(page: Page) -> None:
    page.goto("tools/checksum-doctor/")
    page.get_by_text("Try an example").click()
    expect(page.locator(".explain__results")).to_contain_text("line break")
    is_on_paper_without_controls(page)


@pytest.mark.parametrize("uri", ["", "tools/checksum-doctor/"])
def test_a_tool_that_was_not_used(page: Page, uri: str) -> None:
    page.goto(uri)
    page.emulate_media(media="print")
    expect(page.locator(".explain")).to_have_text("", use_inner_text=True)
