"""The linters of each language have nothing to say about its programs; for JavaScript, `make check` calls them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.languages.driving import DRIVERS, SNIPPETS
from tests.real import ROOT

HERE = ROOT / "tests" / "languages"


def files(pattern: str) -> list[str]:
    """The programs of a kind: examples and drivers, without what packages bring.

    Those in data/ are left out: they stand beside the constants of the keys, and their own tests compile them there.
    """
    found = [path for folder in (SNIPPETS, DRIVERS) for path in folder.rglob(pattern)]
    return [str(path) for path in sorted(found) if not {"node_modules", "data"} & set(path.parts)]


def _java(place: Path) -> Sequence[str]:
    return "javac", "-Xlint:all", "-Werror", "-d", str(place), *files("*.java")


LINTERS: dict[str, tuple[Path, Callable[[Path], Sequence[str]]]] = {
    "php -l": (ROOT, lambda _: ("sh", "-c", 'for each; do php -l "$each" || exit 1; done', "-", *files("*.php"))),
    "phpcs": (ROOT, lambda _: ("phpcs", "-q", f"--standard={HERE / 'phpcs.xml'}", *files("*.php"))),
    "gofmt": (ROOT, lambda _: ("gofmt", "-l", *files("*.go"))),
    "go vet": (SNIPPETS / "go", lambda _: ("go", "vet", "./...")),
    "go vet of the driver": (DRIVERS / "driver", lambda _: ("go", "vet", "./...")),
    "javac": (ROOT, _java),
    "checkstyle": (ROOT, lambda _: ("checkstyle", "-c", str(HERE / "checkstyle.xml"), *files("*.java"))),
    "ruby -wc": (ROOT, lambda _: ("ruby", "-wc", *files("*.rb"))),
    "rubocop": (ROOT, lambda _: ("rubocop", "--config", str(HERE / "rubocop.yml"), *files("*.rb"))),
    "shellcheck": (ROOT, lambda _: ("shellcheck", *files("*.sh"), *files("*.bash"))),
}
"""Where each runs, and its command, given an empty folder."""

SILENT = {"gofmt"}
"""Linters that list what is wrong and end well all the same."""


@pytest.mark.parametrize("name", LINTERS)
def test_nothing_to_say(name: str, tmp_path: Path) -> None:
    folder, command = LINTERS[name]
    tool = name.split()[0]
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} on this machine")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        list(command(tmp_path)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (name in SILENT and done.stdout), done.stdout
