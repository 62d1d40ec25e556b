"""`make fuzz`: look for inputs on which something fails, in turn, for so many seconds each.

python -m tests.fuzz 60               client, loader, stub and tools
python -m tests.fuzz 60 stub tools    only these
"""

from __future__ import annotations

import importlib
import sys

TARGETS = ("client", "loader", "stub", "tools")


def main(arguments: list[str]) -> int:
    """Run the targets; return the exit status."""
    [seconds, *names] = arguments or ["60"]
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 7) or set(names) - set(TARGETS):
        print(f"usage: python -m tests.fuzz SECONDS [{'|'.join(TARGETS)}]...", file=sys.stderr)
        return 2
    for name in names or TARGETS:
        print(f"{name}: {seconds} s", flush=True)
        importlib.import_module(f"tests.fuzz.{name}").run(float(seconds))
    print("Nothing was found.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
