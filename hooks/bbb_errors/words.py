"""What was recognized, in words: the same as the page says. Standard library only."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from bbb_errors.terminal import Heading
from bbb_wire.program import called

if TYPE_CHECKING:
    from bbb_errors.finding import Finding
    from bbb_errors.log import Met
    from bbb_errors.matcher import Report
    from bbb_errors.sentences import Sentence, Sign

WIDTH = 92


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
        said.append(Heading("Also possible:" if report.findings else "It may be one of these:"))
        for address, why in report.reasons.items():
            entry = data["entries"][address]
            said += [f"  {entry['name']}  {entry['url']}", _wrapped(f"({why})", "    ")]
    said += [_wrapped(note) for note in report.notes if note != report.head]
    return said


def _found(finding: Finding, entry: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """One error that was recognized: what it is, what to do, and how to tell its causes apart."""
    said: list[str] = [Heading(f"{entry['name']}  ({entry['kind']})"), _wrapped(entry["meaning"], "  ")]
    said += [_wrapped(f"{name}: {value}", "  ") for name, value in finding.values.items()]
    facts = {
        "call": finding.call,
        "returncode": finding.returncode,
        "HTTP status": finding.status,
        "release line": finding.release,
        "sent when": finding.condition,
    }
    said += [_wrapped(f"{name}: {value}", "  ") for name, value in facts.items() if value]
    said += [_wrapped(remark, "  ") for remark in finding.remarks]
    who = _senders(finding.said_by, data)
    said += [_wrapped(f"Said by: {who}", "  ")] if who else []
    if finding.fixes or entry["doctor"]:
        said.append(Heading("  What to do:"))
    if entry["doctor"]:
        said.append(f'  - The checksum doctor finds the mistake: {called("checksum")} "$URL"')
    said += [_wrapped(entry["fixes"][number], "  - ", "    ") for number in finding.fixes]
    if finding.causes:
        said.append(Heading("  Causes, and how to tell:"))
    for number in finding.causes:
        cause = entry["causes"][number]
        said.append(_wrapped(f"{cause['cause']} {cause['tell'] or ''}".rstrip(), "  - ", "    "))
    return [*said, _wrapped(f"Recognized by: {finding.why}", "  "), f"  More: {entry['url']}", ""]


def listed(met: list[Met]) -> list[str]:
    """What stands in a log: how often, and in which lines."""
    said: list[str] = [Heading("In this log, most frequent first:")]
    for each in met:
        more = " …" if each["count"] > len(each["lines"]) else ""
        lines_ = f"line{'s' if each['count'] > 1 else ''} {', '.join(map(str, each['lines']))}{more}"
        said += [f"{each['count']:6}  {each['name']}  ({lines_})"]
        said += [f"        {each['url']}"] if each["url"] else []
    return said


def _written(sign: Sign) -> list[str]:
    """A line of a log or the like: who writes it, and what it means."""
    said: list[str] = [
        Heading(f"Written by {sign['who']}."),
        _wrapped(sign["text"], "  "),
        _wrapped(sign["means"], "  "),
    ]
    said += [_wrapped(each["what"], "  - ", "    ") for each in sign["behind"]]
    return [*said, *([f"  More: {sign['url']}"] if sign["url"] else [])]


def _senders(said_by: list[dict[str, Any]], data: dict[str, Any]) -> str:
    """Who sends an entry: `BigBlueButton 2.2 to 4.0, Scalelite`."""
    names = ((data["speakers"][each["speaker"]]["name"], each["lines"]) for each in said_by)
    return ", ".join(f"{name} {lines}".rstrip() for name, lines in names)


def _heard(sentence: Sentence, data: dict[str, Any]) -> list[str]:
    """A sentence of a front end in words: what can be behind it, and where the truth is."""
    front_end = data["front_ends"][sentence["front_end"]]
    several = len(sentence["behind"]) > 1
    said: list[str] = [Heading(f"{front_end['name']} says this{', and hides the real error' if several else ''}.")]
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
