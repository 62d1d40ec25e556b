"""The command: python -m bbb_errors explain <key | message | file | ->, or checksum <URL>. Standard library only.

Exit status: 0 recognized, 1 not recognized, 2 wrong use. That of checksum: see checksum_doctor.py.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bbb_errors import checksum_doctor
from bbb_errors.data import DataError, load
from bbb_errors.finding import Finding
from bbb_errors.matcher import Matcher, Report
from bbb_errors.sentences import Sentence, Sign

WIDTH = 92
LARGEST = 50_000_000  # bytes
FILE_NAME = re.compile(r"[\w./\\-]+\.(?:xml|json|html?|txt|log)")


class UsageError(Exception):
    """Something that the user can put right; shown as one line."""


def text_of(asked: str) -> str:
    """What is asked: the text itself, a file's, or that of standard input."""
    if asked == "-":
        return sys.stdin.buffer.read(LARGEST).decode(errors="replace")
    if not asked.strip():
        return asked
    try:
        path = Path(asked)
        if path.is_dir():
            raise UsageError(f"{asked}: is a folder; name a file")
        if path.is_file():
            with path.open("rb") as file:
                return file.read(LARGEST).decode(errors="replace")
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            raise UsageError(f"{asked}: may not be read") from error
    if FILE_NAME.fullmatch(asked):
        raise UsageError(f"{asked}: there is no such file")
    return asked


def _wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    indent = " " * len(first) if rest is None else rest
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=indent)


def lines(report: Report, data: dict[str, Any]) -> list[str]:
    """The report in words: all that the page says."""
    said = [_wrapped(report.head), ""] if report.head else []
    for address, finding in report.details.items():
        said += _found(finding, data["entries"][address], data)
    for sentence in report.sentences:
        said += [*_heard(sentence, data), ""]
    for sign in report.signs:
        said += [*_written(sign), ""]
    if report.candidates:
        said.append("Also possible:" if report.findings else "It may be one of these:")
        for address, why in report.reasons.items():
            entry = data["entries"][address]
            said += [f"  {entry['name']}  {entry['url']}", _wrapped(f"({why})", "    ")]
    said += [_wrapped(note) for note in report.notes if note != report.head]
    return said


def _found(finding: Finding, entry: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """One error that was recognized: what it is, what to do, and how to tell its causes apart."""
    said = [f"{entry['name']}  ({entry['kind']})", _wrapped(entry["meaning"], "  ")]
    said += [_wrapped(f"{name}: {value}", "  ") for name, value in finding.values.items()]
    facts = {
        "call": finding.call,
        "returncode": finding.returncode,
        "HTTP status": finding.status,
        "sent when": finding.condition,
    }
    said += [_wrapped(f"{name}: {value}", "  ") for name, value in facts.items() if value]
    said += [_wrapped(remark, "  ") for remark in finding.remarks]
    who = _senders(finding.said_by, data)
    said += [_wrapped(f"Said by: {who}", "  ")] if who else []
    if finding.fixes or entry["doctor"]:
        said.append("  What to do:")
    if entry["doctor"]:
        said.append("  - The checksum doctor finds the mistake: python -m bbb_errors.checksum_doctor")
    said += [_wrapped(entry["fixes"][number], "  - ", "    ") for number in finding.fixes]
    if finding.causes:
        said.append("  Causes, and how to tell:")
    for number in finding.causes:
        cause = entry["causes"][number]
        said.append(_wrapped(f"{cause['cause']} {cause['tell'] or ''}".rstrip(), "  - ", "    "))
    return [*said, _wrapped(f"Recognized by: {finding.why}", "  "), f"  More: {entry['url']}", ""]


def _written(sign: Sign) -> list[str]:
    """A line of a log or the like: who writes it, and what it means."""
    said = [f"{sign['who']} wrote this.", _wrapped(sign["text"], "  "), _wrapped(sign["means"], "  ")]
    said += [_wrapped(each["what"], "  - ", "    ") for each in sign["behind"]]
    return [*said, *([f"  More: {sign['url']}"] if sign["url"] else [])]


def _harmless(text: str) -> str:
    """What was pasted as a terminal may show it: what is no letter, such as half a character or ESC, is escaped."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def _json(found: dict[str, Any]) -> str:
    """JSON that any program reads and a terminal may show: what is no letter is escaped."""
    text = json.dumps(found, indent=2, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _senders(said_by: list[dict[str, Any]], data: dict[str, Any]) -> str:
    """Who sends an entry: `BigBlueButton 2.2 to 4.0, Scalelite`."""
    names = ((data["speakers"][each["speaker"]]["name"], each["lines"]) for each in said_by)
    return ", ".join(f"{name} {lines}".rstrip() for name, lines in names)


def _heard(sentence: Sentence, data: dict[str, Any]) -> list[str]:
    """A sentence of a front end in words: what can be behind it, and where the truth is."""
    front_end = data["front_ends"][sentence["front_end"]]
    several = len(sentence["behind"]) > 1
    said = [f"{front_end['name']} says this{', and hides the real error' if several else ''}."]
    said += [_wrapped(f"When: {sentence['when']}", "  "), f"  Behind it{', most likely first' if several else ''}:"]
    for each in sentence["behind"]:
        names = ", ".join(data["entries"][entry]["name"] for entry in each["entries"])
        said.append(_wrapped(each["what"] + (f" ({names})" if names else ""), "  - ", "    "))
    said += [_wrapped(f"Next: {sentence['next']}", "  ")]
    said += [
        _wrapped(f"Where to look: {sentence['log'] or front_end['log']}", "  "),
        f"  More: {sentence['url']}",
    ]
    return said


def run(arguments: list[str] | None) -> int:
    """Run a command; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bbb_errors", description="Errors of the BigBlueButton API.")
    parser.add_argument("--data", type=Path, help="errors.json, if it is elsewhere")
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")
    explain = commands.add_parser("explain", help="say what a key, a message or a response means")
    explain.add_argument("text", nargs="+", help="a key, a message, a file, or - for standard input")
    explain.add_argument("--json", action="store_true", help="print what was recognized as JSON")
    commands.add_parser("list", help="list all entries")
    commands.add_parser("verify", help="hold a server against the reference", add_help=False)
    checksum_doctor.add_arguments(commands.add_parser("checksum", help="name the mistake that gives a wrong checksum"))
    options = parser.parse_args(arguments)
    if options.command == "checksum":
        return checksum_doctor.run(options)
    data = load(options.data)
    if options.command == "list":
        print("\n".join(f"{each['name']}\t{each['kind']}\t{each['title']}" for each in data["entries"].values()))
        return 0
    report = Matcher(data).explain(text_of(" ".join(options.text)))
    if options.json:
        print(_json(asdict(report)))
    else:
        print("\n".join(map(_harmless, lines(report, data))).rstrip())
    known = report.kind in ("found", "success") or report.sentences or report.signs or report.request
    return 0 if known else 1


def main(arguments: list[str] | None = None) -> int:
    """Run a command; problems of the user are one line."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["verify"]:
        try:
            from bbb_errors.verify import command  # which alone needs more than the standard library
        except ModuleNotFoundError:
            print("verify isn't part of this copy; run: pip install 'bbb-errors[verify]'", file=sys.stderr)
            return 2
        return command.main(arguments[1:])
    try:
        status = run(arguments)
        sys.stdout.flush()
    except (UsageError, DataError, checksum_doctor.RefusedError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader, such as head, has enough
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
