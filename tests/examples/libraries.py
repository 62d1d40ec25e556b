"""The environment of the examples with other people's client libraries, made once for a process that asks for it."""

from __future__ import annotations

import atexit
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.real import ROOT

LOCK = ROOT / "requirements-libraries.txt"


@cache
def folder() -> Path:
    """The folder of the environment, which goes when Python ends. Nothing is in it yet."""
    place = tempfile.TemporaryDirectory()
    atexit.register(place.cleanup)
    return Path(place.name)


def python() -> Path:
    """The Python of the environment."""
    return folder() / "bin" / "python"


@cache
def missing() -> str:
    """Make the environment and install the locked libraries; return why that failed, or nothing."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder())], check=True)
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", str(python())]
    command += ["install", "--no-compile", "--only-binary", ":all:", "--require-hashes", "-r", str(LOCK)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return ""
    said = result.stderr.strip().splitlines() or ["it says nothing"]
    return f"pip can't install {LOCK.name}, see `make test-env`: {said[-1]}"
