"""Which release lines a sentence of the catalog is about: `2.4 to 2.6`, `up to 2.4.5`, `from 2.6 on`, `3.0`."""

from __future__ import annotations

import re
from collections.abc import Sequence

LINE = re.compile(r"(?<![\d.])(?<!not )(\d\.\d)(\.\d+)?(?![\d.]*\d)(?!'s)")
SPAN = re.compile(r" to (?:early |late )?")
EARLIER = re.compile(r" (?:or|and) (?:older|earlier)")
LATER = re.compile(r" (?:or|and) later| on\b")
UP_TO = re.compile(r"(?:up to|until) $", re.IGNORECASE)
BEFORE = re.compile(r"before $", re.IGNORECASE)
FROM = re.compile(r"(?:from|since|as of) $", re.IGNORECASE)


def lines_named(text: str, releases: Sequence[str]) -> list[str]:
    """Return the release lines that a text is about, in their order; none if it names none.

    Args:
        text: Plain text.
        releases: All release lines, the oldest first.
    """
    found: set[str] = set()
    begun: str | None = None  # the first line of a span
    for match in LINE.finditer(text):
        line = match[1]
        if line not in releases:
            continue
        place = releases.index(line)
        before, behind = text[: match.start()], text[match.end() :]
        if begun is not None:
            found.update(releases[releases.index(begun) : place + 1])
        span = SPAN.match(behind)
        begun = line if span and LINE.match(behind, span.end()) else None
        if begun is not None:
            continue
        if EARLIER.match(behind) or UP_TO.search(before):
            found.update(releases[: place + 1])
        elif BEFORE.search(before):
            found.update(releases[: place + bool(match[2])])  # of a line that begins before the release itself
        elif LATER.match(behind) or FROM.search(before):
            found.update(releases[place:])
        else:
            found.add(line)
    return [line for line in releases if line in found]
