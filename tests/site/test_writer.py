"""The pages written to disk give the same articles as the pages that the hook adds, but for the looks of code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from reference.catalog.contents import Catalog
from reference.exports.publication import Publication
from reference.site import examples_in, write_source
from tests.bench import project
from tests.real import ROOT
from theme_contract import contract

FOR_SERVERS = {Path("_headers"), Path("robots.txt")}
"""What depends on where the site is published."""


@pytest.fixture(scope="module")
def plain_site(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from written pages by MkDocs without our hook."""
    folder = tmp_path_factory.mktemp("plain")
    write_source(ROOT / "docs", folder / "docs", Publication(catalog), examples_in(ROOT / "snippets", catalog))
    project(folder, folder / "docs", hooks=False)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_both_ways_give_the_same_articles(site: Path, plain_site: Path) -> None:
    paths = {path.relative_to(site) for path in site.rglob("*.html")}
    assert paths == {path.relative_to(plain_site) for path in plain_site.rglob("*.html")}
    made = {path.relative_to(site) for path in site.rglob("*") if path.is_file() and path.suffix != ".md"}
    assert made == {path.relative_to(plain_site) for path in plain_site.rglob("*") if path.is_file()} | FOR_SERVERS
    for path in sorted(paths):
        ours, theirs = (html.parse(folder / path).xpath("//article") for folder in (site, plain_site))
        assert len(ours) == len(theirs)
        for article, other in zip(ours, theirs, strict=True):
            assert _text(article) == _text(other), path


def test_a_folder_that_exists_is_left_alone(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        write_source(ROOT / "docs", tmp_path, Publication(catalog), examples_in(ROOT / "snippets", catalog))
    assert list(tmp_path.iterdir()) == []


def _text(article: html.HtmlElement) -> str:
    for button in article.xpath(f".//a[contains(@class, '{contract()['editButton']}')]"):
        button.drop_tree()
    for color in article.xpath(".//code//span"):
        color.drop_tag()
    for code in article.xpath(".//code[@class = 'whole']"):
        del code.attrib["class"]
    return " ".join(html.tostring(article, encoding="unicode").split())
