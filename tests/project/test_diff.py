"""`make diff`: what a change of the catalog means, against a commit of a real repository."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reference import comparison
from reference.__main__ import main
from reference.catalog.loading import load
from reference.catalog.problems import CatalogError
from tests.real import ROOT

MINIMAL = ROOT / "tests" / "data" / "minimal"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the minimal catalog in its only commit."""
    shutil.copytree(MINIMAL, tmp_path / "docs")
    commit(tmp_path)
    return tmp_path


def commit(project: Path) -> None:
    """Commit all there is."""
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        git = ["git", "-C", str(project), "-c", "user.name=a", "-c", "user.email=a@example.org", *command]
        subprocess.run(git, check=True, capture_output=True)


def said(project: Path) -> list[str]:
    before = comparison.at_commit(project, "HEAD")
    return list(comparison.differences(before, load(project / "docs" / "catalog")))


def test_the_same_catalog_means_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(project) == []
    assert main(["--catalog", str(project / "docs" / "catalog"), "diff", "HEAD"]) == 0
    assert capsys.readouterr().out == "The catalog means the same as that of HEAD.\n"


def test_changed_texts_and_ranks_are_said(project: Path) -> None:
    ranks = project / "docs" / "catalog" / "ranks.yml"
    ranks.write_text(ranks.read_text().replace("rank: 2", "rank: 3"))
    [entry] = (project / "docs" / "catalog" / "errors").rglob("sizeError.yml")
    entry.write_text(entry.read_text().replace("is too long\n", "has too many letters\n"))
    lines = said(project)
    assert "- `sizeError`, rank: `2` → `3`" in lines
    assert "- `sizeError-name`, message: `Name {name} is too long` → `Name {name} has too many letters`" in lines
    assert not any("sample" in line or "gateway" in line for line in lines)


def test_removed_entries_stand_out(project: Path) -> None:
    [entry] = (project / "docs" / "catalog" / "errors").rglob("oldError.yml")
    entry.unlink()
    sources = project / "docs" / "catalog" / "sources.yml"  # its run was evidence for that entry only
    sources.write_text(sources.read_text().partition("runs:")[0])
    assert [line for line in said(project) if line.startswith("-")] == [
        "- **removed**: `oldError`",
        "- **removed**: `oldError-create`",
    ]


def test_a_commit_with_a_link_to_elsewhere_is_one_line(project: Path) -> None:
    (project / "docs/catalog/calls/x.yml").symlink_to("/etc/hostname")
    commit(project)
    with pytest.raises(CatalogError) as caught:
        comparison.at_commit(project, "HEAD")
    assert str(caught.value).count("\n") == 0
    assert "compare with another commit" in str(caught.value)


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD; touch x"])
def test_a_commit_that_is_not_there_is_one_line(project: Path, revision: str) -> None:
    with pytest.raises(CatalogError) as caught:
        comparison.at_commit(project, revision)
    assert str(caught.value).count("\n") == 0
    assert "name a commit" in str(caught.value)
    assert not (project / "x").exists()
