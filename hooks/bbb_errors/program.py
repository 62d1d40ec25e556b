"""The program: bbb-errors COMMAND. It imports a command's module when that command is called, and no other.

Each module has `main(arguments: list[str]) -> int`, which prints, returns the exit status, and raises UsageError.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from bbb_errors import terminal
from bbb_wire.program import NAME, UsageError, called, missing

INTERRUPTED = 130
"""Exit status after Ctrl+C, as shells have it."""
UNWRITABLE = 2
"""Exit status if nothing can be printed."""


class Command(NamedTuple):
    """One command."""

    module: str
    about: str
    """What it does, for the list of commands."""
    extra: str = ""
    """The extra that installs what it needs; empty if the standard library is enough."""
    takes_data: bool = False
    """Whether it reads errors.json."""


COMMANDS: Mapping[str, Command] = {
    "explain": Command(
        "bbb_errors.commands.explain", "say what a key, a message, a response or a file means", takes_data=True
    ),
    "checksum": Command("bbb_errors.commands.checksum", "name the mistake that gives a wrong checksum"),
    "stub": Command("bbb_stub.command", "run a stub BigBlueButton server", extra="stub"),
    "verify": Command("bbb_errors.verify.command", "compare a server's responses with the reference", extra="verify"),
    "list": Command("bbb_errors.commands.entries", "list all entries", takes_data=True),
    "data": Command("bbb_errors.commands.data", "print where errors.json is", takes_data=True),
}

EPILOG = """\
examples:
  {program} explain checksumError               a key, or the text of a message
  {program} explain response.xml                a file; - reads standard input
  {program} checksum "$URL"                     asks for the secret, or takes it from BBB_SECRET
  {program} stub --port 0                       prints its URL first
  {program} data                                the path of errors.json, for programs

"{program} COMMAND --help" has the options and exit statuses of a command. With --json, each prints JSON.
"""


class _Version(argparse.Action):
    """Prints the version, which takes a moment to find."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and end the program."""
        from importlib import metadata

        try:
            version = metadata.version(NAME)
        except metadata.PackageNotFoundError:
            version = "(not installed)"
        print(f"{NAME} {version}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=called(),
        usage="%(prog)s [-h] [--version] [--data FILE] COMMAND ...",
        description="Errors of the BigBlueButton API: what they mean, what to do, and a server that sends them.",
        epilog="\n".join(
            [
                "commands:",
                *(f"  {name:<9} {command.about}" for name, command in COMMANDS.items()),
                "",
                EPILOG.format(program=called()),
            ]
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument("--data", metavar="FILE", help="errors.json, if it is elsewhere")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="see below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def run(arguments: list[str] | None) -> int:
    """Run a command; return the exit status. Raises UsageError."""
    parser = _parser()
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        parser.print_help(sys.stderr)
        return 2
    options = parser.parse_args(given)
    command = COMMANDS[options.command]
    if options.data is not None and not command.takes_data:
        parser.error(f"{options.command} takes no --data")
    try:
        main_of_command = import_module(command.module).main
    except ModuleNotFoundError as error:
        print(missing(called(options.command), command.extra, error), file=sys.stderr)
        return 2
    data = [] if options.data is None else ["--data", options.data]
    status: int = main_of_command([*data, *options.rest])
    return status


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit status. Whoever stops reading what it prints is no error."""
    if sys.stdout is None:
        print("Standard output is closed; nothing can be printed", file=sys.stderr)
        return UNWRITABLE
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for a terminal or a file that takes ASCII alone
    try:
        try:
            status = run(arguments)
        finally:
            sys.stdout.flush()
    except UsageError as error:
        print(terminal.harmless(str(error)).replace("\n", "\\n"), file=sys.stderr)
        return 2
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python itself complains at the end
        if isinstance(error, BrokenPipeError):  # the reader, such as head, has enough
            return 0
        print(f"The output can't be written ({error.strerror}); name another place", file=sys.stderr)
        return UNWRITABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status
