"""The matrix of keys and release lines in a real browser: its filter, its state in the address, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from reference.catalog.answer import SERVER
from reference.catalog.contents import Catalog
from reference.pages import release_lines

ROWS = "#matrix tbody tr:visible"


def keys(catalog: Catalog, line: str, *holds: str) -> list[str]:
    """The keys in the matrix for which a line says this, sorted as there."""
    shown = [e for e in catalog.errors.values() if e.key and any(a.sendable and a.speaker == SERVER for a in e.answers)]
    found = [e.name for e in shown if release_lines.extent(catalog, e.answers)[line] in holds]
    return sorted(found, key=str.lower)


def test_the_filter_by_line_shows_what_the_line_does(catalog: Catalog, page: Page) -> None:
    page.goto("releases/")
    form = page.locator("#matrix form")
    for line in catalog.releases:
        form.locator("select[name=line]").select_option(line)
        for choice, holds in (("", ("yes", "part")), ("no", ("no",)), ("unknown", ("unknown",))):
            form.locator("select[name=sent]").select_option(choice)
            assert page.locator(f"{ROWS} th").all_inner_texts() == keys(catalog, line, *holds), (line, choice)
            expect(form.locator(".filter__count")).to_contain_text(f"{len(keys(catalog, line, *holds))} of ")


def test_the_state_of_the_matrix_is_in_the_address(page: Page, base_url: str) -> None:
    page.goto("releases/")
    page.locator("#matrix input").fill("checksum")
    page.locator("#matrix select[name=line]").select_option("3.0")
    expect(page).to_have_url(f"{base_url}releases/?key=checksum&line=3.0")
    page.reload()
    expect(page.locator("#matrix input")).to_have_value("checksum")
    expect(page.locator("#matrix select[name=line]")).to_have_value("3.0")
    expect(page.locator(f"{ROWS} th").filter(has_text="checksumError")).to_be_visible()
    assert all("checksum" in (row.get_attribute("data-text") or "").lower() for row in page.locator(ROWS).all())
    page.locator("#matrix button[type=reset]").click()
    expect(page).to_have_url(f"{base_url}releases/")


def test_a_pasted_response_finds_its_key_and_a_signed_url_stays_out(page: Page, base_url: str) -> None:
    page.goto("releases/")
    field = page.locator("#matrix input")
    field.fill("<response><returncode>FAILED</returncode><messageKey>notFound</messageKey></response>")
    expect(field).to_have_value("notFound")
    field.fill("join?checksum=0123456789")
    expect(page).to_have_url(f"{base_url}releases/")
    expect(page.locator("#matrix .filter__none")).to_be_visible()


def test_the_matrix_is_complete_without_scripts(browser: Browser, base_url: str, catalog: Catalog) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto("releases/")
    rows = [e for e in catalog.errors.values() if e.key and any(a.sendable and a.speaker == SERVER for a in e.answers)]
    expect(page.locator(ROWS)).to_have_count(len(rows))
    context.close()


@pytest.mark.parametrize("width", [360, 800])
def test_the_keys_stay_in_view_while_the_lines_are_scrolled(browser: Browser, base_url: str, width: int) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto("releases/")
    box, key = page.locator("#matrix .table-wrap"), page.locator("#matrix tbody th").first
    before = key.bounding_box()
    box.evaluate("(box) => { box.scrollLeft = 1000 }")
    assert key.bounding_box() == before
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    last = page.locator("#matrix tbody tr").first.locator("td").last.bounding_box()
    assert before
    assert last
    assert last["x"] >= before["x"] + before["width"] - 1
    assert last["x"] + last["width"] <= width
    context.close()


def test_a_phone_shows_all_lines_and_their_words_are_still_read(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto("releases/")
    row = page.locator("#matrix tbody tr").first
    last = row.locator("td").last.bounding_box()
    assert last
    assert last["x"] + last["width"] <= 360
    expect(row).to_match_aria_snapshot("- row:\n  - rowheader\n  - cell /^(yes|no|in part|unknown)$/")
    context.close()
