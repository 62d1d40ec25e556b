"""The pages about the server behind the API: after the join, lines of logs, settings; and the ways to them and back."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reference.catalog.contents import Catalog
from reference.pages.after_join import links_to as after_a_join
from reference.pages.links import Linker, error_uri

Tree = Any
"""An element as lxml has it."""
Open = Callable[[str], Tree]

PAGES = ("after-join/", "log-lines/", "settings/")


@pytest.fixture(scope="module")
def opened(site: Path) -> Open:
    """Parses a page by its address below the root, once."""
    return cache(lambda page: html.parse(site / page / "index.html").getroot())


def anchors_of(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield page and anchor of everything that has one of its own."""
    yield from (("after-join/", each.id) for each in catalog.after_join.causes)
    yield from (("after-join/", each.id) for each in catalog.after_join.texts)
    yield from (("log-lines/", each) for each in (*catalog.log_groups, *catalog.log_lines))
    yield from (("settings/", each.id) for each in catalog.settings.settings)
    yield from (("settings/", each.id) for each in catalog.settings.groups)


def links(tree: Tree, page: str) -> set[str]:
    """Return where the links of a page's article lead, from the top of the site."""
    return {posixpath.normpath(posixpath.join(page, str(href))) for href in tree.xpath("//article//a/@href")}


@pytest.mark.parametrize("page", PAGES)
def test_every_id_is_an_anchor_once(catalog: Catalog, opened: Open, page: str) -> None:
    times = Counter(opened(page).xpath("//@id"))
    wanted = [anchor for where, anchor in anchors_of(catalog) if where == page]
    assert [anchor for anchor in wanted if times[anchor] != 1] == []


def test_the_table_shows_each_line_as_it_is_written(catalog: Catalog, opened: Open) -> None:
    shown = {code.get("id"): code.text_content() for code in opened("log-lines/").xpath("//td/code[@id]")}
    assert shown == {line.id: line.line.strip() for line in catalog.log_lines.values()}


def test_a_line_and_its_entry_link_each_other(catalog: Catalog, opened: Open) -> None:
    from_lines = links(opened("log-lines/"), "log-lines/")
    for address in {address for line in catalog.log_lines.values() for address in line.errors}:
        assert f"errors/{address}" in from_lines, address
        back = {link.partition("#")[2] for link in links(opened(f"errors/{address}/"), f"errors/{address}/")}
        assert any(address in catalog.log_lines[name].errors for name in back & catalog.log_lines.keys()), address


def test_after_the_join_and_its_entries_link_each_other(catalog: Catalog, opened: Open) -> None:
    there = links(opened("after-join/"), "after-join/")
    for address, error in catalog.errors.items():
        page = f"errors/{address}/"
        leads = after_a_join(catalog, Linker(catalog, error_uri(error.address)), address)
        assert bool(leads) == any(link.startswith("after-join/#") for link in links(opened(page), page))
        assert not leads or f"errors/{address}" in there, address


def test_a_setting_and_its_entries_link_each_other(catalog: Catalog, opened: Open) -> None:
    there = links(opened("settings/"), "settings/")
    for each in catalog.settings.settings:
        for error in catalog.errors_of_setting[each.id]:
            assert f"errors/{error.address}" in there
            page = f"errors/{error.address}/"
            assert f"settings/#{each.id}" in links(opened(page), page)


def test_an_entry_shows_each_line_once(catalog: Catalog, opened: Open) -> None:
    for address in {address for line in catalog.log_lines.values() for address in line.errors}:
        shown = opened(f"errors/{address}/").xpath("//article//p[strong='In the log:']")
        assert len(shown) == 1, address
