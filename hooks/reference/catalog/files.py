"""Find and read files that people wrote: no links, pipes or devices, clean UTF-8, and no character that hides."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from pathlib import Path
from typing import NoReturn

from reference.catalog.problems import CatalogError, Problem

MAX_BYTES = 1_000_000

_CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufffe\\uffff"
# What takes no room, changes the direction of a text, selects a variant, or looks like a space and is a letter.
_HIDING = (
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800"
    "\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"
    "\\U000e0000-\\U000e0fff"
)
STRANGE = re.compile(f"\r(?!\n)|[{_CONTROLS}{_HIDING}]")
"""Characters that no editor shows, lone surrogates, and line breaks that editors and YAML count differently."""


def paths_in(folder: Path, shown: str, problems: list[Problem], without: Collection[str] = ()) -> list[Path]:
    """Return every file and folder below a folder, sorted; note links, what is no file, and unreadable folders.

    Names that begin with a dot are those of editors and systems, and are passed over, as MkDocs does it.

    Args:
        folder: The folder.
        shown: Its name in problems.
        problems: Takes what is wrong. What it names is not returned.
        without: Names of folders that are left out, with all that is in them.
    """

    def name_of(path: Path) -> str:
        return (Path(shown) / path.relative_to(folder)).as_posix()

    def unreadable(error: OSError) -> None:
        what = f"the folder cannot be read ({error.strerror})"
        problems.append(Problem(name_of(Path(error.filename)), 1, what, "make it a readable folder"))

    found = []
    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if name not in without and not name.startswith(".")]
        for name in (*folders, *(name for name in files if not name.startswith("."))):
            path = Path(here, name)
            if STRANGE.search(name) or not name.isprintable():
                what = "the name holds a line break or an invisible character"
                problems.append(Problem(name_of(path), 1, what, "rename it"))
                folders[:] = [each for each in folders if each != name]
                continue
            try:
                _refuse_odd(path, name_of(path))
            except CatalogError as error:
                problems += error.problems
            else:
                found.append(path)
    return sorted(found)


def read_text(path: Path, name: str) -> str:
    """Return a file's text with the line ends of Unix; raise CatalogError if it is no file, or not clean UTF-8.

    Args:
        path: The file.
        name: Its name in problems.
    """
    _refuse_odd(path, name)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _stop(name, 1, "the file is missing", "write it")
    except OSError as error:
        _stop(name, 1, f"the file cannot be read ({error.strerror})", "make it a readable file")
    if len(raw) > MAX_BYTES:
        _stop(name, 1, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _stop(name, line, f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
    if "\0" in text:  # UTF-16 and UTF-32 have one at every letter
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        _stop(name, line, "byte 0x00 is in no text", "save the file as UTF-8")
    places: dict[str, list[int]] = {}
    for match in STRANGE.finditer(text):
        places.setdefault(match[0][0], []).append(match.start())
    if places:
        raise CatalogError(
            hidden(name, text.count("\n", 0, starts[0]) + 1, character, len(starts))
            for character, starts in places.items()
        )
    return text.replace("\r\n", "\n")


def hidden(name: str, line: int, character: str, times: int = 1) -> Problem:
    """Return the problem that a character hides in a text."""
    todo = "delete it" if times == 1 else f"delete it here and in {times - 1} more place{'s' if times > 2 else ''}"
    return Problem(name, line, f"invisible character U+{ord(character):04X}", todo)


def _refuse_odd(path: Path, name: str) -> None:
    """Raise CatalogError for a link, a pipe or a device; opening one may lead out of the folder or wait forever."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        _stop(name, 1, f"the file cannot be read ({getattr(error, 'strerror', error)})", "make it a readable file")
    if stat.S_ISLNK(mode):
        _stop(name, 1, "symbolic links are not followed", "put the file or folder itself here")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        _stop(name, 1, "this is a pipe, a socket or a device", "put a file here")


def _stop(name: str, line: int, what: str, todo: str) -> NoReturn:
    raise CatalogError([Problem(name, line, what, todo)])
