"""Reads errors.json for the explain tool. Standard library only."""

from __future__ import annotations

import json
from pathlib import Path

from bbb_wire.signs import Data, explain_data

NAME = "errors.json"
_HERE = Path(__file__).resolve().parent
PLACES = (_HERE / NAME, _HERE.parent / "data" / NAME)


class DataError(Exception):
    """errors.json is missing or another file; shown as one line."""


def load(path: Path | None = None) -> Data:
    """The tool's data from a file, or from the first of PLACES; raises DataError."""
    found = path or next((place for place in PLACES if place.is_file()), None)
    if found is None:
        raise DataError(f"{NAME} is missing; put it next to this program or in ../data, or name it with --data")
    if found.exists() and not found.is_file():
        raise DataError(f"{found}: is not a file; name {NAME}")
    try:
        reference = json.loads(found.read_text(encoding="utf-8"))
        data = explain_data(reference)
        for each in (*data["entries"].values(), *data["sentences"], *(s for s in data["signs"] if s["url"])):
            each["url"] = _address(reference["site"], found, each["url"])
        return data
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{found}: cannot be read as {NAME} ({type(error).__name__})") from error


def _address(site: str | None, found: Path, page: str) -> str:
    """Where the reader finds a page: on the public site, else beside the data, else as it is."""
    if site:
        return f"{site}{page}"
    path, anchor, place = page.partition("#")
    beside = found.resolve().parent.parent / path
    return f"{beside}{anchor}{place}" if beside.is_file() else page
