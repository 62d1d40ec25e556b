"""Reads errors.json for the explain tool. Standard library only."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bbb_wire.signs import Data, explain_data

NAME = "errors.json"
_HERE = Path(__file__).resolve().parent
PLACES = (_HERE / NAME, _HERE.parent / "data" / NAME)

PREPARED = _HERE / "explain.json"
"""What `prepared` returns for the errors.json beside it; the wheel has it, since it's read in a sixth of the time."""


class DataError(Exception):
    """errors.json is missing or another file; shown as one line."""


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command take another errors.json."""
    parser.add_argument("--data", type=Path, metavar="FILE", help="errors.json, if it is elsewhere")


def find(path: Path | None = None) -> Path:
    """The file that is named, or the first of PLACES that is there; raises DataError."""
    found = path or next((place for place in PLACES if place.is_file()), None)
    if found is None:
        raise DataError(f"{NAME} is missing; put it next to this program or in ../data, or name it with --data")
    if not found.exists():
        raise DataError(f"{_shown(found)}: there is no such file; name {NAME}")
    if not found.is_file():
        raise DataError(f"{_shown(found)}: is not a file; name {NAME}")
    return found


def read(path: Path) -> dict[str, Any]:
    """The content of errors.json; raises DataError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(content, dict) or not {"version", "schema_version", "errors"} <= content.keys():
        raise DataError(f"{_shown(path)}: is not the reference; name its {NAME}")
    return content


def prepared(reference: Data) -> Data:
    """What explain takes from errors.json, and the address of its site, if that is known."""
    return {"site": reference["site"], "data": explain_data(reference)}


def load(path: Path | None = None) -> Data:
    """The tool's data from a file, or from the first of PLACES; raises DataError."""
    found = find(path)
    try:
        ready = path is None and PREPARED.is_file()
        content = json.loads(PREPARED.read_text(encoding="utf-8")) if ready else prepared(read(found))
        data: Data = content["data"]
        for each in (*data["entries"].values(), *data["sentences"], *(s for s in data["signs"] if s["url"])):
            each["url"] = _address(content["site"], found, each["url"])
        return data
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{_shown(found)}: is of another version than this program; take both from one release"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(found, error) from error


def _unreadable(path: Path, error: Exception) -> DataError:
    return DataError(f"{_shown(path)}: cannot be read as {NAME} ({type(error).__name__})")


def _shown(path: Path) -> str:
    """A path in one line that a terminal may show."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(path))


def _address(site: str | None, found: Path, page: str) -> str:
    """Where the reader finds a page: on the public site, else beside the data, else as it is."""
    if site:
        return f"{site}{page}"
    path, anchor, place = page.partition("#")
    beside = found.resolve().parent.parent / path
    return f"{beside}{anchor}{place}" if beside.is_file() else page
