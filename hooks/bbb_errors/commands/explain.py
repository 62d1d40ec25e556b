"""bbb-errors explain: says what a key, a message, a response or a file means. Standard library only."""

from __future__ import annotations

import argparse
import codecs
import json
import re
import sys
from pathlib import Path
from typing import Any

from bbb_errors import terminal
from bbb_errors.data import add_argument, load
from bbb_errors.log import is_log, read_log
from bbb_errors.matcher import Matcher
from bbb_errors.words import lines, listed
from bbb_wire.program import UsageError, called

LARGEST = 50_000_000  # bytes
FILE_NAME = re.compile(r"[\w./\\-]+\.(?:xml|json|html?|txt|log)")

EPILOG = """\
exit status: 0 recognized, 1 not recognized, 2 wrong use
"""


def decoded(data: bytes) -> str:
    """The text of a file: UTF-16 if it has its byte order mark, as Windows PowerShell writes it, otherwise UTF-8."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return data.decode(encoding, errors="replace")


def text_of(asked: str) -> str:
    """What is asked: the text itself, a file's, or that of standard input; raises UsageError."""
    if asked == "-" and sys.stdin is None:
        raise UsageError("standard input is closed; name a file")
    if asked == "-":
        return decoded(sys.stdin.buffer.read(LARGEST))
    if not asked.strip():
        return asked
    try:
        path = Path(asked)
        if path.is_dir() and not asked.isidentifier():  # which may be a key
            raise UsageError(f"{asked}: is a folder; name a file")
        if path.exists() and not path.is_dir():  # a pipe too, such as <(curl "$URL") of a shell
            with path.open("rb") as file:
                return decoded(file.read(LARGEST))
    except (OSError, ValueError) as error:
        if isinstance(error, PermissionError):
            raise UsageError(f"{asked}: may not be read") from error
    if FILE_NAME.fullmatch(asked):
        raise UsageError(f"{asked}: there is no such file")
    return asked


def _json(found: dict[str, Any]) -> str:
    """JSON that any program reads and a terminal may show: what is no letter is escaped."""
    text = json.dumps(found, indent=2, ensure_ascii=False)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    options = argparse.ArgumentParser(
        prog=called("explain"),
        description="Say which errors a text holds, what they mean and what to do.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument(
        "text", nargs="+", help="a key, an entry that list names, a message, a file, or - for standard input"
    )
    options.add_argument("--json", action="store_true", help="print what was recognized as JSON")
    add_argument(options)
    return options


def main(arguments: list[str]) -> int:
    """Explain a text; return the exit status. Raises UsageError."""
    options = parser().parse_args(arguments)
    data = load(options.data)
    asked = " ".join(options.text)
    text, matcher = text_of(asked), Matcher(data)
    if not text.strip():
        raise UsageError("the text is empty; give a key, a message or what the server sent")
    report = matcher.explain(text)
    listed_entry = next((name for name, each in data["entries"].items() if text in (name, each["name"])), None)
    if report.kind != "found" and listed_entry:
        report = matcher.entry(listed_entry)
    if report.kind == "foreign" and text == asked and asked.isidentifier() and Path(asked).is_dir():
        raise UsageError(f"{asked}: is a folder; name a file")
    if text != asked and is_log(text):
        report = report._replace(log=read_log(matcher, text))
    if options.json:
        print(_json(report.as_json()))
    else:
        print(terminal.shown(listed(report.log) if report.log else lines(report, data)))
    known = report.kind in ("found", "success") or report.sentences or report.signs or report.request or report.log
    return 0 if known else 1
