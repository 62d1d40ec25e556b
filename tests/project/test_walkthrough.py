"""README's walkthrough "Add an error", from its first command to a green suite, in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real import ROOT

COUNTING = [
    *("tests/catalog/test_facts.py", "tests/catalog/test_schema.py", "tests/catalog/test_generated.py"),
    "tests/catalog/test_release_history.py",
    *("tests/stub/test_responses.py", "tests/stub/test_order.py", "tests/client/test_responses_read.py"),
    *("tests/exports/test_errors_json.py", "tests/exports/test_errors_csv.py", "tests/exports/test_data_files.py"),
    *("tests/examples", "tests/site/test_pages.py", "tests/site/test_twins.py", "tests/tools/test_explain_command.py"),
    *("tests/bundle/test_docset.py", "tests/tools/test_explain.py"),
    "tests/browser/test_in_browser.py::test_search_finds_every_key_in_any_case",
    "tests/browser/test_in_browser.py::test_search_finds_every_exact_message",
    "tests/browser/test_in_browser.py::test_the_tables_work_without_javascript",
    "tests/bundle/test_offline.py::test_the_zip_is_within_its_budget_for_each_page",
]
"""The tests that look at every entry, key, size or file; the others can't tell that there is one more."""

WANTED = "not megabyte and not random and not what_their_pages_show and (not page_shows and not program or {key})"
"""All of them but endurance, and of the examples only the new ones; `make generate` has just run the others."""

_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def section() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text[text.index("## Add an error") : text.index("## Publish")]


def blocks(language: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(section()) if name == language]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own files, with the environments of this one."""
    folder = tmp_path_factory.mktemp("walkthrough") / "project"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for environment in (".venv", ".venv-bbblb", "snippets/javascript/node_modules"):
        if (ROOT / environment).is_dir():
            (folder / environment).symlink_to(ROOT / environment)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", folder / ".mypy_cache")
    return folder


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "MAKE", "MFLAGS"))}
    return subprocess.run(shlex.split(command), cwd=folder, env=quiet, capture_output=True, text=True, check=False)


@pytest.mark.skipif(Path(sys.prefix) != ROOT / ".venv", reason="make runs the project's own environment, .venv")
def test_an_error_is_added_in_two_files(copy: Path) -> None:
    new, generate, test = blocks("sh")
    [entry], [example] = blocks("yaml"), blocks("python")
    [entry_path] = re.findall(r"Fill in the entry, here `([^`]+)`", section())
    [example_path] = re.findall(r"and the example, `([^`]+)`", section())
    done = run(copy, new)
    assert done.returncode == 0, done.stderr
    assert {entry_path, example_path} < set(re.findall(r"written: (\S+)", done.stdout))

    left = run(copy, "make check")
    assert left.returncode != 0
    named = {line.split(":")[0] for line in left.stderr.splitlines() if "is not written yet" in line}
    assert named == {entry_path, example_path}, "the author writes these two files and no other"

    (copy / entry_path).write_text(entry, encoding="utf-8")
    (copy / example_path).write_text(example, encoding="utf-8")
    made = run(copy, generate)
    assert made.returncode == 0, made.stderr

    [key] = re.findall(r"KEY=(\w+)", new)
    options = f"-q -x -p no:cacheprovider -k '{WANTED.format(key=key)}'"
    suite = run(copy, f'{test.strip()} PYTEST="{options} {" ".join(COUNTING)}"')
    assert suite.returncode == 0, suite.stdout[-4000:] + suite.stderr[-2000:]


def test_the_problem_that_readme_shows_is_one_that_the_check_gives() -> None:
    [shown] = blocks("text")
    from reference.catalog.checks import calls

    assert Path(calls.__file__).read_text(encoding="utf-8").count("is sent, but no call names it") == 1
    assert "is sent, but no call names it; add it to a step or a success form of the call, or say `scope`" in shown
