"""The command `bbb-errors verify`: hold a server against the reference.

Exit status: 0 nothing unexplained, 1 differences, 2 could not run. What it needs besides the standard library is
imported once the options are read, so that `--help` works without.
"""

from __future__ import annotations

import argparse
import asyncio
import getpass
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbb_errors import terminal
from bbb_errors.verify import data as facts
from bbb_errors.verify.masking import Mask
from bbb_wire.program import NAME, UsageError, called

if TYPE_CHECKING:
    from bbb_errors.verify.run import Outcome

NEEDED = ("httpx", "lxml")
ALGORITHMS = ("sha256", "sha1", "sha384", "sha512")
ABOUT = """\
Send a server requests that the reference says it refuses, and compare what comes back.

It creates a few rooms with random names and ends them afterwards, and touches neither other people's meetings nor
recordings. The shared secret comes from the environment variable BBB_SECRET, or you are asked for it.
"""
EXIT = """\
exit status: 0 nothing unexplained, 1 differences, 2 could not run or was interrupted

examples:
  %(prog)s --url https://bbb.example.org/bigbluebutton/
  %(prog)s --dry-run                          list what would be sent; needs neither URL nor secret
  %(prog)s --url URL --report report.md       differences as text for the project's form
"""


def parser(data: facts.VerifyData) -> argparse.ArgumentParser:
    """Return the command's options."""
    options = argparse.ArgumentParser(
        prog=called("verify"),
        description=ABOUT,
        epilog=EXIT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--url", default=os.environ.get("BBB_URL", ""), help="URL of the server; else BBB_URL")
    options.add_argument("--dry-run", action="store_true", help="send nothing; list what would be sent")
    options.add_argument("--json", action="store_true", help="print the result as JSON")
    options.add_argument("--report", type=Path, metavar="FILE", help="write the differences as text for the form")
    options.add_argument(
        "--recordings",
        default="",
        metavar="ID",
        help="also try what needs a recording, on this one; a text track in English is uploaded to it",
    )
    options.add_argument("--release", default="", choices=data.lines, help="release line, instead of a guess")
    options.add_argument("--algorithm", default="sha256", choices=ALGORITHMS, help="hash (default: %(default)s)")
    options.add_argument("--timeout", type=float, default=10.0, help="seconds for one request (default: %(default)s)")
    options.add_argument("--pause", type=float, default=0.1, help="seconds between requests (default: %(default)s)")
    return options


def main(argv: list[str]) -> int:
    """Run the command; return the exit status. Raises UsageError."""
    data = facts.load()
    return _run(parser(data).parse_args(argv), data)


def _run(options: argparse.Namespace, data: facts.VerifyData) -> int:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(f"verify needs {' and '.join(missing)}; run: python -m pip install '{NAME}[verify]'")
    if not options.recordings.isprintable():
        raise UsageError("--recordings holds invisible characters, or isn't UTF-8; name a recordID of getRecordings")
    if options.dry_run:
        return _dry_run(options, data)
    if not 0 < options.timeout <= 3600 or not 0 <= options.pause <= 60:
        raise UsageError("--timeout is more than 0 and at most 3600 seconds, --pause 0 to 60")
    if not options.url:
        raise UsageError("no server is named; use --url, or set BBB_URL")
    if options.report:
        _check_writable(options.report)
    secret = _secret()
    mask = Mask(secret)
    outcome = _verified(options, secret, data, mask)
    return _told(options, outcome, data, mask)


def _check_writable(report: Path) -> None:
    """Raise UsageError if the report can't be written, and leave everything as it is."""
    is_new = not os.path.lexists(report)
    try:
        if is_new or report.is_file() or report.is_dir():  # a pipe can be opened only once
            report.open("a").close()
        if is_new:
            report.unlink()
    except OSError as error:
        raise _unwritable(report, error) from None


def _unwritable(report: Path, error: OSError) -> UsageError:
    return UsageError(f"{report}: can't be written ({error.strerror}); name another file")


def _secret() -> str:
    secret = os.environ.get("BBB_SECRET", "")
    if not secret and sys.stdin.isatty():
        secret = getpass.getpass("Shared secret (not shown): ")
    if not secret.strip() or not secret.strip().isprintable():
        raise UsageError("the secret is empty or holds invisible characters; set BBB_SECRET")
    return secret.strip()


def _verified(options: argparse.Namespace, secret: str, data: facts.VerifyData, mask: Mask) -> Outcome:
    from bbb_errors.verify import run
    from bbb_errors.verify.sending import AddressError

    def tell(text: str) -> None:
        if sys.stderr.isatty():
            print(text, file=sys.stderr)

    wanted = run.Options(
        url=options.url,
        secret=secret,
        algorithm=options.algorithm,
        timeout=options.timeout,
        pause=options.pause,
        recording=options.recordings,
        release=options.release,
    )

    async def whole() -> Outcome:
        return await run.Run(wanted, data, mask, tell).run()

    try:
        return asyncio.run(whole())
    except (run.CannotRunError, AddressError) as error:
        raise UsageError(mask(str(error))) from None


def _told(options: argparse.Namespace, outcome: Outcome, data: facts.VerifyData, mask: Mask) -> int:
    """Print the outcome, write the report, and return the exit status."""
    from bbb_errors.verify.reporting import Report, is_difference

    report = Report(outcome, data, mask)
    print(report.as_json() if options.json else "\n".join(report.table(terminal.has_styles())))
    if options.report:
        try:
            options.report.write_text("\n".join(report.for_the_form()) + "\n", encoding="utf-8")
        except OSError as error:
            raise _unwritable(options.report, error) from None
    if any(map(is_difference, outcome.judgments)):
        return 1
    return 2 if outcome.interrupted or outcome.stopped else 0


def _dry_run(options: argparse.Namespace, data: facts.VerifyData) -> int:
    from bbb_errors.verify.dry import listed

    found: list[dict[str, Any]] = list(listed(data, options.recordings))
    if options.json:
        import json

        print(json.dumps(found, indent=2))
        return 0
    for each in found:
        print(f"would send   {each['request']}" if each["request"] else f"not tried    {each['response']}")
        print(
            f"             {each['response']}: {each['title']}" if each["request"] else f"             {each['needs']}"
        )
    return 0
