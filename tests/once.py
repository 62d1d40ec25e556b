"""What several workers of pytest need is made by the first that asks; the others wait for it and take it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder of this test run.

    Args:
        factory: pytest's own fixture.
        name: Name of the folder, unique in the suite.
        make: Fills a folder that is not there yet; what it raises goes to the caller, and the next one tries again.
    """
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent  # a worker's own folder lies in that of the run
    with FileLock(run / f"{name}.lock"):
        folder = run / name
        if not folder.exists():
            draft = factory.mktemp(name) / name
            make(draft)
            draft.rename(folder)
    return folder
