"""The environment of the real balancer, beside that of the tests. `make balancer-env` makes it where it can."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.real import ROOT

FOLDER = Path(f"{sys.prefix}-bbblb")
LOCK = ROOT / "requirements-balancer.txt"


def python() -> Path:
    """The Python in which bbblb is installed."""
    return FOLDER / "bin" / "python"


def missing() -> str | None:
    """Say in one line why the balancer cannot run, or nothing if it can."""
    installed = FOLDER / "balancer.lock"
    if installed.is_file() and installed.read_bytes() == LOCK.read_bytes() and python().exists():
        return None
    return (
        "tests/balancer is not collected: bbblb is not installed; make balancer-env does it with Python 3.13 or newer"
    )
