"""bbb-errors data: prints where errors.json is. Standard library only."""

from __future__ import annotations

import argparse
import json

from bbb_errors.data import add_argument, find, read
from bbb_wire.program import called


def main(arguments: list[str]) -> int:
    """Print the path; return the exit status. Raises DataError."""
    parser = argparse.ArgumentParser(
        prog=called("data"),
        description="Print where errors.json is: the whole reference for programs.",
        epilog="exit status: 0 done, 2 wrong use",
    )
    parser.add_argument("--json", action="store_true", help="print path and versions as JSON")
    add_argument(parser)
    options = parser.parse_args(arguments)
    path = find(options.data)
    if options.json:
        content = read(path)
        versions = {name: content[name] for name in ("version", "schema_version")}
        print(json.dumps({"path": str(path), **versions}))
    else:
        print(path)
    return 0
