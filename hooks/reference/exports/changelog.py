"""CHANGELOG.md read as data, and changelog.json, for readers who follow the reference with a program."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reference.catalog.files import read_text
from reference.catalog.problems import CatalogError, Problem, shorten
from reference.pages.text import plain

FILE = "CHANGELOG.md"
URI = "data/changelog.json"
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
UNRELEASED = "Unreleased"

_RELEASE = re.compile(r"## \[(?P<version>[^\]\s]+)\](?: - (?P<date>\S+))?")


@dataclass
class Version:
    """What one version of the reference brought."""

    version: str
    """Its number, or the word Unreleased."""
    date: str | None
    """The day, as 2027-01-31; nothing if it is not released yet."""
    summary: str = ""
    changes: dict[str, list[str]] = field(default_factory=dict)
    """By kind, as in KINDS: the items, as Markdown."""


def read(root: Path) -> tuple[Version, ...]:
    """The versions in a project's changelog, newest first.

    Raises:
        CatalogError: If there is no changelog, or with every line that is none of the format's.
    """
    text = read_text(root / FILE, FILE)
    found: list[Version] = []
    problems: list[Problem] = []
    kind = ""
    for number, line in enumerate(text.splitlines(), 1):
        release = _RELEASE.fullmatch(line)
        if release and release["version"] in {version.version for version in found}:
            problems.append(Problem(FILE, number, f"a second `{shorten(release['version'])}`", "put both into one"))
        elif release and _is_dated(release["version"], release["date"]):
            found.append(Version(release["version"], release["date"]))
            kind = ""
        elif not line.strip() or (not found and not line.startswith("## ")):
            continue
        elif line.removeprefix("### ") in KINDS and found:
            kind = line.removeprefix("### ")
        elif line.startswith("- ") and kind:
            found[-1].changes.setdefault(kind, []).append(line.removeprefix("- "))
        elif not line.startswith(("#", "-", " ")) and not kind:
            found[-1].summary = f"{found[-1].summary} {line}".strip()
        else:
            kinds = ", ".join(KINDS)
            todo = f"write `## [1.2.3] - 2027-01-31`, or `## [{UNRELEASED}]`, or `### ` and one of {kinds}, or `- `"
            problems.append(Problem(FILE, number, "a program can't read this line", todo))
    if problems:
        raise CatalogError(problems)
    return tuple(found)


def _is_dated(version: str, day: str | None) -> bool:
    """Whether a version has a day of the form 2027-01-31, or needs none."""
    if day is None:
        return version == UNRELEASED
    try:
        return version != UNRELEASED and date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def changelog_json(history: tuple[Version, ...]) -> str:
    """Return the text of changelog.json: versions, newest first; every kind of change is a list of plain texts."""
    versions = [
        {"version": each.version, "date": each.date, "summary": plain(each.summary)}
        | {kind.lower(): [plain(item) for item in each.changes.get(kind, ())] for kind in KINDS}
        for each in history
    ]
    return json.dumps({"versions": versions}, indent=1, ensure_ascii=False) + "\n"
