"""Which release is packed: its version and its date."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from bundle import BundleError

TITLE = "BigBlueButton API Errors"

_PROJECT = "pyproject.toml"
_CHANGELOG = "CHANGELOG.md"
_RELEASED = re.compile(r"## \[[^\]]+\] - (?P<date>\S+)")
_YEARS = range(1980, 2108)
"""The years that a zip can tell."""


@dataclass(frozen=True)
class Release:
    """What names and dates the files."""

    version: str
    time: datetime
    """In UTC. Every packed file gets this time, so that equal contents give equal bytes."""

    @property
    def name(self) -> str:
        """What the files and the folder in the zip are called."""
        return f"bbb-errors-{self.version}"

    @property
    def date(self) -> str:
        """The day, as people write it in lists: 2026-11-24."""
        return self.time.date().isoformat()


def read(root: Path) -> Release:
    """Return the release that a project's folder holds.

    Its time is SOURCE_DATE_EPOCH if that is set, else that of the last commit; in a downloaded archive, which has no
    commits, the day of the newest release in the changelog, else the time of the files.

    Raises:
        BundleError: If there is no version or no time.
    """
    version = _version(root)
    moment = _from_environment() or _from_commit(root) or _from_changelog(root) or _from_file(root)
    if moment.year not in _YEARS:
        raise BundleError(f"a zip cannot hold the year {moment.year}; set SOURCE_DATE_EPOCH to seconds since 1970")
    return Release(version, moment)


def _version(root: Path) -> str:
    from reference.catalog.problems import CatalogError  # when a release is read, not when the bundle is loaded
    from reference.exports.edition import edition

    try:
        return edition(root, None, directory_urls=True).version
    except CatalogError as error:
        raise BundleError(str(error)) from error


def _shorten(text: str) -> str:
    from reference.catalog.problems import shorten

    return shorten(text)


def _from_environment() -> datetime | None:
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BundleError(
            f"SOURCE_DATE_EPOCH: {_shorten(seconds)!r} is not a number of seconds; give seconds since 1970"
        ) from error


def _from_commit(root: Path) -> datetime | None:
    if not (root / ".git").exists():  # or git would tell of a repository that the folder happens to lie in
        return None
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        seconds = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - our own words
    except OSError:
        return None  # no git on this machine
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds else None
    except (ValueError, OverflowError, OSError) as error:
        raise BundleError(f"the last commit has no time ({_shorten(seconds)}); set SOURCE_DATE_EPOCH") from error


def _from_changelog(root: Path) -> datetime | None:
    """Return the first moment of the day of the newest release, if there was one."""
    try:
        lines = (root / _CHANGELOG).read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise BundleError(f"{_CHANGELOG}:1: the changelog cannot be read; put it back, in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if found := _RELEASED.fullmatch(line):
            try:
                return datetime.combine(date.fromisoformat(found["date"]), time(), UTC)
            except ValueError as error:
                day = _shorten(found["date"])
                raise BundleError(f"{_CHANGELOG}:{number}: {day!r} is not a day; write 2027-01-31") from error
    return None


def _from_file(root: Path) -> datetime:
    """Return the time of a file: in a downloaded archive that is the time of its commit."""
    return datetime.fromtimestamp(int((root / _PROJECT).stat().st_mtime), UTC)
