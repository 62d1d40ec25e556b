"""Axe finds nothing to object to on any type of page.

This is one pair of color scheme and width; the quick audit of .ci/run looks at the opposite one, the whole one at all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from reference.catalog.contents import Catalog
from tests.audit import axe, pages


@pytest.mark.parametrize(("scheme", "width"), axe.WAYS[:1])
def test_no_page_type_has_a_barrier(
    browser: Browser, base_url: str, catalog: Catalog, site: Path, scheme: str, width: int
) -> None:
    visits = pages.of(catalog, site).values()
    found = list(axe.look(browser, base_url, visits, scheme, width, axe.packaged()))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("image-alt", "article.append(new Image())"),
        ("label", "article.append(document.createElement('input'))"),
        ("color-contrast", "article.querySelector('p').style.color = '#808080'"),
    ],
)
def test_a_barrier_would_be_found(page: Page, rule: str, fault: str) -> None:
    page.add_init_script(axe.packaged())
    page.goto("faq/")
    page.evaluate(f"() => {{ const article = document.querySelector('article'); {fault} }}")
    assert {line.split(":")[0] for line in axe.faults(page)} == {rule}
