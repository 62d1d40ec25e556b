"""The program as a module: python -m bbb_errors COMMAND is bbb-errors COMMAND."""

from __future__ import annotations

import sys

from bbb_errors.program import main

if __name__ == "__main__":
    sys.exit(main())
