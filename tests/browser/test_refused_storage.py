"""A browser that refuses storage, or whose storage is full or holds junk: everything works, and nothing is thrown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from theme_contract import contract

THEME = contract()
KEYS = [THEME["tabs"], THEME["palette"]]
REFUSE = "() => { throw new DOMException('no', 'SecurityError') }"
STATES = {
    "all cookies are blocked": f"Object.defineProperty(window, 'localStorage', {{ get: {REFUSE} }})",
    "nothing can be read or written": f"Storage.prototype.getItem = Storage.prototype.setItem = {REFUSE}",
    "it is full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    "it holds junk": f"for (const key of {KEYS}) localStorage.setItem(`/.${{key}}`, '{{')",
}


@pytest.fixture(params=STATES.values(), ids=list(STATES))
def page(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(base_url=base_url, color_scheme="light")
    context.add_init_script(request.param)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.on("console", lambda message: thrown.append(message.text))
    yield page
    context.close()
    assert thrown == []


def test_everything_works_without_storage(page: Page) -> None:
    page.goto("errors/checksumError/")
    page.get_by_text("PHP", exact=True).first.click()
    expect(page.locator(".language-php").first).to_be_visible()
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute(THEME["scheme"], THEME["darkScheme"])
    page.goto("tools/checksum-doctor/")
    page.get_by_text("Try an example").click()
    expect(page.locator("main")).to_contain_text("The checksum is")
    page.goto("")
    page.locator("textarea").fill("<messageKey>checksumError</messageKey>")
    expect(page.locator("main").get_by_role("link", name="checksumError").first).to_be_visible()
