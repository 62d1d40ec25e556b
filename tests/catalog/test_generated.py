"""The files that a program writes are compared line by line, and the first difference is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference import generate
from reference.catalog.problems import CatalogError
from tests.real import ROOT, real_catalog


def said(root: Path, *files: tuple[str, str]) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        generate.check(root, iter(files))
    return [str(problem) for problem in caught.value.problems]


def test_the_generated_files_of_the_project_are_right() -> None:
    generate.check(ROOT, generate.generated(ROOT, real_catalog()))


def test_the_first_difference_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\nthree\n")
    assert said(tmp_path, ("a.txt", "one\n2\n3\n"), ("b.txt", "x\n")) == [
        "a.txt:2: this file has `two` where `2` belongs; run `make generate`",
        "b.txt:1: this generated file is missing; run `make generate`",
    ]
    assert said(tmp_path, ("a.txt", "one\n")) == [
        "a.txt:2: this file has `two` where the end belongs; run `make generate`"
    ]
    assert said(tmp_path, ("a.txt", "one\ntwo\nthree\nfour\n")) == [
        "a.txt:4: this file ends where `four` belongs; run `make generate`"
    ]


def test_only_what_is_not_right_is_written(tmp_path: Path) -> None:
    files = [("x/a.txt", "a\n"), ("b.txt", "b\n")]
    assert generate.write(tmp_path, iter(files)) == ["x/a.txt", "b.txt"]
    (tmp_path / "b.txt").write_text("changed\n")
    assert generate.write(tmp_path, iter(files)) == ["b.txt"]
    generate.check(tmp_path, iter(files))


def test_a_seed_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / generate.SEED).parent.mkdir(parents=True)
    (tmp_path / generate.SEED).write_text("meetings: [\n")
    with pytest.raises(CatalogError, match=r"^hooks/bbb_stub/seed\.yml:\d: "):
        list(generate.generated(tmp_path, real_catalog()))
