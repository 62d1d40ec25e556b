"""bbb-errors list: lists all entries. Standard library only."""

from __future__ import annotations

import argparse
import json

from bbb_errors.data import add_argument, load
from bbb_wire.program import called

FIELDS = ("name", "kind", "title", "url")


def main(arguments: list[str]) -> int:
    """List the entries; return the exit status. Raises DataError."""
    parser = argparse.ArgumentParser(
        prog=called("list"),
        description="List all entries: key, kind and title, with tabs between them.",
        epilog="exit status: 0 done, 2 wrong use",
    )
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    add_argument(parser)
    options = parser.parse_args(arguments)
    entries = load(options.data)["entries"]
    if options.json:
        print(json.dumps([{"id": name} | {field: entry[field] for field in FIELDS} for name, entry in entries.items()]))
    else:
        print("\n".join(f"{each['name']}\t{each['kind']}\t{each['title']}" for each in entries.values()))
    return 0
