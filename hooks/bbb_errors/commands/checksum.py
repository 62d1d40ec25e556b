"""bbb-errors checksum: the checksum doctor. Standard library only."""

from __future__ import annotations

import argparse

from bbb_errors import checksum_doctor
from bbb_wire.program import UsageError, called

EPILOG = """\
The shared secret is read from the environment variable BBB_SECRET, or typed. It is never an argument.

exit status: 0 the checksum is right, 1 it is wrong and the mistake is named, 2 nothing is known of it, or wrong use
"""


def main(arguments: list[str]) -> int:
    """Diagnose a URL; return the exit status. Raises UsageError."""
    parser = argparse.ArgumentParser(
        prog=called("checksum"),
        description="Find out what is wrong with a checksum.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    checksum_doctor.add_arguments(parser)
    try:
        return checksum_doctor.run(parser.parse_args(arguments))
    except checksum_doctor.RefusedError as problem:
        raise UsageError(problem) from None
