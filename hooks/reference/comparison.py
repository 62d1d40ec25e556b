"""What a change of the catalog means: entries, texts, ranks and calls against a commit, as Markdown for reviewers."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reference.catalog.contents import Catalog
from reference.catalog.loading import load
from reference.catalog.problems import CatalogError, Problem
from reference.exports import errors_json
from reference.exports.edition import Edition
from reference.pages.text import code

FOLDER = "docs/catalog"


def at_commit(root: Path, revision: str) -> Catalog:
    """Return the catalog of a commit.

    Raises:
        CatalogError: If there is no such commit, or its catalog can't be read by the program of today.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", revision, "docs/guides", FOLDER]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - git, and a name that it checks
    except OSError as error:
        raise CatalogError([Problem("diff", 1, "git is not on this machine", "install it")]) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no such commit"]
        raise CatalogError(
            [Problem("diff", 1, f"the catalog of {revision!r} can't be read ({said[-1]})", "name a commit")]
        )
    with tempfile.TemporaryDirectory() as place, tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        try:
            archive.extractall(place, filter="data")
        except tarfile.TarError as error:  # such as a link that leads outside
            what = f"the catalog of {revision!r} can't be read ({error})"
            raise CatalogError([Problem("diff", 1, what, "compare with another commit")]) from error
        try:
            return load(Path(place) / FOLDER)
        except CatalogError as error:
            what = f"the catalog of {revision!r} does not load today: {error.problems[0].what}"
            raise CatalogError([Problem("diff", 1, what, "compare with a later commit")]) from error


def differences(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield lines of Markdown that say what changed; nothing if the two mean the same."""
    old, new = (errors_json.reference(catalog, Edition()).model_dump(mode="json") for catalog in (before, after))
    old_errors, new_errors = _by(old["errors"], "id"), _by(new["errors"], "id")
    yield from _section("Entries", _things(old_errors, new_errors, "answers"))
    yield from _section("Responses", _things(_answers(old_errors), _answers(new_errors), "sample"))
    yield from _section("Ranks", _things(_ranks(old), _ranks(new), ""))
    yield from _section("Calls", _things(_by(old["calls"], "name"), _by(new["calls"], "name"), ""))


def _by(things: list[dict[str, Any]], name: str) -> dict[str, dict[str, Any]]:
    return {thing[name]: thing for thing in things}


def _answers(errors: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {answer["id"]: answer for error in errors.values() for answer in error["answers"]}


def _ranks(reference: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {key: {"rank": rank["rank"]} for rank in reference["ranks"] for key in rank["keys"]}


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from (f"### {title}", "", *found, "")


def _things(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]], skipped: str) -> Iterator[str]:
    """Yield a line for each thing that was added or removed, and one for each field that changed."""
    for name in sorted(after.keys() ^ before.keys()):
        yield f"- {'added' if name in after else '**removed**'}: {code(name)}"
    for name in sorted(before.keys() & after.keys()):
        for field, now in after[name].items():
            was = before[name].get(field)
            if was != now and field != skipped:
                yield f"- {code(name)}, {field}: {_shown(was)} → {_shown(now)}"


def _shown(value: object) -> str:
    """Return a value for one line; of a long list or text only that it changed can be told here."""
    text = "nothing" if value in (None, [], "") else str(value)
    return text if text == "nothing" else code(text if len(text) <= 120 else f"{text[:117]}...")
