"""Prints the book as a PDF with page numbers in its contents, by Chromium."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright
from pypdf import PdfReader

from bundle import BundleError, book
from bundle.release import Release

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Return the program that prints.

    Raises:
        BundleError: If this machine has none.
    """
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise BundleError("the PDF is printed by Chromium, which is not on this machine; install the package chromium")
    return program


def make(site: Path, release: Release) -> tuple[bytes, bytes]:
    """Return the book as an HTML page and as a PDF.

    Chromium does not know `target-counter` of CSS. So the book is printed without numbers, they are read from the
    places in the PDF, and it is printed again. The contents keep room for them, so they move nothing.

    Raises:
        BundleError: If there is no Chromium, or the numbers move something.
    """
    program = chromium()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(java_script_enabled=False)
            numbers = places(_print(page, book.compose(site, release, {}), whole=False))
            text = book.compose(site, release, numbers)
            pdf = _print(page, text, whole=True)
            browser.close()
    except Error as error:
        raise BundleError(f"Chromium could not print the book: {str(error).splitlines()[0]}") from error
    if places(pdf) != numbers:
        raise BundleError("hooks/bundle/book.css:1: page numbers move the text; give `.contents .page` a fixed width")
    return text.encode(), _dated(pdf, release)


def _print(page: Page, text: str, *, whole: bool) -> bytes:
    """Return a text as a PDF; one that is not whole lacks outline and tags, which move nothing and take most time."""
    page.set_content(text)
    return page.pdf(prefer_css_page_size=True, print_background=True, outline=whole, tagged=whole)


def places(pdf: bytes) -> dict[str, int]:
    """Return for each place that links of a PDF lead to the number of its page, from 1."""
    reader = PdfReader(io.BytesIO(pdf))
    found = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    return {name.removeprefix("/"): number + 1 for name, number in found.items() if number is not None}


def _dated(pdf: bytes, release: Release) -> bytes:
    """Return the same PDF with the release's time instead of this moment's; the length stays."""
    stamp = release.time.strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    return re.sub(rb"(/(?:CreationDate|ModDate) \()D:\d{14}\+00'00'(?=\))", rb"\g<1>" + stamp, pdf)
