"""The constants: each language's own tools take the file without a warning, and its programs read the whole catalog."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Retry
from reference.exports import constants
from reference.exports.edition import Edition
from reference.exports.publication import Publication
from reference.pages.links import error_uri
from reference.snippets import load
from tests.real import ROOT

SITE = "https://errors.example.org/"
PROGRAMS = ROOT / "tests" / "data" / "constants"
EXAMPLES = ROOT / "snippets" / "data"
TSC = ROOT / "tests" / "node" / "node_modules" / "typescript" / "bin" / "tsc"
STRICT = ["--strict", "--noUncheckedIndexedAccess", "--noUnusedLocals", "--target", "es2022", "--module", "nodenext"]


@pytest.fixture(scope="module")
def published(catalog: Catalog) -> dict[str, str]:
    """The text of each language's file by name."""
    publication = Publication(catalog, Edition(url=SITE))
    return {name: constants.text(publication, name) for name in constants.LANGUAGES.values()}


@pytest.fixture
def place(published: dict[str, str], tmp_path: Path) -> Path:
    """A folder with the files of all languages, and the programs that use them."""
    for name, text in published.items():
        (tmp_path / name.removesuffix(".txt")).write_text(text, encoding="utf-8")
    for path in (*PROGRAMS.iterdir(), *EXAMPLES.glob("[Rr]etry.*")):
        if path.is_file():
            shutil.copyfile(path, tmp_path / path.name)
    return tmp_path


def tool(name: str) -> str:
    """The path of a program of a language."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} on this machine; install the language")
    return found


def told(place: Path, *command: str) -> str:
    """What a command prints; it must succeed and say nothing else."""
    quiet = {"GOPROXY": "off", "GOTOOLCHAIN": "local", "GOCACHE": str(place / "cache"), "GOFLAGS": "-mod=mod"}
    result = subprocess.run(
        command, cwd=place, env={**os.environ, **quiet}, capture_output=True, text=True, timeout=120, check=False
    )
    assert (result.returncode, result.stderr) == (0, ""), result.stdout + result.stderr
    return result.stdout


def python(place: Path) -> Iterator[str]:
    """Type-check strictly, then run."""
    yield told(place, sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "message_keys.py", "dump.py")
    yield told(place, sys.executable, "-W", "error", "dump.py")
    yield told(place, sys.executable, "-W", "error", "retry.py")


def typescript(place: Path) -> Iterator[str]:
    """Compile strictly, then run."""
    if not TSC.exists():
        pytest.skip("no TypeScript; `make node-env` installs it")
    yield told(place, tool("node"), str(TSC), *STRICT, "message-keys.ts", "dump.ts", "retry.ts")
    yield told(place, tool("node"), "dump.js")
    yield told(place, tool("node"), "retry.js")


def php(place: Path) -> Iterator[str]:
    """Run with every complaint shown."""
    command = (tool("php"), "-n", "-d", "error_reporting=-1", "-d", "display_errors=stderr")
    yield told(place, *command, "-l", "MessageKey.php").removeprefix("No syntax errors detected in MessageKey.php\n")
    yield told(place, *command, "dump.php")
    yield told(place, *command, "retry.php")


def java(place: Path) -> Iterator[str]:
    """Compile for the oldest release that is promised, with every warning an error, then run, as the page says."""
    (place / "bbberrors").mkdir()
    shutil.move(place / "MessageKey.java", place / "bbberrors")
    yield told(
        place,
        tool("javac"),
        "-Xlint:all",
        "-Xdoclint:all,-missing",
        "-Werror",
        "--release",
        "11",
        "-d",
        "out",
        "Dump.java",
        "Retry.java",
    )
    yield told(place, tool("java"), "-cp", "out", "Dump")
    yield told(place, tool("java"), "-cp", "out", "Retry")


def go(place: Path) -> Iterator[str]:
    """Look at the form and for mistakes, then run, as the page says: the file is a folder of the user's module."""
    (place / "go.mod").write_text("module example.org/portal\n\ngo 1.18\n", encoding="utf-8")
    for name, file in (("bbberrors", "messagekey.go"), ("dump", "dump.go"), ("retry", "retry.go")):
        (place / name).mkdir()
        shutil.move(place / file, place / name / file)
    yield told(place, tool("gofmt"), "-l", "bbberrors", "dump", "retry") + told(place, tool("go"), "vet", "./...")
    yield told(place, tool("go"), "run", "./dump")
    yield told(place, tool("go"), "run", "./retry")


LANGUAGES: dict[str, Callable[[Path], Iterator[str]]] = {
    "Python": python,
    "TypeScript": typescript,
    "PHP": php,
    "Java": java,
    "Go": go,
}


@pytest.mark.parametrize("language", constants.LANGUAGES)
def test_its_own_tools_take_the_file_and_its_programs_read_the_catalog(
    language: str, place: Path, catalog: Catalog
) -> None:
    complaints, dumped, shown = LANGUAGES[language](place)
    assert complaints == ""
    keyed = [error for error in catalog.errors.values() if error.key]
    expected = [
        [error.key, error.kind, error.status, str(error.retry is not Retry.NEVER).lower(), page_of(error.address)]
        for error in sorted(keyed, key=lambda error: (str(error.key).lower(), error.key))
    ]
    assert [line.split("\t") for line in dumped.splitlines()] == [*expected, ["none of the others"]]
    assert shown == (load(ROOT / "snippets")["data/retry.py:all"].output or "").replace("errors/", f"{SITE}errors/")


def page_of(address: str) -> str:
    return SITE + error_uri(address).removesuffix(".md") + "/"


def test_every_language_is_shown_on_the_page() -> None:
    shown = {example.language for example in load(ROOT / "snippets").values() if example.path.startswith("data/")}
    assert shown == {language.lower() for language in constants.LANGUAGES} == {name.lower() for name in LANGUAGES}
