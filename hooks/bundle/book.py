"""The whole reference as one page to print: title, contents, then every page of the offline site but the tools."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from bundle import headings
from bundle.markup import known
from bundle.release import TITLE, Release
from bundle.standalone import readable_pages

STYLE = Path(__file__).parent / "book.css"
UNSEEN = (
    ".//p[count(*) = 1 and starts-with(a/@href, '#') and normalize-space() = normalize-space(a)]",
    ".//form | .//input | .//label | .//button | .//noscript | .//script",
)
"""XPaths of what is of no use on paper, besides the edit button."""


@dataclass(frozen=True)
class Part:
    """A part of the book."""

    title: str
    intro: str
    """Path of the page that the part begins with; its first heading is the part's."""
    section: str
    """Id of the only part of that page to take; an empty text for the whole page."""
    pages: tuple[str, ...]
    """Paths of the pages in it, each a chapter."""

    @property
    def id(self) -> str:
        """Place in the book."""
        return place(self.intro, self.section)


def place(page: str, anchor: str = "") -> str:
    """Return the id in the book of a page, or of something on it."""
    name = page.removesuffix(".html").replace("/", "-")
    return f"{name}--{anchor}" if anchor else name


def parts(site: Path) -> list[Part]:
    """Return the parts of the book, in the order of the site's own tables and lists."""
    errors = headings.article(site, "errors/index.html")
    readable = [page for page, _ in readable_pages(site)]
    found = []
    for section in errors.iterfind(".//section"):
        heading = section.find("h2")
        chapters = tuple(_links(section.iterfind(".//th/a"), "errors"))
        found.append(Part(_prefixed(heading.text_content()), "errors/index.html", heading.get("id"), chapters))
    for folder in ("calls", "guides", "troubleshooting"):
        index = f"{folder}/index.html"
        article = headings.article(site, index)
        there = [page for page in readable if page.startswith(f"{folder}/")]
        linked = [page for page in _links(article.iterfind(".//a"), folder) if page in there]
        chapters = tuple(page for page in dict.fromkeys([*linked, *there]) if page != index)
        found.append(Part(headings.title(article), index, "", chapters))
    alone = ("faq.html", "sources.html")
    return [*found, *(Part(headings.title(headings.article(site, page)), page, "", ()) for page in alone)]


def _prefixed(category: str) -> str:
    return category if category.startswith("Errors") else f"Errors: {category}"


