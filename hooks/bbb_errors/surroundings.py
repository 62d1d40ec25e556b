"""What stands around a response or a key in a text; as the page's surroundings.js."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bbb_errors.coats import lower
from bbb_errors.finding import Around
from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_errors.responses import Told, call_in, release_in, status_in
from bbb_errors.templates import Place

if TYPE_CHECKING:
    from bbb_errors.matcher import Matcher


def different(told: Iterable[Told]) -> list[Told]:
    """Return responses without those that say the same as one before; of a great many, the first ones."""
    return list(dict.fromkeys(told))[: LIMITS["read"]]


def is_beside(text: str, key: str, place: Place) -> bool:
    """Return whether a key stands right before or behind a place in a text."""
    reach = len(key) + LIMITS["beside"]
    return key in text[max(0, place.at - reach) : place.at] or key in text[place.end : place.end + reach]


def goes_on(text: str, place: Place) -> bool:
    """Return whether the sentence goes on behind a message that stands at a place in a text."""
    return PATTERNS["goes_on"].search(text[place.end : place.end + 2]) is not None


def told_by(text: str, place: Place) -> Told:
    """Return what a message says that stands at a place in a text."""
    return Told(message=text[place.at : place.end])


def around_in(known: Matcher, text: str) -> Around:
    """Return what stands around a response: call, status, release line, speakers and addresses."""
    status = status_in(text)
    path = PATTERNS["path"].search(text)
    small = lower(text)
    return Around(
        call_in(path[1] if path else text),
        status,
        release_in(text),
        tuple(name for shown, name in known.speakers if shown in small),
        tuple(each for compiled, each in known.addresses if each["status"] in (None, status) and compiled.search(text)),
    )


def likely_of(known: Matcher, entries: list[str], release: str) -> str | None:
    """Return the entry that a message is of, if there is only one, or only one that the release sends.

    Args:
        known: The tool's data.
        entries: Those that have the message.
        release: The release line that the text names; 3.0 if it is empty.
    """
    about = known.data["entries"]
    rest = [
        entry
        for entry in entries
        if (release not in known.unsent(entry) if release else about[entry]["status"] != "removed")
    ]
    return (rest or entries)[0] if len(rest) == 1 or len(entries) == 1 else None
