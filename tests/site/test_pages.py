"""The built site as files: every page, heading, link, title and word that a reader relies on."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from bbb_wire.response import escape_xml, fill, forms
from bbb_wire.signs import explain_data
from reference.catalog.contents import Catalog
from reference.catalog.evidence import READ, Holds, is_later
from reference.catalog.vocabulary import Sent
from reference.exports.publication import Publication
from reference.pages import release_lines
from reference.pages.badges import MEANINGS, UNDECIDED, badges, is_foreign
from reference.pages.links import public_url
from theme_contract import contract

THEME = contract()


SENT_ORDER = [
    "What to do",
    "What is sent instead",
    "What 3.0 does instead",
    "Causes",
    "The exact responses",
    "What the tools say",
    "When it happens",
    "Who sends it, and since when",
    "Examples",
    "Also seen as",
    "In front ends",
    "Related",
    "Evidence",
]
NEVER_ORDER = [
    "What to do",
    "What is sent instead",
    "Causes",
    "The declared text",
    "Who sends it, and since when",
    "Who declares it",
    "Also seen as",
    "In front ends",
    "Related",
    "Evidence",
]
CALL_ORDER = [
    "Order of checks",
    "Success",
    "Example request",
    "Traps",
    "Succeeds, but …",
    "At any point",
    "Other release lines",
    "In front of the server",
    "Evidence",
]

Tree: TypeAlias = Any  # lxml's stubs do not know HTML elements


@pytest.fixture(scope="session")
def trees(site: Path) -> dict[str, Tree]:
    """Every HTML page by its address below the root; redirects are left out."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        tree = html.parse(path).getroot()
        if not tree.xpath("//meta[@http-equiv='refresh']"):
            found[address] = tree
    return found


