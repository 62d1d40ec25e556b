"""What several workers of pytest need is made by the first that asks; the others wait for it and take it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def _run_of(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a test run share."""
    run = factory.getbasetemp()
    return run.parent if "PYTEST_XDIST_WORKER" in os.environ else run  # a worker's own folder lies in that of the run


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this test run.

    Args:
        factory: pytest's own fixture.
        name: Name of the folder, unique in the suite.
        make: Fills a folder that is not there yet; what it raises goes to the caller, and the next one tries again.
    """
    run = _run_of(factory)
    with FileLock(run / f"{name}.lock"):
        folder = run / name
        if not folder.exists():
            draft = factory.mktemp(name) / name
            make(draft)
            draft.rename(folder)
    return folder


def made_in_place(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The same for a folder that can't be moved once it is made, such as an environment of Python."""
    run = _run_of(factory)
    folder, ready = run / name, run / f"{name}.ready"
    with FileLock(run / f"{name}.lock"):
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            ready.touch()
    return folder
