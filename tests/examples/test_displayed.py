"""Every code block a reader can copy from the built HTML is one that was run or checked."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml
from lxml import html

from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET
from reference import snippets
from reference.catalog.contents import Catalog
from reference.pages.views import answer_forms, success_wires
from reference.site import examples_in
from tests.real import ROOT

EXEMPT: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "displayed.yml").read_text(encoding="utf-8"))
CURL_FREE = re.compile(r"^printf %s '([^']*)' \| sha256sum$")


@dataclass(frozen=True)
class Block:
    """One code block of the built site."""

    page: str
    language: str
    title: str
    text: str
    before: str
    """Text of the block before it on the page."""

    def __str__(self) -> str:
        """Page and beginning, for messages."""
        return f"{self.page}: {self.language}: {self.text[:60]!r}"


@pytest.fixture(scope="module")
def blocks(site: Path) -> list[Block]:
    """All code blocks of all pages."""
    found: list[Block] = []
    for path in sorted(site.rglob("*.html")):
        before = ""
        tree: Any = html.parse(path).getroot()
        for pre in tree.xpath("//pre"):
            [box] = pre.xpath("ancestor::div[contains(@class, 'highlight')][1]") or [pre]
            language = next((c[9:] for c in (box.get("class") or "").split() if c.startswith("language-")), "")
            title = box.xpath("string(.//span[@class='filename'])")
            text = pre.text_content().rstrip("\n")
            page = path.relative_to(site).as_posix().removesuffix("index.html")
            found.append(Block(page, language, title, text, before))
            before = text
    return found


@pytest.fixture(scope="module")
def examples(catalog: Catalog) -> dict[str, snippets.Example]:
    """All examples by id."""
    return examples_in(ROOT / "snippets", catalog)


@pytest.fixture(scope="module")
def hashed(catalog: Catalog) -> set[str]:
    """What a client hashes for the example request of each call."""
    return {f"{call.written}{call.query or ''}{EXAMPLE_SECRET}" for call in catalog.calls.values()}


@pytest.fixture(scope="module")
def answers(catalog: Catalog) -> set[str]:
    """Every body that an answer of the catalog or a success form can have."""
    bodies = {wire.shown for answer in catalog.answers.values() for wire in answer_forms(catalog, answer)}
    forms = [form for call in catalog.calls.values() for form in call.success]
    return bodies | {wire.shown for form in forms for wire in success_wires(catalog, form)}


def checksum(call: str, query: str) -> str:
    """SHA-256 checksum with the example secret, computed here and not by the code that made the page."""
    return hashlib.sha256(f"{call}{query}{EXAMPLE_SECRET}".encode()).hexdigest()


def is_signed(path: str) -> bool:
    """Whether the checksum of an address with the example secret is right, or none is needed."""
    url = urlsplit(path)
    query, _, value = url.query.rpartition("checksum=")
    if not value or "sessionToken" in dict(parse_qsl(url.query)):
        return "sessionToken" in url.query
    return value == checksum(url.path.removeprefix("/bigbluebutton/api/"), query.rstrip("&"))


def displayed(example: snippets.Example) -> str:
    """An example as a page shows it: Markdown makes blanks of the tabs in Go's code."""
    return example.text.rstrip("\n").expandtabs(4)


def changed(text: str, difference: str) -> str:
    """A text after the lines with a minus were taken out of it, and those with a plus put in."""
    lines, at = text.split("\n"), 0
    for line in difference.split("\n"):
        if line.startswith("-"):
            at = lines.index(line[1:], at)
            del lines[at]
        else:
            lines.insert(at, line[1:])
            at += 1
    return "\n".join(lines)


def is_checked(block: Block, examples: dict[str, snippets.Example], answers: set[str], hashed: set[str]) -> bool:
    """Whether the block is one whose content is known to be right."""
    texts = {displayed(example): example for example in examples.values()}
    if block.text in texts and texts[block.text].language == block.language:
        return True
    if block.language in snippets.LANGUAGES.values() and block.language != "sh":
        return False
    if block.title == "Output":
        return block.before in texts and texts[block.before].output == block.text + "\n"
    if block.language == "diff":
        return block.before in answers and changed(block.before, block.text) in answers
    if block.title.startswith("HTTP "):
        return block.text in answers
    if block.language == "http":
        request, host = block.text.split("\n")
        method, path, version = request.split(" ")
        return (
            method in ("GET", "POST") and version == "HTTP/1.1" and host == f"Host: {EXAMPLE_HOST}" and is_signed(path)
        )
    if block.title.startswith("What is sent"):
        return is_signed(block.text)
    if block.title.startswith("What is hashed"):
        return block.text in hashed
    if CURL_FREE.match(block.text):
        return digest_of(block.text) == block.before.partition(" HTTP/1.1")[0].rpartition("checksum=")[2]
    return block.text in answers


@pytest.fixture(scope="module")
def checked(examples: dict[str, snippets.Example], answers: set[str], hashed: set[str]) -> Callable[[Block], bool]:
    """Tells of a block whether its content is known to be right."""
    return lambda block: is_checked(block, examples, answers, hashed)


def digest_of(command: str) -> str:
    """What the shown command prints, run by a real shell."""
    shell = shutil.which("sh")
    assert shell
    result = subprocess.run([shell, "-c", command], capture_output=True, text=True, check=True)
    return result.stdout.split(" ")[0]


def is_exempt(block: Block) -> bool:
    return any(item["page"] == block.page and block.text.startswith(item["begins"]) for item in EXEMPT)


def test_every_block_was_run_or_checked(blocks: list[Block], checked: Callable[[Block], bool]) -> None:
    wrong = [str(block) for block in blocks if not checked(block) and not is_exempt(block)]
    assert not wrong, "\n".join(wrong)


def test_exemptions_are_needed_and_have_reasons(blocks: list[Block], checked: Callable[[Block], bool]) -> None:
    assert [(e["page"], e["begins"]) for e in EXEMPT] == sorted((e["page"], e["begins"]) for e in EXEMPT)
    for item in EXEMPT:
        assert item["why"].strip()
        found = [b for b in blocks if b.page == item["page"] and b.text.startswith(item["begins"])]
        assert found, f"no block needs the exemption {item}"
        assert not any(checked(block) for block in found), f"not needed: {item}"


@pytest.mark.parametrize("why", sorted({item["why"] for item in EXEMPT if "test_" in item["why"]}))
def test_a_test_that_an_exemption_names_is_there(why: str) -> None:
    names = re.findall(r"\S*test_\w+\.py", why)
    assert [name for name in names if not (ROOT / name).is_file()] == []


def test_the_guide_installs_the_version_that_the_client_pins() -> None:
    pinned = json.loads((ROOT / "snippets/javascript/package.json").read_text(encoding="utf-8"))["dependencies"]
    guide = (ROOT / "docs/guides/from-javascript.md").read_text(encoding="utf-8")
    installed = dict(re.findall(r"^npm install (\S+)@(\S+)$", guide, re.MULTILINE))
    assert installed
    assert installed.items() <= pinned.items()


def test_every_example_is_shown_or_is_a_file(
    site: Path, blocks: list[Block], examples: dict[str, snippets.Example]
) -> None:
    shown = {block.text for block in blocks if block.language in snippets.LANGUAGES.values()}
    files = {name: site / uri for name, uri in snippets.PROGRAMS.items() if name in examples}
    for name, path in files.items():
        assert path.read_text(encoding="utf-8") == examples[name].text
    orphans = [name for name, example in examples.items() if name not in files and displayed(example) not in shown]
    assert not orphans, "\n".join(orphans)
