"""The changelog: it is read whole or refused with every line that is wrong, and published as data."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from reference.catalog.problems import CatalogError
from reference.exports import changelog
from tests.real import ROOT

TEXT = """\
# Changelog

All notable changes.

## [Unreleased]

### Fixed

- `notFound` has its [other](https://example.org/) text.

## [1.0.0] - 2026-12-01

First version.
It is small.

### Added

- One.
- Two.
"""


def read(folder: Path, text: str) -> tuple[changelog.Version, ...]:
    (folder / changelog.FILE).write_text(text, encoding="utf-8")
    return changelog.read(folder)


def test_versions_dates_and_changes_are_read(tmp_path: Path) -> None:
    new, old = read(tmp_path, TEXT)
    assert (new.version, new.date, new.summary) == ("Unreleased", None, "")
    assert (old.version, old.date, old.summary) == ("1.0.0", "2026-12-01", "First version. It is small.")
    assert old.changes == {"Added": ["One.", "Two."]}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("## [Unreleased]", "## Unreleased", 5),
        ("## [Unreleased]", "## [1.1.0]", 5),
        ("## [Unreleased]", "## [Unreleased] - 2026-12-02", 5),
        ("- 2026-12-01", "- 2026-12-41", 11),
        ("- 2026-12-01", "- 20261201", 11),
        ("- 2026-12-01", "(2026-12-01)", 11),
        ("### Fixed", "### Mended", 7),
        ("- One.", "* One.", 18),
        ("- Two.", "  goes on", 19),
        ("First version.", "- First version.", 13),
    ],
)
def test_a_line_that_no_program_can_read_is_named(tmp_path: Path, old: str, new: str, line: int) -> None:
    with pytest.raises(CatalogError) as caught:
        read(tmp_path, TEXT.replace(old, new))
    assert f"{changelog.FILE}:{line}: " in str(caught.value)


def test_it_is_published_as_plain_texts(tmp_path: Path) -> None:
    new, old = json.loads(changelog.changelog_json(read(tmp_path, TEXT)))["versions"]
    assert list(new) == list(old)
    assert new["fixed"] == ["notFound has its other text."]
    assert (new["date"], old["date"], new["added"], old["added"]) == (None, "2026-12-01", [], ["One.", "Two."])


def test_the_newest_version_is_the_one_of_the_project(site: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    published = json.loads((site / "data" / "changelog.json").read_text(encoding="utf-8"))
    newest = published["versions"][0]
    assert newest["version"] in (changelog.UNRELEASED, project["version"])
    assert (newest["date"] is None) == (newest["version"] == changelog.UNRELEASED)


@pytest.mark.parametrize("twice", ["## [Unreleased]", "## [1.0.0] - 2026-12-01", "## [1.0.0] - 2026-11-30"])
def test_a_version_is_there_once(tmp_path: Path, twice: str) -> None:
    with pytest.raises(CatalogError) as caught:
        read(tmp_path, f"{TEXT}\n{twice}\n")
    [problem] = caught.value.problems
    assert problem.what == f"a second `{twice.split('[')[1].split(']')[0]}`"
