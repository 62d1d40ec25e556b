"""The list of files with data: each is there, none is missing from the list, and the page links every one."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from reference.exports import data_files


def test_the_list_holds_all_that_is_in_the_folder(site: Path, offline_site: Path) -> None:
    uris = [each.uri for each in data_files.FILES]
    for place in (site, offline_site):
        there = [path.relative_to(place).as_posix() for path in (place / "data").rglob("*") if path.is_file()]
        assert sorted(there) == sorted(uris)


def test_the_page_links_each_with_what_is_in_it(site: Path) -> None:
    rows = html.parse(site / "guides/use-the-data/index.html").xpath("//article//table[1]/tbody/tr")
    assert [row.xpath("string(td[1]/a/@href)").removeprefix("../../") for row in rows] == [
        each.uri for each in data_files.FILES
    ]
    assert [row.xpath("string(td[2])") for row in rows] == [each.about for each in data_files.FILES]
