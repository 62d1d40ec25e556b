"""Runs axe, with all its rules, over every page type in a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.pages import Visit
from theme_contract import contract

SCHEMES = {"light": "default", "dark": contract()["darkScheme"]}
"""What the reader prefers, and the theme's name for it."""
WAYS = (("dark", 360), ("dark", 1280), ("light", 360), ("light", 1280))
"""Scheme and width of the window. `make test` takes the first, the quick audit the last, so that .ci/run sees both of
each; the whole audit takes all."""

# Nothing is said about rules here, so all run that axe has on: every level of WCAG 2 up to AA, and best practices.
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"


def packaged() -> str:
    """The text of axe as the Python package carries it."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def look(
    browser: Browser, base_url: str, visits: Iterable[Visit], scheme: str, width: int, script: str
) -> Iterator[str]:
    """Visit pages in a color scheme and width; yield one line for each element at fault.

    The browser itself puts `script`, the text of axe, into each document. That is no script of the page, so the
    site's Content-Security-Policy stays in force.
    """
    context = browser.new_context(
        base_url=base_url,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        viewport={"width": width, "height": 800},
    )
    context.add_init_script(script)
    page = context.new_page()
    for visit in visits:
        address = visit.address or "./"
        page.goto(address)
        visit.deed(page)
        worn = page.locator("body").get_attribute(contract()["scheme"])
        if worn != SCHEMES[scheme]:
            yield f"{address}: the page is {worn}, not {scheme}"
        yield from (f"{address} {scheme} {width}: {fault}" for fault in faults(page))
    context.close()


def faults(page: Page) -> Iterator[str]:
    """What axe finds in a page as it is now: rule, element, what is wrong."""
    violations: list[dict[str, Any]] = page.evaluate(RUN)
    for violation in violations:
        for node in violation["nodes"]:
            summary = " ".join(node["failureSummary"].split())
            yield f"{violation['id']}: {' '.join(map(str, node['target']))}: {summary}"