def compose(site: Path, release: Release, numbers: Mapping[str, int]) -> str:
    """Return the book as one HTML page without scripts.

    Args:
        site: The offline site.
        release: For the title page.
        numbers: The page on which each place of the book is; a place that is not in it gets no number.
    """
    content = parts(site)
    printed = {part.intro for part in content} | {page for part in content for page in part.pages}
    body = "\n".join(_part(site, part, number, printed) for number, part in enumerate(content))
    running = "".join(
        f'@page part{number} {{ @top-right {{ content: "{part.title}" }} }}\n#part{number} {{ page: part{number} }}\n'
        for number, part in enumerate(content)
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{TITLE} {release.version}</title>
<style>
{STYLE.read_text("utf-8")}{running}</style>
</head>
<body>
<header class="title">
<h1>{TITLE}</h1>
<p>What every error of the BigBlueButton 3.0 API means, and what to do about it.</p>
<p class="edition">Version {release.version}, {release.date}</p>
<p class="imprint">An independent project. It is not made, reviewed or endorsed by the makers of BigBlueButton.
BigBlueButton is a trademark of BigBlueButton Inc. The text and the examples are under the MIT license.</p>
</header>
<nav class="contents" aria-labelledby="contents">
<h1 id="contents">Contents</h1>
{"".join(_contents(site, content, numbers))}</nav>
{body}
</body>
</html>
"""


def _contents(site: Path, content: list[Part], numbers: Mapping[str, int]) -> Iterator[str]:
    for part in content:
        yield f"<h2>{_entry(part.id, part.title, numbers)}</h2>\n"
        if part.pages:
            titles = ((page, headings.title(headings.article(site, page))) for page in part.pages)
            items = (f"<li>{_entry(place(page), title, numbers)}</li>\n" for page, title in titles)
            yield f"<ol>\n{''.join(items)}</ol>\n"


def _entry(target: str, title: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(target, "")
    return f'<a href="#{target}"><span>{escape(title)}</span><span class="page">{number}</span></a>'


def _part(site: Path, part: Part, number: int, printed: set[str]) -> str:
    """Return the text of a part: its introduction, then its chapters."""
    first = number == 0
    article = headings.article(site, part.intro)
    head = ""
    if part.section:
        [chosen] = article.xpath(".//section[h2/@id = $id]", id=part.section)
        lead = html.tostring(article.find("p"), encoding="unicode", with_tail=False) if first else ""
        heading = chosen.find("h2")
        heading.tag, heading.text = "h1", part.title
        head = _text(chosen, part.intro, printed, 0).replace("</h1>", f"</h1>{lead}", 1)
        if first:
            head = f'<span id="{place(part.intro)}"></span>{head}'
    else:
        head = f'<div id="{place(part.intro)}">{_text(article, part.intro, printed, 0)}</div>'
    texts = ((page, _text(headings.article(site, page), page, printed, 1)) for page in part.pages)
    chapters = (f'<section class="chapter" id="{place(page)}">{text}</section>\n' for page, text in texts)
    return f'<section id="part{number}">\n{head}\n{"".join(chapters)}</section>'


def _text(article: HtmlElement, page: str, printed: set[str], deeper: int) -> str:
    """Return what an element of a page holds, made fit for the book.

    Args:
        article: The element; it is changed.
        page: The path of its page.
        printed: The pages that are in the book.
        deeper: By how many levels its headings go down.
    """
    for tabs in article.xpath(known("tabs")):
        labels = [label.text_content() for label in tabs.xpath(known("tab_labels"))]
        for label, block in zip(labels, tabs.xpath(known("tab_blocks")), strict=True):
            name = html.fromstring('<p class="form"></p>')
            name.text = label
            block.insert(0, name)
    for box in article.xpath(known("tab_boxes")):
        box.drop_tag()  # or a heading could be the last line of a page, and the first form stand on the next
    for pattern in (known("edit_button"), *UNSEEN):
        for element in article.xpath(pattern):
            element.drop_tree()
    for element in article.xpath(".//*[@id]"):
        element.set("id", place(page, element.get("id")))
    for link in article.iterfind(".//a[@href]"):
        _lead(link, page, printed)
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4"):
        heading.tag = f"h{int(heading.tag[1]) + deeper}"
    for details in article.iterfind(".//details"):
        details.set("open", "")
    inside = "".join(html.tostring(child, encoding="unicode") for child in article)
    return escape(article.text or "") + inside


def _lead(link: HtmlElement, page: str, printed: set[str]) -> None:
    """Make a link lead to its place in the book; outside the site it stays, and into the rest of the site it goes."""
    parts_of = urlsplit(link.get("href"))
    if parts_of.scheme or parts_of.netloc:
        return
    path = unquote(parts_of.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target in printed:
        link.set("href", f"#{place(target, unquote(parts_of.fragment))}")
    else:
        link.drop_tag()


def _links(elements: Iterator[HtmlElement], folder: str) -> Iterator[str]:
    """Yield the pages of one folder that links lead to, each once, in their order."""
    hrefs = (unquote(urlsplit(element.get("href", "")).path) for element in elements)
    pages = (posixpath.normpath(posixpath.join(folder, href)) for href in hrefs if href and "//" not in href)
    yield from dict.fromkeys(page for page in pages if posixpath.dirname(page) == folder and page.endswith(".html"))
