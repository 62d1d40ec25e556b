"""`make new`: the skeleton of an entry, with a step in its call and an example, and TODOs that the check names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reference.catalog import schema
from reference.catalog.checks.addresses import unfit_address
from reference.catalog.contents import Catalog
from reference.catalog.formatting import formatted
from reference.catalog.lists import FOLDERS
from reference.catalog.problems import CatalogError, Problem, suggest
from reference.catalog.reading import Document, read
from reference.catalog.vocabulary import address_of, is_nameable
from reference.catalog.writing import write_all

TODO = "TODO"
"""A text that begins so is not written yet."""

ENTRIES, CALLS = "errors/*/*.yml", "calls/*.yml"

EXAMPLE = """\
\"\"\"{key}: TODO, what the example shows in a few words.\"\"\"

# stub: response={address}

# [start:fix]
from bbb_api import BBBError, Client

with Client.from_env() as bbb:
    try:
        bbb.call("{call}")
    except BBBError as error:
        print("TODO: avoid it, or handle it", error.key)
# [end:fix]
"""
"""What the example's file begins as. The stub sends the response because the comment asks for it."""


@dataclass(frozen=True)
class Wanted:
    """What `make new` was asked for."""

    key: str
    call: str
    category: str
    check: str = ""
    """What the step of the call checks, in a few words."""


def write(root: Path, catalog: Catalog, wanted: Wanted) -> list[Path]:
    """Write the entry, the call's step and the example; return the paths of the three files, below the project's.

    Raises:
        CatalogError: If the call or the category is not there, or the key or a new file is there already.
        OSError: If a file can't be written. In both cases nothing is written.
    """
    _check(catalog, wanted)
    folder = root / "docs" / "catalog"
    address = address_of(wanted.key)
    entry = f"errors/{wanted.category}/{address}.yml"
    step = f"calls/{wanted.call}.yml"
    document = read(folder / step, str(folder / step))
    data: dict[str, Any] = dict(document.data)  # type: ignore[call-overload]  # a call that loads is a mapping
    data["steps"] = [
        *data.get("steps", ()),
        {"stage": "action", "title": wanted.check or f"{TODO}: what is checked", "answers": [address]},
    ]
    changed = Document(document.name, data, document.spans, document.spelled, document.source)
    written = {
        folder / entry: _text(entry, ENTRIES, _entry(wanted, address)),
        folder / step: formatted(changed, FOLDERS[CALLS], schema.from_file(step, CALLS)),
        root / f"snippets/errors/{address}.py": EXAMPLE.format(key=wanted.key, address=address, call=wanted.call),
    }
    if there := next((path for path in written if path.exists() and path != folder / step), None):
        place = there.relative_to(root)
        raise CatalogError([Problem("make new", 1, f"{place} is there already", "rename it, or delete it")])
    write_all(written)
    return [path.relative_to(root) for path in written]


def _check(catalog: Catalog, wanted: Wanted) -> None:
    problems = []
    if not wanted.key.strip():
        problems.append(("KEY is missing", "make new KEY=tooManyMeetings CALL=getMeetings CATEGORY=meetings"))
    elif not is_nameable(wanted.key):
        problems.append((f"the key `{wanted.key}` cannot be the name of a constant", "correct it"))
    elif unfit := unfit_address(address_of(wanted.key), is_file=True):
        problems.append((f"the key `{wanted.key}` {unfit[0]}", unfit[1]))
    if wanted.call not in catalog.calls:
        known = ", ".join(catalog.calls)
        problems.append(
            (f"no call is named `{wanted.call}`", suggest(wanted.call, catalog.calls, f"use one of {known}"))
        )
    categories = {category.id for category in catalog.categories}
    if wanted.category not in categories:
        todo = suggest(wanted.category, categories, f"use one of {', '.join(sorted(categories))}")
        problems.append((f"no category is named `{wanted.category}`", todo))
    taken = {address.lower(): address for address in catalog.errors}
    if there := taken.get(address_of(wanted.key).lower()):
        path = catalog.paths[there]
        problems.append((f"`{wanted.key}` has an entry, {path}", "add another answer to it, or an alias"))
    if problems:
        raise CatalogError(Problem("make new", 1, what, todo) for what, todo in problems)


def _entry(wanted: Wanted, address: str) -> dict[str, Any]:
    """Return the entry with all that an author must say."""
    return {
        "key": wanted.key,
        "title": f"{TODO}: what it is, in a few words",
        "kind": "error",
        "remedy": "refused",
        "meaning": f"{TODO}: one sentence, what it means for the caller.",
        "fixes": [f"{TODO}: what to do, most useful first."],
        "causes": [{"cause": f"{TODO}: what went wrong.", "tell": f"{TODO}: how to tell that it is this."}],
        "answers": [
            {
                "id": address,
                "message": f"{TODO}: the exact text after decoding",
                "format": "xml",
                "condition": f"{TODO}: when the server gives this answer.",
                "certainty": "observed",
                "evidence": [{"thread": "owner/repository#0", "where": f"{TODO}: what the thread shows"}],
                "provoke": [{"title": f"{TODO}: what is done", "request": {"call": wanted.call}}],
                "on_demand": "The stub does not model this check yet.",
            }
        ],
    }


def _text(path: str, pattern: str, data: dict[str, Any]) -> str:
    nothing = Document(path, data, {(): (1, 1)}, {}, ("x:",))
    return formatted(nothing, FOLDERS[pattern], schema.from_file(path, pattern))
