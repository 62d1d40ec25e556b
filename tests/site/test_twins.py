"""The Markdown twins and llms.txt: each page has one that says what the page says, and whose links lead to others."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from markdown_it import MarkdownIt

from reference import site as sites
from reference.catalog.contents import Catalog
from reference.exports import data_files, markdown
from reference.exports.edition import Edition
from reference.exports.publication import Publication
from reference.pages.frame import split
from reference.pages.links import public_url
from tests.real import ROOT
from theme_contract import contract

# What a page has and its twin lacks, because it does something only in a browser, or shows its place among others.
ONLY_IN_BROWSERS = (
    ".//a[@class='headerlink']",
    f".//a[contains(@class, '{contract()['editButton']}')]",
    ".//*[contains(@class, 'explain')]",
    ".//form",
    ".//details[@class='site-contents']",
    ".//p[@class='tables']",
    ".//p[@class='matrix-signs']",  # the twin has the words themselves
    ".//*[@class='diagram']",  # a list follows that says the same
    ".//noscript",
    ".//span[@class='filename']",
    ".//p[count(*) = 1 and starts-with(a/@href, '#') and normalize-space() = normalize-space(a)]",
)


@pytest.fixture(scope="module")
def plain(site: Path) -> dict[str, str]:
    """The twins by path in the site."""
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.md"))}


def as_html(text: str) -> Any:
    """Markdown as HTML, by CommonMark and tables alone."""
    return html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(text)}</div>")


def letters(tree: Any) -> str:
    """All letters and digits that a tree shows, in order."""
    return re.sub(r"\W", "", tree.text_content())


def label_tabs(tree: Any) -> None:
    """Put the label of each tab in front of what it opens."""
    for tabs in tree.xpath(".//div[contains(@class, 'tabbed-set')]"):
        [labels] = tabs.xpath("./div[@class='tabbed-labels']")
        for label, block in zip(labels, tabs.xpath("./div[@class='tabbed-content']/div"), strict=True):
            block.text = label.text_content() + (block.text or "")
        labels.drop_tree()


FENCE = re.compile(r"^( *)(?:> )?(`{3,})[^\n]*\n.*?^\1(?:> )?\2$", re.DOTALL | re.MULTILINE)


def without_code(text: str) -> str:
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", FENCE.sub("", text))


def test_every_page_has_a_twin_and_leads_to_it(site: Path, plain: dict[str, str]) -> None:
    there = set()
    for path in site.rglob("*.html"):
        tree = html.parse(path).getroot()
        if path.name == "404.html" or tree.xpath("//meta[@http-equiv='refresh']"):
            continue
        [link] = tree.xpath("//footer//a[@rel='alternate' and @type='text/markdown']/@href")
        there.add(posixpath.normpath(posixpath.join(path.parent.relative_to(site).as_posix(), link)))
    assert there == set(plain)


def test_a_twin_says_what_its_page_says_in_the_same_order(site: Path, plain: dict[str, str]) -> None:
    for uri, text in plain.items():
        url = public_url(uri)
        tree = html.parse(site / url / "index.html")
        [page] = tree.xpath("//article")
        if page.xpath(".//*[contains(@class, 'explain')]"):
            [description] = tree.xpath("//meta[@name='description']/@content")
            page.find("h1").tail = f" {description} "
        for pattern in ONLY_IN_BROWSERS:
            for element in page.xpath(pattern):
                element.drop_tree()
        label_tabs(page)
        said, shown = letters(as_html(text)), letters(page)
        same = len(posixpath.commonprefix([said, shown]))
        assert said == shown, (uri, said[same - 30 : same + 30], shown[same - 30 : same + 30])


def test_a_twin_is_plain(plain: dict[str, str]) -> None:
    for uri, text in plain.items():
        assert text.startswith("# "), uri
        assert text.endswith("\n"), uri
        found = re.findall(r"<(?!br>)/?[a-z][^>]*>|\{:|^===|^!!!|\[\[|<!--", without_code(text), flags=re.MULTILINE)
        assert not found, (uri, found)


def test_links_lead_to_twins_and_files(site: Path, plain: dict[str, str]) -> None:
    wrong = []
    for uri, text in plain.items():
        for link in as_html(text).xpath("//a/@href"):
            if not urlsplit(link).scheme:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), link))
                if "#" in link or not (site / target).is_file():
                    wrong.append((uri, link))
    assert wrong == []


def test_what_is_in_code_stays_as_it_is() -> None:
    code = '``` html\n<li class="badge">x</li>\n{: .lead }\n=== "Tab"\n```\n'
    tab = code.replace("\n", "\n    ").rstrip()
    page = f'---\ntitle: A\n---\n\n# A {{: #a }}\n\n`<small>` <small>b</small>\n\n{code}\n=== "One"\n\n    {tab}\n'
    assert markdown.twin(page) == f"# A\n\n`<small>` b\n\n{code}\n**One**\n\n{code}"


def test_llms_txt_lists_every_twin_and_every_file_once(site: Path, plain: dict[str, str]) -> None:
    text = (site / markdown.LLMS_URI).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    links = re.findall(r"^- \[.+?\]\((\S+)\): \S.+$", text, re.MULTILINE)
    assert len(links) == sum(line.startswith("-") for line in lines)
    assert sorted(links) == sorted([*plain, *(each.uri for each in data_files.FILES)])


def test_llms_txt_has_whole_addresses_on_a_public_site(catalog: Catalog) -> None:
    publication = Publication(catalog, Edition(url="https://errors.example.org/bbb/"))
    made = sites.make(ROOT / "docs", publication, sites.examples_in(ROOT / "snippets", catalog))
    links = re.findall(r"\]\((\S+)\):", made.files[markdown.LLMS_URI])
    assert links
    assert all(link.startswith("https://errors.example.org/bbb/") for link in links)


def test_front_matter_is_split_from_a_page() -> None:
    assert split("---\ntitle: A\n---\n\n# A\n") == ("title: A", "# A\n")
    assert split("# A\n\n---\n") == ("", "# A\n\n---\n")
