"""Which release is packed: its version and its date."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bundle import BundleError
from reference.catalog.problems import CatalogError
from reference.exports import changelog
from reference.exports.edition import edition

TITLE = "BigBlueButton API Errors"


@dataclass(frozen=True)
class Release:
    """What names and dates the files."""

    version: str
    time: datetime
    """In UTC. Every packed file gets this time, so that equal contents give equal bytes."""

    @property
    def name(self) -> str:
        """What the files and the folder in the zip are called. Short: the zip holds it twice for each file."""
        return f"bbb-errors-{self.version}"

    @property
    def date(self) -> str:
        """The day, as people write it in lists: 2026-11-24."""
        return self.time.date().isoformat()


def read(root: Path) -> Release:
    """The release that a project's folder holds.

    Its time is SOURCE_DATE_EPOCH if that is set, else that of the last commit, else the day of the newest
    entry in the changelog.

    Raises:
        BundleError: If there is no version or no time.
    """
    try:
        version = edition(root, None, directory_urls=False).version
        seconds = os.environ.get("SOURCE_DATE_EPOCH") or _commit(root) or _changelog(root)
    except CatalogError as error:
        raise BundleError(str(error)) from error
    if not seconds:
        raise BundleError("no date for the files: set SOURCE_DATE_EPOCH, or date a release in CHANGELOG.md")
    try:
        return Release(version, datetime.fromtimestamp(int(seconds), UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise BundleError(f"SOURCE_DATE_EPOCH: {seconds!r} is no number of seconds") from error


def _commit(root: Path) -> str:
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603 - our own words
    except OSError:
        return ""  # no git on this machine


def _changelog(root: Path) -> str:
    """The first moment of the day of the newest release; an empty text if there is none yet."""
    day = next((version.date for version in changelog.read(root) if version.date), None)
    return str(int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())) if day else ""
