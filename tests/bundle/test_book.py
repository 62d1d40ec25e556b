"""The printed book: whole, with page numbers that are true, links that lead somewhere, and nothing cut off."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from bundle import printing
from bundle.release import Release
from reference.catalog.contents import Catalog
from tests.fixtures import CHROMIUM, pack
from tests.once import made_once
from tests.real import ROOT

RELEASE = Release("0.0.0", datetime(2026, 11, 23, 8, 53, 20, tzinfo=UTC))


@pytest.fixture(scope="module")
def printed(offline_site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, PdfReader]:
    """The page and the PDF, printed once."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install the package chromium")

    def make(folder: Path) -> None:
        with ThreadPoolExecutor(1) as thread:  # the browser of other tests has a loop running in this one
            page, pdf = thread.submit(printing.make, offline_site, RELEASE).result()
        folder.mkdir()
        (folder / "book.html").write_bytes(page)
        (folder / "book.pdf").write_bytes(pdf)

    book = made_once(tmp_path_factory, "book", make)
    return (book / "book.html").read_text(encoding="utf-8"), PdfReader(book / "book.pdf")


@pytest.fixture(scope="module")
def tree(printed: tuple[str, PdfReader]) -> HtmlElement:
    return html.fromstring(printed[0])


def entries(tree: HtmlElement) -> list[tuple[str, int]]:
    """Title and number of every line of the contents."""
    lines = [[span.text_content() for span in line] for line in tree.xpath("//nav[@class='contents']//a")]
    return [("".join(title.split()), int(number)) for title, number in lines]


def headings(reader: PdfReader) -> Iterator[Destination]:
    """Every heading, as readers of PDFs list them beside the text."""

    def walk(items: list[object]) -> Iterator[Destination]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            elif isinstance(item, Destination):
                yield item

    return walk(list(reader.outline))


def outline(reader: PdfReader) -> set[tuple[str, int]]:
    """Title and page of every heading."""
    return {
        ("".join(str(heading.title).split()), (reader.get_destination_page_number(heading) or 0) + 1)
        for heading in headings(reader)
    }


def test_each_number_in_the_contents_is_the_page_with_that_heading(
    printed: tuple[str, PdfReader], tree: HtmlElement
) -> None:
    lines = entries(tree)
    assert len(lines) == len(tree.xpath("//section[@class='chapter']")) + len(tree.xpath("//body/section"))
    assert sorted(set(lines) - outline(printed[1])) == []
    for title, number in lines[::10]:  # and the words are there
        text = unicodedata.normalize("NFKC", printed[1].pages[number - 1].extract_text())  # a font may join f and i
        assert title in "".join(text.split())


def test_each_page_but_the_first_shows_its_own_number(printed: tuple[str, PdfReader]) -> None:
    reader = printed[1]
    for number in (2, 3, 10, len(reader.pages) // 2, len(reader.pages)):
        assert reader.pages[number - 1].extract_text().splitlines()[1] == str(number)
    first = reader.pages[0].extract_text()
    assert first.startswith("BigBlueButton API Errors\n")
    assert "Version 0.0.0, 2026-11-23" in first


def test_it_holds_every_error_call_and_guide(tree: HtmlElement, catalog: Catalog) -> None:
    there = {section.get("id") for section in tree.xpath("//section[@class='chapter']")}
    wanted = {f"errors-{address}" for address in catalog.errors} | {f"calls-{name}" for name in catalog.calls}
    wanted |= {f"guides-{path.stem}" for path in (ROOT / "docs/guides").glob("*.md") if path.stem != "index"}
    wanted |= {f"troubleshooting-{group}" for group in catalog.symptoms}
    assert there == wanted
    assert {"faq", "sources"} <= set(tree.xpath("//@id"))


def test_every_form_of_an_answer_is_printed_with_its_name(tree: HtmlElement, offline_site: Path) -> None:
    shown = {}
    for chapter in tree.xpath("//section[@class='chapter']"):
        page = html.parse(offline_site / f"{chapter.get('id').replace('-', '/', 1)}.html")
        labels = page.xpath("//label[starts-with(@for, '__tabbed')]")
        shown[chapter.get("id")] = [form.text_content() for form in chapter.xpath(".//p[@class='form']")]
        assert shown[chapter.get("id")] == [label.text_content() for label in labels]
    assert any(shown.values())
    assert all(form.getnext().text_content().strip() for form in tree.xpath("//p[@class='form']"))


def test_every_link_within_the_book_has_its_place_and_ids_are_unique(tree: HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = [link.get("href") for link in tree.iterfind(".//a")]
    assert sorted({href for href in hrefs if href.startswith("#")} - {f"#{name}" for name in ids}) == []
    assert {href.split(":")[0] for href in hrefs if not href.startswith("#")} == {"https"}


def test_nothing_is_wider_than_the_paper(printed: tuple[str, PdfReader], browser: Browser) -> None:
    width = 658  # pixels in 174 mm
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print")
    page.set_content(printed[0])
    wide = page.evaluate(
        f"""() => [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > {width} + 1 ||
                (e.matches("pre, td, th") && e.scrollWidth > e.clientWidth + 1))
            .map((e) => e.outerHTML.slice(0, 100))"""
    )
    context.close()
    assert wide == []


def test_it_needs_nothing_from_outside(printed: tuple[str, PdfReader], tree: HtmlElement) -> None:
    assert tree.xpath("//script | //img | //link | //iframe | //form") == []
    assert "url(" not in printed[0].split("</style>")[0]


def test_without_chromium_it_says_so_in_one_line(tmp_path: Path) -> None:
    result = pack(ROOT, tmp_path / "dist", "--book", PATH=os.devnull)
    assert result.returncode == 1
    assert "install the package chromium" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "dist").exists()


def test_no_heading_is_the_last_line_of_its_page(printed: tuple[str, PdfReader]) -> None:
    lowest = 51 + 7 + 14  # points: the margin at the foot, half of the smallest heading, a line of text
    wrong = [str(heading.title) for heading in headings(printed[1]) if float(str(heading.top)) < lowest]
    assert wrong == []
