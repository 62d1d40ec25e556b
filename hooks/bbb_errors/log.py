"""Reads a log: which errors and known lines it holds, how often, and where; as the page's log.js."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from bbb_errors.coats import plain, units
from bbb_errors.patterns import LIMITS
from bbb_errors.templates import PlainText

if TYPE_CHECKING:
    from bbb_errors.matcher import Matcher


class Met(TypedDict):
    """Something that stands in a log."""

    name: str
    url: str | None
    count: int
    lines: list[int]
    """The numbers of the first lines that it stands in."""


def is_log(text: str) -> bool:
    """Return whether the text of a file has so many lines that it is read as a log."""
    return text.count("\n") >= int(LIMITS["log"])


def read_log(known: Matcher, text: str) -> list[Met]:
    """Return what stands in a log, the most frequent first."""
    met: dict[str, Met] = {}
    before: dict[str, list[tuple[str, str | None]]] = {}
    for number, whole in enumerate(units(text).split("\n"), 1):
        line = whole[: LIMITS["line"]]
        if line not in before:
            before[line] = _in_line(known, line)
        for name, url in before[line]:
            each = met.setdefault(name, {"name": name, "url": url, "count": 0, "lines": []})
            each["count"] += 1
            if len(each["lines"]) < LIMITS["numbers"]:
                each["lines"].append(number)
    return sorted(met.values(), key=lambda each: -each["count"])


def _in_line(known: Matcher, line: str) -> list[tuple[str, str | None]]:
    """Return what stands in a line: the names and the addresses."""
    text = PlainText(plain(line))
    entries = [entry for _, entry, _ in known.catalog.keys_in(text.text)]
    if not entries:
        entries = [fit.owner.entry for _, fits in known.catalog.places_in(text) for fit in fits]
    if not entries and (heard := known.clients.in_text(text)) and heard.sure:
        entries = known.clients.entries_of(heard.causes)[:1]
    if entries:
        about = known.data["entries"]
        return [(about[entry]["name"], about[entry]["url"]) for entry in dict.fromkeys(entries)]
    return [(sign["text"], sign["url"]) for sign in known.signs.within(text, [text])]
