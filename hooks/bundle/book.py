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

from bundle import BundleError
from bundle.release import TITLE, Release

STYLE = Path(__file__).parent / "book.css"
UNSEEN = (
    ".//a[@class='headerlink']",
    ".//a[contains(@class, 'md-content__button')]",
    ".//p[count(*) = 1 and starts-with(a/@href, '#') and normalize-space() = normalize-space(a)]",
    ".//form | .//input | .//label | .//button | .//noscript | .//script",
)
"""What is of no use on paper."""


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
        """Its place in the book."""
        return place(self.intro, self.section)


def place(page: str, anchor: str = "") -> str:
    """Id in the book of a page, or of something on it."""
    name = page.removesuffix(".html").replace("/", "-")
    return f"{name}--{anchor}" if anchor else name


def parts(site: Path) -> list[Part]:
    """What is in the book, in the order of the site's own tables and lists."""
    errors = _article(site, "errors/index.html")
    found = []
    for section in errors.iterfind(".//section"):
        heading = section.find("h2")
        chapters = tuple(_links(section.iterfind(".//th/a"), "errors"))
        found.append(Part(_prefixed(heading.text_content()), "errors/index.html", heading.get("id"), chapters))
    for folder in ("calls", "guides"):
        index = f"{folder}/index.html"
        article = _article(site, index)
        there = sorted(f"{folder}/{path.name}" for path in (site / folder).glob("*.html") if _is_page(path))
        linked = [page for page in _links(article.iterfind(".//a"), folder) if page in there]
        chapters = tuple(page for page in dict.fromkeys([*linked, *there]) if page != index)
        found.append(Part(_title(article), index, "", chapters))
    alone = ("troubleshooting.html", "faq.html", "sources.html")
    return [*found, *(Part(_title(_article(site, page)), page, "", ()) for page in alone)]


def _prefixed(category: str) -> str:
    return category if category.startswith("Errors") else f"Errors: {category}"


def _is_page(path: Path) -> bool:
    return 'http-equiv="refresh"' not in path.read_text("utf-8")


def compose(site: Path, release: Release, numbers: Mapping[str, int]) -> str:
    """The book as one HTML page without scripts.

    Args:
        site: The offline site.
        release: For the title page.
        numbers: The page on which each place of the contents is; places that are not in it get no number.
    """
    content = parts(site)
    known = {part.intro for part in content} | {page for part in content for page in part.pages}
    body = "\n".join(_part(site, part, known, first=number == 0) for number, part in enumerate(content))
    running = "".join(
        f'@page part{number} {{ @top-right {{ content: "{part.title}" }} }}\n#part{number} {{ page: part{number} }}\n'
        for number, part in enumerate(content)
    )
    for number, part in enumerate(content):
        body = body.replace(f'<section id="{part.id}-part">', f'<section id="part{number}">', 1)
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
            items = (f"<li>{_entry(place(page), _title(_article(site, page)), numbers)}</li>\n" for page in part.pages)
            yield f"<ol>\n{''.join(items)}</ol>\n"


def _entry(target: str, title: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(target, "")
    return f'<a href="#{target}"><span>{escape(title)}</span><span class="page">{number}</span></a>'


def _part(site: Path, part: Part, known: set[str], *, first: bool) -> str:
    """The text of a part: its introduction, then its chapters."""
    article = _article(site, part.intro)
    head = ""
    if part.section:
        [chosen] = article.xpath(".//section[h2/@id = $id]", id=part.section)
        lead = html.tostring(article.find("p"), encoding="unicode", with_tail=False) if first else ""
        heading = chosen.find("h2")
        heading.tag, heading.text = "h1", part.title
        head = _text(chosen, part.intro, known, 0).replace("</h1>", f"</h1>{lead}", 1)
        if first:
            head = f'<span id="{place(part.intro)}"></span>{head}'
    else:
        head = f'<div id="{place(part.intro)}">{_text(article, part.intro, known, 0)}</div>'
    chapters = (
        f'<section class="chapter" id="{place(page)}">{_text(_article(site, page), page, known, 1)}</section>\n'
        for page in part.pages
    )
    return f'<section id="{part.id}-part">\n{head}\n{"".join(chapters)}</section>'


def _text(article: HtmlElement, page: str, known: set[str], deeper: int) -> str:
    """What an element of a page holds, made fit for the book.

    Args:
        article: The element; it is changed.
        page: The path of its page.
        known: The pages that are in the book.
        deeper: By how many levels its headings go down.
    """
    for tabs in article.xpath(".//div[contains(@class, 'tabbed-set')]"):
        labels = [label.text_content() for label in tabs.xpath("./div[@class='tabbed-labels']/label")]
        for label, block in zip(labels, tabs.xpath("./div[@class='tabbed-content']/div"), strict=True):
            name = html.fromstring('<p class="form"></p>')
            name.text = label
            block.insert(0, name)
    for box in article.xpath(".//div[starts-with(@class, 'tabbed-')]"):
        box.drop_tag()  # or a heading could be the last line of a page, and the first form stand on the next
    for pattern in UNSEEN:
        for element in article.xpath(pattern):
            element.drop_tree()
    for element in article.xpath(".//*[@id]"):
        element.set("id", place(page, element.get("id")))
    for link in article.iterfind(".//a[@href]"):
        _lead(link, page, known)
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4"):
        heading.tag = f"h{int(heading.tag[1]) + deeper}"
    for details in article.iterfind(".//details"):
        details.set("open", "")
    inside = "".join(html.tostring(child, encoding="unicode") for child in article)
    return escape(article.text or "") + inside


def _lead(link: HtmlElement, page: str, known: set[str]) -> None:
    """Make a link lead to its place in the book; outside the site it stays, and into the rest of the site it goes."""
    parts_of = urlsplit(link.get("href"))
    if parts_of.scheme or parts_of.netloc:
        return
    path = unquote(parts_of.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target in known:
        link.set("href", f"#{place(target, unquote(parts_of.fragment))}")
    else:
        link.drop_tag()


def _article(site: Path, page: str) -> HtmlElement:
    found = html.parse(site / page, html.HTMLParser(encoding="utf-8")).getroot().find(".//article")
    if found is None:
        raise BundleError(f"{page}: the page has no article; see bundle/book.py")
    return found


def _title(article: HtmlElement) -> str:
    heading = article.find("h1")
    sign = heading.find("a[@class='headerlink']")
    if sign is not None:
        sign.drop_tree()
    return " ".join(heading.text_content().split())


def _links(elements: Iterator[HtmlElement], folder: str) -> Iterator[str]:
    """The pages of one folder that links lead to, each once, in their order."""
    hrefs = (unquote(urlsplit(element.get("href", "")).path) for element in elements)
    pages = (posixpath.normpath(posixpath.join(folder, href)) for href in hrefs if href and "//" not in href)
    yield from dict.fromkeys(page for page in pages if posixpath.dirname(page) == folder and page.endswith(".html"))
