"""Version and date of what is packed: from the project's own files, and refused in one line if they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle import BundleError, release


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without a repository around it."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.0 (unreleased)\n\n## 1.1.0 (2026-12-01)\n")
    return tmp_path


def test_the_environment_dates_the_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795424000")
    found = release.read(root)
    assert (found.name, found.date) == ("bbb-errors-1.2.0", "2026-11-23")


def test_without_a_repository_the_newest_release_does(root: Path) -> None:
    assert release.read(root).date == "2026-12-01"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("CHANGELOG.md", "# Changelog\n\n## 1.2.0 (unreleased)\n", "no date for the files"),
        ("CHANGELOG.md", "# Changelog\n\n## 1.2.0 (soon)\n", "CHANGELOG.md:3: "),
        ("pyproject.toml", "[project]\n", "pyproject.toml:1: no version can be read"),
    ],
)
def test_what_says_nothing_is_refused(root: Path, file: str, text: str, said: str) -> None:
    (root / file).write_text(text)
    with pytest.raises(BundleError, match=said):
        release.read(root)


def test_an_epoch_that_is_no_number_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(BundleError, match="no number of seconds"):
        release.read(root)
