"""What a built page says and lists: its article, its title, its headings and the other names of an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from bundle import BundleError
from bundle.markup import known

_ALSO = ".//h2[@id = 'also']/following-sibling::ul[1]/li"
_TABLES = ".//table[preceding-sibling::*[self::h2 or self::h3][1][@id = 'answer' or @id = 'who']]"
_QUOTED = re.compile(r'\s*"(.*?)" \(', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """One heading of a page."""

    level: int
    id: str
    text: str


def article(site: Path, page: str) -> HtmlElement:
    """Return what a page says, without the signs beside its headings.

    Raises:
        BundleError: If the page has no article.
    """
    found = tree(site / page).find(known("article"))
    if found is None:
        raise BundleError(f"{page}: the page has no article; correct `bundle: article` in hooks/material.yml")
    for sign in list(found.iterfind(known("permalink"))):
        sign.drop_tree()
    return found


def tree(path: Path) -> HtmlElement:
    """Return a page as a tree."""
    return html.parse(path, html.HTMLParser(encoding="utf-8")).getroot()


def line(element: HtmlElement) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.text_content().split())


def title(said: HtmlElement) -> str:
    """Return the title of an article: its first heading."""
    return line(said.find(".//h1"))


def headings(said: HtmlElement) -> Iterator[Heading]:
    """Yield the headings of an article that can be linked to, down to the third level."""
    for heading in said.xpath(".//h1[@id] | .//h2[@id] | .//h3[@id]"):
        yield Heading(int(heading.tag[1]), heading.get("id"), line(heading))


def messages(said: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the exact texts of an error's article, each with the id of the section whose table has it."""
    for table in said.xpath(_TABLES):
        section = table.xpath("preceding-sibling::h2[1]/@id")[0]
        columns = [line(cell) for cell in table.xpath("./thead/tr/th")]
        for row in table.xpath("./tbody/tr") if "Text" in columns else ():
            cell = row[columns.index("Text")]
            if len(cell) and cell[0].tag == "code":
                yield line(cell[0]), section


def other_names(said: HtmlElement) -> Iterator[str]:
    """Yield the other names and texts that an error's article lists."""
    for item in said.xpath(_ALSO):
        if not (item.text or "").strip() and len(item) and item[0].tag == "code":
            yield line(item[0])
        elif found := _QUOTED.match(item.text_content()):
            yield " ".join(found[1].split())
