"""Reads errors.json for the explain tool. Standard library only."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from bbb_wire.program import UsageError

Data = dict[str, Any]

NAME = "errors.json"
_HERE = Path(__file__).resolve().parent
PLACES = (_HERE / NAME, _HERE.parent / "data" / NAME)

PREPARED = _HERE / "explain.json"
"""What `prepared` returns for the errors.json beside it. The wheel has it, because it's read in a sixth of the time."""


class DataError(UsageError):
    """A file with data is missing, or another file."""


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Let a command take another errors.json."""
    parser.add_argument("--data", type=Path, metavar="FILE", help="errors.json, if it is elsewhere")


def find(path: Path | None = None) -> Path:
    """The file that is named, or the first of PLACES that is there; raises DataError."""
    found = path or next((place for place in PLACES if place.is_file()), None)
    if found is None:
        raise DataError(f"{NAME} is missing; put it next to this program or in ../data, or name it with --data")
    try:
        is_there = found.exists()
    except (OSError, ValueError) as error:  # such as a name that is too long
        raise _unreadable(found, error) from error
    if not is_there:
        raise DataError(f"{found}: there is no such file; name {NAME}")
    if not found.is_file():
        raise DataError(f"{found}: is not a file; name {NAME}")
    return found


def read(path: Path) -> dict[str, Any]:
    """The content of errors.json; raises DataError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from error
    if not isinstance(content, dict) or not {"version", "schema_version", "errors"} <= content.keys():
        raise DataError(f"{path}: is not the reference; name its {NAME}")
    return content


def prepared(reference: Data) -> Data:
    """What explain takes from errors.json, and the address of its site, if that is known."""
    from bbb_wire.signs import explain_data  # not needed where PREPARED has its result

    return {"site": reference["site"], "data": explain_data(reference)}


def load(path: Path | None = None) -> Data:
    """The tool's data from a file, or from the first of PLACES; raises DataError."""
    found = find(path)
    try:
        ready = path is None and PREPARED.is_file()
        content = json.loads(PREPARED.read_text(encoding="utf-8")) if ready else prepared(read(found))
        data: Data = content["data"]
        on_pages = [*data["entries"].values(), *data["sentences"], *(sign for sign in data["signs"] if sign["url"])]
        start = content["site"] or _site_beside(found, on_pages[0]["url"])
        for each in on_pages:
            each["url"] = f"{start}{each['url']}"
        return data
    except (LookupError, TypeError, AttributeError) as error:
        raise DataError(f"{found}: is of another version than this program; take both from one release") from error
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(found, error) from error


def _unreadable(path: Path, error: Exception) -> DataError:
    return DataError(f"{path}: cannot be read as {NAME} ({type(error).__name__})")


def _site_beside(found: Path, page: str) -> str:
    """The folder of the site that the data is in, with a slash at the end; empty if it isn't there with its pages."""
    folder = found.resolve().parent.parent
    return f"{folder}/" if (folder / page.partition("#")[0]).is_file() else ""
