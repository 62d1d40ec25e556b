"""The command: python checksum_doctor.py URL."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from bbb_errors.doctor.diagnosis import diagnose
from bbb_errors.doctor.report import report
from bbb_errors.doctor.request import HALVES, bare_secret, request_in

LONGEST = 8_192  # characters; nginx refuses a longer line by default
BODY = 100_000  # characters of a body
SECRET = 500  # characters of a secret


class RefusedError(Exception):
    """Something that the user can put right; shown as one line."""


def typed() -> str:
    """What is typed and not shown; without a terminal, a line of standard input. Raises EOFError if there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass("Shared secret: ")
        except getpass.GetPassWarning:
            line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def secret_from(environment: Mapping[str, str]) -> str:
    """The shared secret, from the environment or typed; raises RefusedError, with other words if it is empty."""
    if "BBB_SECRET" in environment:
        secret = environment["BBB_SECRET"]
    else:
        try:
            secret = typed()
        except (EOFError, KeyboardInterrupt):
            raise RefusedError("there is no secret; set BBB_SECRET, or type the secret") from None
    if not secret:
        source = "BBB_SECRET is set, but it" if "BBB_SECRET" in environment else "the secret that was typed"
        raise RefusedError(f"{source} is empty; bbb-conf --secret prints the secret")
    if len(secret) > SECRET:
        raise RefusedError("the secret is longer than 500 characters; give only the secret")
    if not bare_secret(secret):
        raise RefusedError("the secret has only spaces or quotation marks")
    return secret


def body_from(given: str | None) -> str:
    """The body: a text, @FILE, or - for standard input; raises RefusedError."""
    if given is None or not (given == "-" or given.startswith("@")):
        return given or ""
    if given == "-" and sys.stdin is None:
        raise RefusedError("standard input is closed; give the body as a text, or as @FILE")
    try:
        if given == "-":
            return sys.stdin.buffer.read(BODY + 1).decode(errors="replace")
        with Path(given[1:]).open("rb") as file:
            return file.read(BODY + 1).decode(errors="replace")
    except (OSError, ValueError):
        raise RefusedError("the file of the body cannot be read") from None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("url", metavar="URL", help="the URL as it was sent, with its checksum; or a callback's")
    parser.add_argument(
        "--body", metavar="BODY", help="the body of a POST or of a callback: a text, @FILE, or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Diagnose what was given; return the exit status. Raises RefusedError."""
    if len(options.url) > LONGEST:
        raise RefusedError(
            f"the URL has {len(options.url)} characters; nginx refuses more than {LONGEST:,} by default (HTTP 414);"
            " give the URL of one call"
        )
    body = body_from(options.body)
    if len(body) > BODY:
        raise RefusedError(
            "the body is longer than 100,000 characters, so it wasn't tested; for a call to 3.0, leave it out"
        )
    request = request_in(options.url, body)
    if request is None:
        raise RefusedError("this has no API call; give a URL with /api/, the call and its checksum")
    secret = secret_from(os.environ)
    if HALVES.search(options.url + secret):
        raise RefusedError("URL or secret is not UTF-8; percent-encode the URL")
    result = diagnose(request, bare_secret(secret))
    if options.json:
        print(json.dumps({**asdict(result), "digests": dict(result.digests)}, indent=2))
    else:
        said = "\n".join(report(request, result))
        print("".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in said))
    if result.repeated:
        return 1
    return {"right": 0, "mistake": 1, "not-accepted": 1}.get(result.verdict, 2)


def main(arguments: list[str]) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="checksum_doctor.py", description="Find out what is wrong with a checksum.")
    add_arguments(parser)
    try:
        status = run(parser.parse_args(arguments))
        sys.stdout.flush()
    except RefusedError as problem:
        print(f"checksum_doctor.py: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader, such as head, has enough
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
