"""What a terminal is given: text that does nothing to it, and bold headings where it shows them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


class Heading(str):
    """A line that a terminal shows bold."""

    __slots__ = ()


def has_styles() -> bool:
    """Whether standard output is a terminal that shows styles, and the user wants them (NO_COLOR is not set)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def harmless(text: str) -> str:
    """What was pasted as a terminal may show it: what is no letter, such as half a character or ESC, is escaped."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


def shown(lines: Iterable[str]) -> str:
    """Return lines as standard output may show them."""
    styled = has_styles()
    text = (
        f"{BOLD}{harmless(line)}{PLAIN}" if styled and isinstance(line, Heading) else harmless(line) for line in lines
    )
    return "\n".join(text).rstrip()
