"""Names that become files and addresses, and paths and queries that stand in requests and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.catalog.call import Call
from reference.catalog.error import Error
from reference.catalog.index import Index, Place, declarations
from reference.catalog.problems import Problem
from reference.catalog.provocation import Request
from reference.catalog.sources import SourceFile
from reference.catalog.vocabulary import address_of

LONGEST = 100
"""Letters of a name. Files take 255 bytes, and a name gets endings and parts beside it."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
_PAGES = {
    "index": "the list of all",
    "readme": "the list of all, as MkDocs names it",
    "404": "the page for addresses that lead nowhere",
}
_FILES = ("error", "call", "category")
"""Kinds whose names are names of files or folders."""
_PATH = re.compile(r"[A-Za-z0-9._~!$&*+,;=:@%-]+(?:/[A-Za-z0-9._~!$&*+,;=:@%-]+)*")
_URL_PATH = re.compile(rf"/(?:{_PATH.pattern}/?)?")
_QUERY = re.compile(r"[A-Za-z0-9._~!$&*+,;=:@%/?\[\]-]+")


def unfit_names(index: Index) -> Iterator[Problem]:
    """Names that are too long for a file, taken by the site itself, or devices on Windows."""
    for kind, declaration in declarations().items():
        for name, place in index.declared(kind):
            yield from _unfit(f"{kind} `{name}`", name, place.at(declaration.field), kind in _FILES)
    for error, place in index.all(Error):
        for number, alias in enumerate(error.aliases):
            if alias.key is not None:
                here = place.at("aliases", number, "key")
                yield from _unfit(f"alias `{alias.key}`", address_of(alias.key), here, is_file=True)
                if not alias.key.isprintable():
                    yield here.problem(f"alias `{alias.key}` has a line break or a tab", "write it in one line")


def unfit_address(name: str, is_file: bool) -> tuple[str, str] | None:
    """Return what is wrong with a name as a file or an address, and what to do about it."""
    if len(name) > LONGEST:
        return f"has {len(name)} letters", f"shorten it to {LONGEST} at most"
    if is_file and name.lower() in _PAGES:
        return f"has the address of {_PAGES[name.lower()]}", "rename it"
    if is_file and name.lower() in _DEVICES:
        return "cannot be a file on Windows", "rename it"
    return None


def _unfit(what: str, name: str, place: Place, is_file: bool) -> Iterator[Problem]:
    if unfit := unfit_address(name, is_file):
        yield place.problem(f"{what} {unfit[0]}", unfit[1])


def unsafe_paths(index: Index) -> Iterator[Problem]:
    """Paths of source files and calls that lead elsewhere, and queries that no URL holds."""
    for file, place in index.all(SourceFile):
        if not _PATH.fullmatch(file.path) or _leaves(file.path):
            what = f"`path` cannot be `{file.path}`"
            yield place.at("path").problem(what, "write it from the top of the repository, such as docs/api.md")
    requested = [(each.path, place) for each, place in index.all(Call)]
    requested += [(each.path, place) for each, place in index.all(Request)]
    for path, place in requested:
        if path is not None and (not _URL_PATH.fullmatch(path) or _leaves(path)):
            what = f"`path` cannot be `{path}`"
            yield place.at("path").problem(what, "write it as a URL has it, such as /bigbluebutton/api")
    for call, place in index.all(Call):
        if call.query is not None and not _QUERY.fullmatch(call.query):
            what = f"`query` cannot be `{call.query}`"
            yield place.at("query").problem(what, "encode it as a URL has it: %20 for a space, %27 for a quote")


def _leaves(path: str) -> bool:
    return any(part in (".", "..") for part in path.split("/"))
