"""Runs a copied Python program in a process of its own, begun where the libraries that examples need are loaded.

A new Python would load httpx and lxml for each program, which takes ten times as long as the program.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_SECONDS = 30.0
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["httpx", "lxml.etree", __name__])


class Ended(NamedTuple):
    """How a program ended."""

    status: int | None
    """Its exit status; None if it did not end in time."""
    printed: str
    """What it wrote to standard output and standard error."""


def run_copied(script: Path, place: Path, environment: Mapping[str, str]) -> Ended:
    """Run a file as `python FILE` would in the folder `place`, with what stands there to import."""
    printed = script.with_suffix(".printed")
    process = _FORKS.Process(target=_run, args=(script, place, dict(environment), printed))
    process.start()
    process.join(_SECONDS)
    status = process.exitcode
    process.kill()
    process.join()
    process.close()
    return Ended(status, printed.read_text(encoding="utf-8"))


def _run(script: Path, place: Path, environment: dict[str, str], printed: Path) -> None:
    with printed.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    os.chdir(place)
    sys.argv = [str(script)]
    sys.path[:0] = [str(place)]
    runpy.run_path(str(script), run_name="__main__")
