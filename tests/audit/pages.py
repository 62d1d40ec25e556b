"""Which pages are looked at: one of each type that the site has, and those that change before the reader's eyes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from reference.catalog.contents import Catalog
from theme_contract import contract


def _nothing(_: Page) -> None:
    """Look at the page as it is loaded."""


@dataclass(frozen=True)
class Visit:
    """A page, and what is done there before it is looked at."""

    address: str
    """Below the site's root."""
    deed: Callable[[Page], None] = _nothing
    speed: bool = False
    """Lighthouse measures this one, too."""


def _search_results(page: Page) -> None:
    page.locator(contract()["searchLink"]).first.wait_for()


def _filtered(page: Page) -> None:
    page.locator(".filter__count").wait_for()


def _all_open(page: Page, of: str = "details") -> None:
    page.evaluate("(of) => document.querySelectorAll(of).forEach((each) => { each.open = true })", of)


def _explained(page: Page) -> None:
    page.locator("#explain").fill("<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey>")
    page.locator(".explain__results").wait_for()


def _diagnosed(page: Page) -> None:
    _all_open(page)
    page.locator("button[data-do=example]").click()
    page.locator(".explain__results").wait_for()


# What is done on a tool's page, so that its result is looked at as well.
TOOLS = {"checksum-doctor": _diagnosed}

FIXED = {
    "start": Visit("", speed=True),
    "start, explained": Visit("", _explained),
    "search results": Visit("?q=checksum", _search_results),
    "all errors": Visit("errors/", speed=True),
    "all errors, filtered": Visit("errors/?q=checksum", _filtered),
    "all calls": Visit("calls/"),
    "a call": Visit("calls/create/", _all_open, speed=True),
    "all guides": Visit("guides/"),
    "a guide": Visit("guides/checksum/", _all_open, speed=True),
    "releases": Visit("releases/", _filtered, speed=True),
    "an upgrade": Visit("releases/2-3-to-2-4/"),
    "troubleshooting": Visit("troubleshooting/", speed=True),
    "symptoms with a diagram": Visit("troubleshooting/checksum/", _all_open, speed=True),
    "after the join": Visit("after-join/"),
    "silent success": Visit("silent-success/"),
    "front ends": Visit("front-ends/"),
    "front end": Visit("front-ends/greenlight-3/"),
    "libraries": Visit("libraries/"),
    "FAQ": Visit("faq/"),
    "sources": Visit("sources/"),
    "not found": Visit("no-such-page/"),
}


def of(catalog: Catalog, site: Path) -> dict[str, Visit]:
    """Page types by name: the fixed ones, an error of each kind and status, each page with a tool."""
    found = dict(FIXED)
    for address, error in catalog.errors.items():
        name = f"{error.kind}, {error.status}"
        found.setdefault(name, Visit(f"errors/{address}/", _all_open, speed=name in ("error, sent", "transport, sent")))
    for page in sorted(site.glob("tools/*/index.html")):
        name = page.parent.name
        found[f"tool {name}"] = Visit(f"tools/{name}/", TOOLS.get(name, _nothing), speed=True)
    return found