@pytest.fixture(scope="session")
def entries(site: Path) -> list[dict[str, str]]:
    """The search index."""
    return list(json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"])


def article(tree: Tree) -> Tree:
    return tree.xpath("//article")[0]


def headings(tree: Tree, level: str) -> list[str]:
    found = article(tree).xpath(f".//{level}")
    return [" ".join("".join(h.xpath(".//text()[not(ancestor::a[@class='headerlink'])]")).split()) for h in found]


def text_of(element: Tree) -> str:
    return " ".join(element.text_content().split())


def test_every_entry_and_call_has_a_page_and_no_page_is_extra(catalog: Catalog, trees: dict[str, Tree]) -> None:
    expected = {f"errors/{address}/" for address in catalog.errors} | {"errors/"}
    assert {address for address in trees if address.startswith("errors/")} == expected
    expected = {f"calls/{name}/" for name in catalog.calls} | {"calls/"}
    assert {address for address in trees if address.startswith("calls/")} == expected


def test_titles_and_descriptions_are_unique_and_fit(trees: dict[str, Tree]) -> None:
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for address, tree in trees.items():
        if address == "404.html":
            continue
        [title] = tree.xpath("//head/title/text()")
        [description] = tree.xpath("//head/meta[@name='description']/@content")
        assert 15 <= len(title) <= 110, (address, title)
        assert 40 <= len(description) <= 160, (address, description)
        assert titles.setdefault(title, address) == address
        assert descriptions.setdefault(description, address) == address


def test_every_page_has_one_h1_and_the_errors_have_their_key(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, tree in trees.items():
        assert len(tree.xpath("//h1")) == 1, address
    for address, error in catalog.errors.items():
        assert headings(trees[f"errors/{address}/"], "h1") == [error.name]


def test_sections_stand_in_the_fixed_order(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, error in catalog.errors.items():
        order = SENT_ORDER if error.sendable else NEVER_ORDER
        found = headings(trees[f"errors/{address}/"], "h2")
        assert found == [name for name in order if name in found], address
    for name in catalog.calls:
        found = headings(trees[f"calls/{name}/"], "h2")
        assert found == [section for section in CALL_ORDER if section in found], name


def test_what_only_another_line_sends_is_never_said_to_be_sent_by_3_0(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, error in catalog.errors.items():
        marks = [text_of(mark) for mark in trees[f"errors/{address}/"].xpath("//p[@class='badges']/a")]
        by_read = error.status is Sent.SENT and not is_foreign(catalog, error)
        assert by_read or any("only" in mark or "3.0" in mark or mark == "not by BigBlueButton" for mark in marks), (
            address
        )
        if elsewhere := release_lines.elsewhere(catalog, error.answers) if not by_read else "":
            assert f"{elsewhere} only" in marks or f"sent by {elsewhere}, undecided for 3.0" in marks, address
        if elsewhere and error.status is Sent.NEVER:
            assert "What 3.0 does instead" in headings(trees[f"errors/{address}/"], "h2"), address


def test_each_badge_is_explained(catalog: Catalog, trees: dict[str, Tree]) -> None:
    explained = {text_of(row[0]) for row in rows_of(trees["sources/"], "badges")}
    assert MEANINGS.keys() < explained
    for error in catalog.errors.values():
        for _, text in badges(catalog, error):
            assert text in explained or text.endswith((" only", UNDECIDED)), (error.address, text)


def rows_of(tree: Tree, *sections: str) -> list[Tree]:
    """The rows of the tables in some sections of a page, as far as the next heading."""
    found: list[Tree] = []
    for heading in tree.xpath("//h2"):
        if heading.get("id") in sections:
            for follower in heading.itersiblings():
                if follower.tag in ("h2", "h3"):
                    break
                found += follower.xpath("descendant-or-self::table/tbody/tr")
    return found


def responses_of(tree: Tree) -> list[Tree]:
    """The rows of BigBlueButton's own responses."""
    return rows_of(tree, "answer", "when")


def test_the_release_lines_of_an_answer_stand_in_its_row(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, error in catalog.errors.items():
        rows = responses_of(trees[f"errors/{address}/"])
        own = [answer for answer in error.answers if answer.speaker not in catalog.programs]
        assert len(rows) == len(own or error.answers), address
        marks = [mark.text or "" for row in rows for mark in row.xpath(".//em")]
        said = [text for text in marks if re.fullmatch(r"\d+\.\d+( to \d+\.\d+)?:", text)]
        special = [f"{release_lines.named(line)}:" for answer in own for line in answer.lines if line.is_special]
        assert sorted(said) == sorted(special), address


def test_the_page_says_who_sends_it_as_the_tool_does(catalog: Catalog, trees: dict[str, Tree]) -> None:
    data = explain_data(Publication(catalog).reference.model_dump(mode="json"))
    for address in catalog.errors:
        first = trees[f"errors/{address}/"].xpath("//h2[@id='who']/following-sibling::*[1][self::p]")
        names = (
            f"{data['speakers'][each['speaker']]['name']} {each['lines']}".rstrip()
            for each in data["entries"][address]["said_by"]
        )
        words = ", ".join(names)
        shown = [text_of(each).lower() for each in first]  # within a sentence, "Web server in front" is in lower case
        assert shown == ([f"{words}.".lower()] if words else []), address


def test_the_table_of_releases_has_each_text_and_line(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, error in catalog.errors.items():
        rows = trees[f"errors/{address}/"].xpath("//h3[@id='releases']/following-sibling::*[1]//tbody/tr")
        shown = {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in rows}
        for answer in error.answers if not error.of_clients else ():
            for number, line in enumerate(catalog.lines_of(answer)):
                if line.holds is Holds.YES:
                    text = " ".join((line.message or answer.message or "no text").split())
                    text = f"{answer.key}: {text}" if answer.key else text
                    assert shown[text][number] not in ("no", "unknown"), (answer.id, line.line)


def test_a_check_of_one_line_only_says_so(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for name, call in catalog.calls.items():
        steps = trees[f"calls/{name}/"].xpath("//ol[@class='steps']/li")
        for item, step in zip(steps, call.steps, strict=True):
            holds = {line.line: line.holds for line in catalog.lines_of_step(call, step)}
            later = [name for name in holds if holds[name] is Holds.YES and is_later(name)]
            only = later if holds[READ] is Holds.NO else []
            marks = [text_of(mark) for mark in item.xpath("./p[1]/span[contains(@class, 'badge--line')]")]
            assert not only or marks == [f"{' and '.join(only)} only"], (name, step.title)


def test_an_entry_shows_all_that_the_catalog_holds(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for address, error in catalog.errors.items():
        tree = trees[f"errors/{address}/"]
        assert len(tree.xpath("//h2[@id='fix']/following-sibling::ol[1]/li")) == len(error.fixes), address
        assert len(tree.xpath("//p[@class='tell']")) == len(error.causes), address
        assert len([*responses_of(tree), *rows_of(tree, "who")]) == len(error.answers), address
        by_programs = [a for a in error.answers if a.speaker in catalog.programs]
        told = rows_of(tree, "answer", "when") if len(by_programs) == len(error.answers) else rows_of(tree, "who")
        assert len(told) == len(by_programs), address
        linked = [link for row in told for link in row.xpath("./td[1]/a")]
        names = {catalog.speakers[answer.speaker].name for answer in by_programs}
        assert sorted(text_of(link) for link in linked) == sorted(names), address
        assert len(tree.xpath("//h2[@id='instead']/following-sibling::*[1]//tbody/tr")) == len(error.sent_instead)
        text = article(tree).text_content()
        for answer in error.answers:
            assert answer.message is None or answer.message in text, (address, answer.id)


def test_exact_answers_are_shown_as_on_the_wire(catalog: Catalog, trees: dict[str, Tree]) -> None:
    examples = {name: placeholder.example for name, placeholder in catalog.placeholders.items()}
    for address, error in catalog.errors.items():
        if not error.sendable:
            continue
        tree = trees[f"errors/{address}/"]
        blocks = [block.text_content().strip("\n") for block in tree.xpath("//pre")]
        shown = " ".join(text_of(section) for section in tree.xpath("//h2[@id='answer']/following-sibling::*"))
        seen = set()
        for answer in error.shown:
            wires = forms(catalog.response(answer.id), examples) if answer.whole else []
            shape = (answer.speaker, answer.format, answer.http_status, answer.returncode)
            if shape not in seen:
                assert all(wire.shown in blocks for wire in wires), answer.id
            seen.add(shape)
            if answer.message and answer.format == "xml":
                written = escape_xml(answer.message, catalog.response(answer.id).layout.quotes)
                assert fill(written, examples) in shown + "".join(blocks) or answer.message in shown, answer.id


def test_no_section_is_empty(trees: dict[str, Tree]) -> None:
    for address, tree in trees.items():
        for heading in article(tree).xpath(".//h2 | .//h3") if tree.xpath("//article") else []:
            follower = heading.getnext()
            if follower is None and heading.getparent().tag == "section":
                follower = heading.getparent()
            assert follower is not None, (address, text_of(heading))
            deeper = heading.tag == "h2" and follower.tag == "h3"
            assert deeper or follower.tag not in ("h2", "h3"), (address, text_of(heading))
            assert deeper or text_of(follower) or follower.xpath(".//img|.//input"), (address, text_of(heading))


def test_links_and_anchors_lead_somewhere(site: Path, trees: dict[str, Tree]) -> None:
    @functools.cache
    def ids(address: str) -> frozenset[str]:
        return frozenset(trees[address].xpath("//@id")) if address in trees else frozenset()

    broken = []
    for address, tree in trees.items():
        for link in tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src | //form/@action"):
            if urlsplit(link).scheme in ("https", "http", "mailto") or address == "404.html":
                continue
            url, anchor = urldefrag(urljoin("/" + address, link))
            path = unquote(urlsplit(url).path).removeprefix("/")
            target = site / path / "index.html" if not path or path.endswith("/") else site / path
            if not target.exists() or (anchor and path in trees and unquote(anchor) not in ids(path)):
                broken.append((address, link))
    assert broken == []


def test_nothing_is_loaded_from_another_host(site: Path, trees: dict[str, Tree]) -> None:
    loads = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[not(@rel='canonical')]/@href"
    for address, tree in trees.items():
        for link in [*tree.xpath(loads), *tree.xpath("//form/@action")]:
            assert not urlsplit(link).netloc, (address, link)
    for path in [*site.rglob("*.css"), *(site / "assets").glob("js/*.js")]:
        assert not re.search(r"(url\(|import\s*)['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path


def test_the_tables_hold_every_entry_once(catalog: Catalog, trees: dict[str, Tree]) -> None:
    tree = trees["errors/"]
    for category in catalog.categories:
        rows = tree.xpath(f"//section[@data-category='{category.id}']//tbody/tr")
        assert [row.get("id") for row in rows] == [error.address for error in catalog.entries(category)]
        for row, error in zip(rows, catalog.entries(category), strict=True):
            assert row.xpath("./th/a/@href") == [f"{error.address}/"]
            assert row.get("data-status") == error.status
            cells = text_of(row)
            for answer in error.shown:
                assert answer.message is None or " ".join(answer.message.split()) in cells
                assert all(name in row.get("data-calls").split() for name in answer.calls)


def test_a_call_lists_its_checks_in_order(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for name, call in catalog.calls.items():
        steps = trees[f"calls/{name}/"].xpath("//ol[@class='steps']/li")
        assert len(steps) == len(call.steps), name
        for item, step in zip(steps, call.steps, strict=True):
            links = [link.rstrip("/").rsplit("/", 1)[-1] for link in item.xpath("./ul/li/a[1]/@href")]
            assert links == [catalog.owner[answer].address for answer in step.answers], (name, step.title)


def test_every_page_is_in_the_search_index(trees: dict[str, Tree], entries: list[dict[str, str]]) -> None:
    indexed = {entry["location"].split("#")[0] for entry in entries}
    assert {address for address in trees if address != "404.html"} <= indexed


def test_every_key_and_message_is_in_the_search_index(
    catalog: Catalog, site: Path, entries: list[dict[str, str]]
) -> None:
    pages: dict[str, str] = {}
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for _, place, *texts in index["config"]["exact"]:
        pages[place.split("#")[0]] = " ".join([pages.get(place.split("#")[0], ""), *texts])
    for entry in entries:
        page = entry["location"].split("#")[0]
        pages[page] = f"{pages.get(page, '')} {entry['title']} {entry['text']}"
    for address, error in catalog.errors.items():
        text = " ".join(pages[f"errors/{address}/"].split())
        assert error.name in text
        for answer in error.answers:
            assert error.status is not answer.sent or not answer.message or " ".join(answer.message.split()) in text


def test_alias_keys_and_other_spellings_lead_to_the_page(catalog: Catalog, site: Path) -> None:
    known: dict[str, str] = json.loads((site / "assets/data/addresses.json").read_text(encoding="utf-8"))
    for address, error in catalog.errors.items():
        assert known[f"errors/{address}".lower()] == f"errors/{address}/"
        for alias in error.aliases:
            if alias.key:
                assert known[f"errors/{alias.key}".lower().replace(" ", "-")] == f"errors/{address}/"
    for url in known.values():
        assert (site / url / "index.html").exists(), url


def test_generated_pages_have_their_place(catalog: Catalog, trees: dict[str, Tree]) -> None:
    for category in catalog.categories:
        entries = catalog.entries(category)
        for number, error in enumerate(entries):
            tree = trees[f"errors/{error.address}/"]
            crumbs = [text_of(item) for item in tree.xpath(f"//*[contains(@class, '{THEME['pathItem']}')]")]
            assert crumbs[-1] == category.title, error.address
            after = entries[number + 1 : number + 2]
            links = tree.xpath("//a[@rel='next']/@href")
            assert links == [f"../{later.address}/" for later in after]
            [source] = tree.xpath("//footer//code/text()")
            assert source == f"docs/catalog/errors/{category.id}/{error.address}.yml"


def test_public_urls() -> None:
    assert public_url("index.md") == ""
    assert public_url("index.md", directory_urls=False) == "index.html"
    assert public_url("errors/index.md") == "errors/"
    assert public_url("errors/notFound.md") == "errors/notFound/"
    assert public_url("errors/notFound.md", directory_urls=False) == "errors/notFound.html"
