"""Version and date of what is packed: from the project's own files, and refused in one line if they say nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bundle import BundleError, release
from tests.real import ROOT


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without a repository."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-12-01\n")
    return tmp_path


def test_the_environment_dates_the_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795424000")
    found = release.read(root)
    assert (found.name, found.date) == ("bbb-errors-1.2.0", "2026-11-23")


def git(folder: Path, *words: str) -> None:
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *author, *words], check=True, capture_output=True)  # noqa: S607 - whichever git the machine has


def test_the_last_commit_dates_the_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-10-09T23:30:00-0200")
    git(root, "init")
    git(root, "commit", "--allow-empty", "--message", "A commit")
    assert release.read(root).date == "2026-10-10"


def test_a_repository_around_the_folder_does_not_date_it(root: Path) -> None:
    inner = root / "inner"
    inner.mkdir()
    for name in ("pyproject.toml", "CHANGELOG.md"):
        (root / name).rename(inner / name)
    git(root, "init")
    git(root, "commit", "--allow-empty", "--message", "A commit")
    assert release.read(inner).date == "2026-12-01"


def test_without_a_repository_the_newest_release_does(root: Path) -> None:
    assert release.read(root).date == "2026-12-01"


def test_a_downloaded_archive_without_a_release_has_the_time_of_its_files(root: Path) -> None:
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n")
    os.utime(root / "pyproject.toml", (1_795_424_000, 1_795_424_000))
    assert release.read(root).date == "2026-11-23"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("CHANGELOG.md", "# Changelog\n\n## [1.2.0] - soon\n", "CHANGELOG.md:3: "),
        ("pyproject.toml", "[project]\n", "pyproject.toml:1: no version can be read"),
        ("pyproject.toml", "project\n", "pyproject.toml:1: no version can be read"),
        ("pyproject.toml", "a=" + "[" * 5000, "pyproject.toml:1: no version can be read"),
        ("pyproject.toml", "[project]\nversion='1'\na=" + "1" * 5000, "pyproject.toml:1: no version can be read"),
        ("pyproject.toml", "[project]\nversion='../x'\n", "pyproject.toml:2: the version cannot be"),
        ("CHANGELOG.md", "## [1.2.0] - 0001-01-01\n", "cannot hold the year 1;"),
        ("CHANGELOG.md", "## [1.2.0] - " + "9" * 5000 + "\n", r"CHANGELOG.md:1: '9{57}\.\.\.' is not a day"),
    ],
)
def test_what_says_nothing_is_refused(root: Path, file: str, text: str, said: str) -> None:
    (root / file).write_text(text)
    with pytest.raises(BundleError, match=said) as raised:
        release.read(root)
    assert "\n" not in str(raised.value)


def test_a_changelog_that_is_no_text_is_refused(root: Path) -> None:
    (root / "CHANGELOG.md").write_bytes(b"\xff")
    with pytest.raises(BundleError, match=r"CHANGELOG\.md:1: the changelog cannot be read"):
        release.read(root)


def test_a_missing_changelog_is_refused(root: Path) -> None:
    (root / "CHANGELOG.md").unlink()
    with pytest.raises(BundleError, match=r"CHANGELOG\.md:1: the changelog cannot be read"):
        release.read(root)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [("today", "not a number of seconds"), ("9" * 30, "not a number of seconds"), ("0", "cannot hold the year 1970")],
)
def test_a_time_that_a_zip_cannot_hold_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, seconds: str, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(BundleError, match=said):
        release.read(root)


def test_the_bundle_does_not_load_the_catalog_to_know_its_release() -> None:
    script = "import sys; from bundle import __main__; print([name for name in sys.modules if 'reference' in name])"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, 'hooks'); {script}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
