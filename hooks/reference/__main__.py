"""The commands: `python -m reference --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from reference import changelog, mistake_table, schema, snippets, writer
from reference.catalog import load
from reference.edition import edition
from reference.exports import json_schema
from reference.problems import CatalogError, Problem
from reference.publication import Publication

CATALOG = "docs/catalog"


def check(options: argparse.Namespace) -> None:
    """Load the catalog and say what it holds."""
    catalog = load(options.catalog)
    counts = f"{len(catalog.errors)} errors, {len(catalog.answers)} answers, {len(catalog.calls)} calls"
    print(f"catalog ok: {counts}")


def write_schema(options: argparse.Namespace) -> None:
    """Write the JSON Schemas of the catalog and of errors.json, or check that they are those of the types."""
    if options.write:
        schema.write(options.catalog)
        json_schema.write(options.catalog.parent)
    else:
        schema.check(options.catalog)
        json_schema.check(options.catalog.parent)
        print("schema ok")


def write_mistakes(options: argparse.Namespace) -> None:
    """Write the checksum doctor's table, or check that it is the catalog's."""
    root = options.catalog.parent.parent
    if options.write:
        mistake_table.write(load(options.catalog), root)
    else:
        mistake_table.check(load(options.catalog), root)
        print("mistakes ok")


def write_pages(options: argparse.Namespace) -> None:
    """Write all pages as plain Markdown."""
    if options.out.exists():
        raise CatalogError([Problem(str(options.out), 1, "the folder exists", "delete it, or name another")])
    root = options.catalog.parent.parent
    publication = Publication(load(options.catalog), edition(root, None, True), changelog.read(root))
    count = writer.write(options.catalog.parent, options.out, publication, snippets.load(root / "snippets"))
    print(f"{count} pages written to {options.out}")


def folder(text: str) -> Path:
    """Return the path of a folder that is there."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return Path(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser with all commands; each sets `run`."""
    root = argparse.ArgumentParser(prog="python -m reference", description="Commands of the API error reference.")
    root.add_argument("--catalog", type=folder, default=CATALOG, help="the catalog's folder (default: %(default)s)")
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], None], about: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    command("check", check, "load the catalog and list everything that is wrong")
    mode = command("schema", write_schema, "the JSON Schema of the catalog").add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write it into the catalog's folder")
    mode.add_argument("--check", action="store_true", help="fail if the one there is not the model's")
    about = "the table of mistakes in snippets/checksum_doctor.py"
    mode = command("mistakes", write_mistakes, about).add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write it from the catalog")
    mode.add_argument("--check", action="store_true", help="fail if it is not that of the catalog")
    pages = command("pages", write_pages, "write the site's pages as plain Markdown, for another builder")
    pages.add_argument("--out", type=Path, required=True, help="a folder that is not there yet")
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except CatalogError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
