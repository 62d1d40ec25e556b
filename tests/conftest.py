"""Rules for all tests."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.balancer import environment

pytest_plugins = ["tests.fixtures"]

LONGEST = "tests/project/test_walkthrough.py"
LONG = ("tests/tools/test_doctor.py", "tests/browser/test_accessibility.py")
"""Modules whose tests take longest; begun late, one of them would keep a worker busy while the other is done."""


BALANCER = Path(environment.__file__).parent
"""Tests with a real balancer, which needs a newer Python than the project."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of the balancer where it is not installed. They are not skipped: nothing is missing."""
    here = BALANCER in (collection_path, *collection_path.parents)
    return True if here and environment.missing() else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it if they were left out."""
    if told := environment.missing():
        terminalreporter.write_line(told)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """For `-n auto`, run three workers for every two processors: many tests wait, such as for a deadline to pass."""
    processors = yield
    asked = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return processors if asked else processors + processors // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright leaves an event loop running, in which asyncio.run fails."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.nodeid.startswith(LONGEST):
        return -1
    if "browser" not in getattr(item, "fixturenames", ()):
        return 0
    return 1 if item.nodeid.startswith(LONG) else 2


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the whole suite must run (CI=true), a skipped test has failed."""
    report = yield
    _fail_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same goes for a module that skips itself."""
    report = yield
    _fail_skip(report)
    return report


def _fail_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI=true forbids: {report.longrepr}"
