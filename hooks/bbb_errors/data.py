"""Reads errors.json, and takes from it what the explain tool recognizes and says. Standard library only.

Shape of the result, which the page of the tool reads as well:

    entries       {id: {url, name, key, kind, status, title, meaning, fixes, instead}}
    answers       [{id, entry, message, calls, format, json, returncode, status, condition, sent}]
    aliases       [{entry, text, seen}], another wording; a {placeholder} stands for any text
    keys          {other key: id}, spellings that servers never sent or no longer send
    placeholders  {name: meaning}
    formats       {id: title}
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAME = "errors.json"
_HERE = Path(__file__).resolve().parent
PLACES = (_HERE / NAME, _HERE.parent / "data" / NAME)

Data = dict[str, Any]


class DataError(Exception):
    """errors.json is missing or another file; shown as one line."""


def load(path: Path | None = None) -> Data:
    """The tool's data from a file, or from the first of PLACES; raises DataError."""
    found = path or next((place for place in PLACES if place.is_file()), None)
    if found is None:
        raise DataError(f"{NAME} is missing; it belongs beside this program or into ../data; name it with --data")
    try:
        reference = json.loads(found.read_text(encoding="utf-8"))
        data = explain_data(reference)
        for entry in data["entries"].values():
            entry["url"] = _address(reference["site"], found, entry["url"])
        return data
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{found}: cannot be read as {NAME} ({type(error).__name__})") from error


def _address(site: str | None, found: Path, page: str) -> str:
    """Where the reader finds a page: on the public site, else beside the data, else as it is."""
    if site:
        return f"{site}{page}"
    beside = found.resolve().parent.parent / page
    return str(beside) if beside.is_file() else page


def explain_data(reference: Data) -> Data:
    """The tool's data from the content of errors.json; raises KeyError or TypeError if it is something else."""
    errors = reference["errors"]
    return {
        "entries": {error["id"]: _entry(error) for error in errors},
        "answers": [_answer(answer, error["id"]) for error in errors for answer in error["answers"]],
        "aliases": [
            {"entry": error["id"], "text": alias["text"], "seen": alias["seen"]}
            for error in errors
            for alias in error["also_known_as"]
            if alias["text"]
        ],
        "keys": {alias["key"]: error["id"] for error in errors for alias in error["also_known_as"] if alias["key"]},
        "placeholders": {each["name"]: each["meaning"] for each in reference["placeholders"]},
        "formats": {each["id"]: each["title"] for each in reference["formats"]},
    }


def _entry(error: Data) -> Data:
    return {
        "url": error["page"],
        "name": error["key"] or error["title"],
        "key": error["key"],
        "kind": error["kind"],
        "status": error["status"],
        "title": error["title"],
        "meaning": error["meaning"],
        "fixes": error["fixes"],
        "instead": [f"{each['when']}: {each['send']}" for each in error["sent_instead"]],
    }


def _answer(answer: Data, entry: str) -> Data:
    return {
        "id": answer["id"],
        "entry": entry,
        "message": answer["message"],
        "calls": answer["calls"],
        "format": answer["format"],
        "json": answer["json_on_request"],
        "returncode": answer["returncode"],
        "status": answer["http_status"],
        "condition": answer["condition"],
        "sent": answer["status"] == "sent",
    }
