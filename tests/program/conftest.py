"""The wheel, built once, and two environments with it: one with nothing else, one with what a tester installs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures import pack
from tests.once import made_in_place, made_once
from tests.real import ROOT

TESTER = ("execnet", "iniconfig", "packaging", "pluggy", "pygments", "pytest", "pytest-xdist")
"""pytest and pytest-xdist with what they need, as requirements-test.txt has them."""


def locked(name: str, wanted: tuple[str, ...] = ()) -> str:
    """A lock, or the part of it that is about some packages."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^[^\s#].*\n(?:\s.*\n)*", text, re.MULTILINE)
    return "".join(block for block in blocks if not wanted or block.split("==")[0] in wanted)


def installed(folder: Path, wheel: str, requirements: str = "") -> None:
    """Make an environment without pip, and install locked packages and the wheel into it; skips without an index."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    command += ["--python", str(folder / "bin" / "python"), "install", "--no-compile"]
    if requirements:
        lock = folder / "lock.txt"
        lock.write_text(requirements, encoding="utf-8")
        fetched = subprocess.run(
            [*command, "--require-hashes", "-r", str(lock)], capture_output=True, text=True, check=False
        )
        if fetched.returncode:
            pytest.skip(f"pip can't install packages, see `make test-env`: {fetched.stderr.splitlines()[-1]}")
    subprocess.run([*command, "--no-index", wheel], check=True)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `make wheel` packs."""

    def make(out: Path) -> None:
        result = pack(ROOT, out, "--wheel")
        assert result.returncode == 0, result.stderr

    [found] = made_once(tmp_path_factory, "wheel", make).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the program and nothing else: the folder with its commands."""
    return made_in_place(tmp_path_factory, "bare", lambda folder: installed(folder, str(wheel))) / "bin"


@pytest.fixture(scope="session")
def tester(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in which tests run against the stub: the folder with its commands."""
    lock = locked("requirements-stub.txt") + locked("requirements-test.txt", TESTER)
    make = lambda folder: installed(folder, f"{wheel}[stub]", lock)  # noqa: E731 - a name for one line
    return made_in_place(tmp_path_factory, "tester", make) / "bin"
