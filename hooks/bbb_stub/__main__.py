"""The stub as a module: python -m bbb_stub is bbb-errors stub."""

from __future__ import annotations

import sys

from bbb_wire.program import missing

if __name__ == "__main__":
    try:
        from bbb_stub.command import main
    except ModuleNotFoundError as error:
        sys.exit(missing("The stub", "stub", error))
    sys.exit(main())
