"""The files in the repository that are written by a program: `make generate` writes all, `make check` compares all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import theme_contract
from reference.catalog import schema
from reference.catalog.contents import Catalog
from reference.catalog.files import read_text
from reference.catalog.problems import CatalogError, Problem, shorten
from reference.catalog.reading import read
from reference.catalog.writing import write_all
from reference.exports import client_tables, doctor_file, errors_json, programs, verification
from reference.exports.edition import edition

RUN = "run `make generate`"
SEED = "hooks/bbb_stub/seed.yml"

_VERSION_OF_WHEEL = re.compile(r"(?<=bbb_errors-)[\w.]+(?=-py3-none-any\.whl)")


def generated(root: Path, catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield path below the project's folder and right text of every generated file."""
    yield from schemas()
    seed: Any = read(root / SEED, SEED).data
    for client in client_tables.LINES:
        yield client, _with_block(root / client, "keys", client_tables.table(catalog, client))
    table = programs.checksum_table(catalog)
    yield f"{doctor_file.FOLDER}/{doctor_file.TABLE}.py", table
    yield doctor_file.FILE, doctor_file.joined(root, table)
    yield theme_contract.SCRIPT, theme_contract.script(root)
    yield from programs.rule_modules()
    yield "hooks/bbb_stub/stub.json", programs.stub_json(catalog, seed)
    yield verification.FILE, verification.provocations_json(catalog, seed)
    yield from _naming_the_wheel(root)


def _with_block(path: Path, name: str, lines: str) -> str:
    """Return a file with other lines between the marks `[name] ... from the catalog` and `[/name]`."""
    block = re.compile(
        rf"(?<=\[{name}\] written by `make generate` from the catalog\n).*?(?=[ \t]*(?:#|//) \[/{name}\])", re.DOTALL
    )
    return block.sub(lambda _: lines, read_text(path, str(path)), count=1)


def _naming_the_wheel(root: Path) -> Iterator[tuple[str, str]]:
    """Yield path and text of README and the guides that name the wheel's file, which has the project's version."""
    version = edition(root, None, directory_urls=True).version
    for path in (root / "README.md", *sorted((root / "docs" / "guides").glob("*.md"))):
        text = read_text(path, str(path))
        if _VERSION_OF_WHEEL.search(text):
            yield path.relative_to(root).as_posix(), _VERSION_OF_WHEEL.sub(version, text)


def schemas() -> Iterator[tuple[str, str]]:
    """Yield path and text of the JSON Schemas, which need no catalog."""
    for path, text in schema.schemas():
        yield f"docs/catalog/{path}", text
    yield ".vscode/settings.json", schema.editor_settings()
    yield f"docs/{errors_json.SCHEMA_URI}", errors_json.schema()


def write(root: Path, files: Iterator[tuple[str, str]]) -> list[str]:
    """Write the files that are not right; return their paths."""
    written = []
    for path, text in files:
        if _now(root, path) != text:
            write_all({root / path: text})
            written.append(path)
    return written


def check(root: Path, files: Iterator[tuple[str, str]]) -> None:
    """Raise CatalogError with the first difference of every file that is not right."""
    if problems := [problem for path, text in files if (problem := compare(path, _now(root, path), text))]:
        raise CatalogError(problems)


def compare(path: str, now: str | None, right: str, run: str = RUN) -> Problem | None:
    """Return the first difference of a file as a problem, or nothing if there is none; `run` mends it."""
    if now == right:
        return None
    if now is None:
        return Problem(path, 1, "this generated file is missing", run)
    lines = zip_longest(now.splitlines(), right.splitlines())
    number, (ours, theirs) = next(
        ((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (1, ("", "other line ends"))
    )
    there = "ends" if ours is None else f"has `{shorten(ours)}`"
    wanted = "the end" if theirs is None else f"`{shorten(theirs)}`"
    return Problem(path, number, f"this file {there} where {wanted} belongs", run)


def _now(root: Path, path: str) -> str | None:
    try:
        return (root / path).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None
