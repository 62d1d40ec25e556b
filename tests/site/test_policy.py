"""The Content-Security-Policy: on every page, strict, kept by what the pages hold, and in force in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from theme_contract import contract

THEME = contract()
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'none'",
    "base-uri": "'none'",
}


def test_every_page_states_the_policy_before_anything_is_loaded(site: Path) -> None:
    for path in site.rglob("*.html"):
        tree = html.parse(path).getroot()
        if tree.xpath("//meta[@http-equiv='refresh']"):
            assert not tree.xpath("//script | //link[@rel='stylesheet']"), path
            continue
        [meta] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
        stated = dict(part.strip().split(" ", 1) for part in meta.get("content").split(";"))
        assert stated == STRICT, path
        assert not meta.xpath("preceding::script | preceding::link[@rel='stylesheet' or @rel='modulepreload']"), path


def test_no_page_holds_scripts_or_styles_in_its_text(site: Path) -> None:
    for path in site.rglob("*.html"):
        tree = html.parse(path).getroot()
        assert not tree.xpath("//script[not(@src)][not(@type='application/json')] | //style"), path
        assert not tree.xpath("//*[@style] | //*[@*[starts-with(name(), 'on')]]"), path
        assert not tree.xpath("//a[starts-with(@href, 'javascript:')]"), path


@pytest.mark.parametrize(
    ("directive", "deed"),
    [
        ("script-src-elem", "s => { const x = document.createElement('script'); x.textContent = '1'; s.append(x) }"),
        ("script-src-attr", "s => s.setAttribute('onclick', '1')"),
        ("style-src-attr", "s => s.setAttribute('style', 'color: red')"),
        ("connect-src", "() => fetch('https://other.example/').catch(() => {})"),
        ("img-src", "s => { const x = new Image(); x.src = 'https://other.example/x.png' }"),
        ("form-action", "s => { const x = document.createElement('form'); x.action = '.'; s.append(x); x.submit() }"),
    ],
)
def test_the_browser_enforces_it(browser: Browser, base_url: str, directive: str, deed: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto("./")
    found = page.evaluate(
        f"""() => new Promise((resolve) => {{
            document.addEventListener("securitypolicyviolation", (e) => resolve(e.effectiveDirective));
            setTimeout(() => resolve("nothing was refused"), 2000);
            ({deed})(document.body);
        }})"""
    )
    page.close()
    assert found == directive


def test_the_choice_of_dark_mode_lasts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, color_scheme="light")
    page = context.new_page()
    page.goto("errors/")
    page.locator(THEME["schemeButton"] + ":visible").click()
    assert page.locator("body").get_attribute(THEME["scheme"]) == THEME["darkScheme"]
    page.goto("errors/checksumError/")
    assert page.locator("body").get_attribute(THEME["scheme"]) == THEME["darkScheme"]
    context.close()


def test_the_choice_of_dark_mode_reaches_other_tabs(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, color_scheme="light")
    one, other = context.new_page(), context.new_page()
    one.goto("errors/")
    other.goto("faq/")
    one.get_by_title("Switch to dark mode").click()
    expect(other.locator("body")).to_have_attribute(THEME["scheme"], THEME["darkScheme"])
    expect(other.get_by_title("Switch to light mode")).to_be_visible()
    assert [radio.get_attribute("aria-label") for radio in one.get_by_role("radio", checked=True).all()] == ["Dark"]
    context.close()
