"""The tabs of languages: the reader's choice is kept, the keyboard is enough, and without scripts all are shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from reference.pages.in_languages.programs import RENDERERS, TITLES
from reference.pages.in_languages.scenes import scene
from tests.real import real_catalog

PAGES = [error.address for error in real_catalog().errors.values() if scene(real_catalog(), error)][:2]
"""Two pages with tabs of languages."""
NAMES = [TITLES[suffix] for suffix in RENDERERS]
LABELS = "article .tabbed-labels label"
SHOWN = "article .tabbed-set:has(label:has-text('{name}')) > .tabbed-content > .tabbed-block:visible"


def tab(page: Page, name: str) -> Locator:
    """The radio button of a language in the first set of tabs that has it."""
    return page.get_by_role("radio", name=name, exact=True).first


def shown(page: Page, name: str) -> Locator:
    """What is in view of the first set of tabs that has a language."""
    return page.locator(SHOWN.format(name=name)).first


@pytest.mark.parametrize("name", NAMES)
def test_each_language_is_a_tab(page: Page, name: str) -> None:
    page.goto(f"errors/{PAGES[0]}/")
    page.locator(LABELS).get_by_text(name, exact=True).first.click()
    expect(tab(page, name)).to_be_checked()
    expect(shown(page, name)).to_have_count(1)


def test_the_choice_is_kept_on_other_pages_and_nowhere_else_than_in_storage(page: Page) -> None:
    page.goto(f"errors/{PAGES[0]}/")
    expect(tab(page, NAMES[0])).to_be_checked()
    page.locator(LABELS).get_by_text("PHP", exact=True).first.click()
    page.goto(f"errors/{PAGES[1]}/")
    expect(tab(page, "PHP")).to_be_checked()
    expect(shown(page, "PHP")).to_contain_text("<?php")
    assert page.context.cookies() == []


def test_the_keyboard_chooses_a_language(page: Page) -> None:
    page.goto(f"errors/{PAGES[0]}/")
    tab(page, NAMES[0]).focus()
    page.keyboard.press("ArrowRight")
    expect(tab(page, NAMES[1])).to_be_checked()
    expect(tab(page, NAMES[1])).to_be_focused()
    page.goto(f"errors/{PAGES[1]}/")
    expect(tab(page, NAMES[1])).to_be_checked()


def test_a_screen_reader_hears_what_the_tabs_are_for(page: Page) -> None:
    page.goto(f"errors/{PAGES[0]}/")
    group = page.get_by_role("group", name="Provoke it")
    expect(group.get_by_role("radio")).to_have_count(len(NAMES))


def test_an_address_that_names_a_tab_wins_over_the_choice(page: Page) -> None:
    page.goto(f"errors/{PAGES[0]}/")
    page.locator(LABELS).get_by_text("PHP", exact=True).first.click()
    target = tab(page, NAMES[1]).get_attribute("id")
    page.goto("about:blank")
    page.goto(f"errors/{PAGES[0]}/#{target}")
    expect(tab(page, NAMES[1])).to_be_checked()


def test_without_scripts_all_are_shown_with_their_names(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"errors/{PAGES[0]}/")
    blocks = page.locator("#provoke-it + .tabbed-set > .tabbed-content > .tabbed-block > .highlight:visible").all()
    labels = [block.evaluate("block => getComputedStyle(block, '::before').content") for block in blocks]
    context.close()
    assert labels == [f'"{name}"' for name in NAMES]


def test_the_choice_is_kept_in_the_offline_copy(offline_page: Page) -> None:
    offline_page.goto(f"errors/{PAGES[0]}.html")
    offline_page.locator(LABELS).get_by_text("PHP", exact=True).first.click()
    expect(shown(offline_page, "PHP")).to_contain_text("<?php")
    offline_page.goto(f"errors/{PAGES[1]}.html")
    expect(tab(offline_page, "PHP")).to_be_checked()
