"""How the program was called, and what to install if something is missing: for its usage lines and messages."""

from __future__ import annotations

import sys

NAME = "bbb-errors"
"""The program, once it is installed, and the package that installs it."""

OWN = ("bbb_errors", "bbb_stub", "bbb_wire")
"""The packages of the program."""


class UsageError(Exception):
    """Something that the user can put right; a program prints it as one line and ends with status 2."""


def called(command: str = "") -> str:
    """Return a command as the user typed it: `bbb-errors stub`, `python -m bbb_errors stub` or `python -m bbb_stub`.

    Args:
        command: Name of the command; empty for the program itself.
    """
    *_, package, file = ["", *sys.argv[0].replace("\\", "/").split("/")]
    program = f"python -m {package}" if file == "__main__.py" else NAME
    return program if not command or package == f"bbb_{command}" else f"{program} {command}"


def missing(what: str, extra: str, error: ModuleNotFoundError) -> str:
    """Return the line that says what is missing, and how to install it.

    Args:
        what: What can't run, as the line's subject.
        extra: The extra that brings what it needs; empty for a part of the program that needs none.
        error: What the import raised.
    """
    package = (error.name or "").partition(".")[0]
    install = f"{NAME}[{extra}]" if extra else NAME
    if package in OWN:
        return f"{what} is not part of this copy; install the wheel of {install}"
    return f"{what} needs the package {package}, which is not installed; run: python -m pip install '{install}'"
