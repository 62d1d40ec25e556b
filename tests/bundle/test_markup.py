"""What the bundle knows of the theme: all of it is used, and the built site still has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import html

from bundle import BundleError, markup
from tests.real import ROOT

NAMES: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "hooks/material.yml").read_text())["bundle"]
XPATHS = [name for name, entry in NAMES.items() if entry["for"].startswith("XPath")]
GLOBS = [name for name, entry in NAMES.items() if entry["for"].startswith("Glob")]
SELECTORS = [name for name, entry in NAMES.items() if entry["for"].startswith("CSS")]


def test_each_name_is_used_and_no_other() -> None:
    texts = [path.read_text() for path in (ROOT / "hooks/bundle").rglob("*.py")]
    used = {name for text in texts for name in re.findall(r'(?:known(?:_list)?|_only)\([^)]*?["\'](\w+)["\']\)', text)}
    assert used == set(NAMES)


def test_each_name_says_what_it_is_and_what_for() -> None:
    assert [name for name, entry in NAMES.items() if set(entry) != {"is", "for"} or not all(entry.values())] == []


def test_a_name_that_is_not_there_is_said_in_one_line() -> None:
    with pytest.raises(BundleError, match=r"^hooks/material\.yml:1: `bundle: nothing` ") as raised:
        markup.known("nothing")
    assert "\n" not in str(raised.value)


def test_the_site_still_has_what_is_looked_for(site: Path) -> None:
    trees = [html.parse(path).getroot() for path in site.rglob("*.html")]
    places = [[tree] for tree in trees]
    sets = [[tab for tree in trees for tab in tree.xpath(markup.known("tabs"))]]
    missing = []
    for name in XPATHS:
        # An XPath that begins with ./ is looked for within a set of tabs.
        starts = sets if markup.known(name).startswith("./d") else places
        if not any(start.xpath(markup.known(name)) for group in starts for start in group):
            missing.append(name)
    assert missing == ["edit_button"]  # it comes with REPO_URL; see below


def test_a_published_site_has_the_button_that_edits(published_site: Path) -> None:
    page = html.parse(published_site / "errors/checksumError/index.html").getroot()
    assert page.xpath(markup.known("edit_button"))


def test_the_site_still_has_the_files_that_are_changed_or_left_out(site: Path) -> None:
    patterns = [pattern for name in GLOBS for pattern in markup.known_list(name)]
    assert [pattern for pattern in patterns if not any(site.glob(pattern))] == []


def test_the_theme_still_sets_the_attributes_of_the_color_scheme(site: Path) -> None:
    script = "".join(path.read_text() for path in site.glob(markup.known("theme_script")))
    page = (site / "index.html").read_text()
    for name in SELECTORS:
        for attribute in re.findall(r"\[([\w-]+)", markup.known(name)):
            kind = attribute.removeprefix("data-md-color-")
            assert attribute in page or ("data-md-color-" in script and kind in script), name
