"""Whether a text is a pattern with gaps in it, found in a time that grows with the text's length alone."""

from __future__ import annotations

from collections.abc import Sequence


def fits(parts: Sequence[str], text: str) -> bool:
    """Whether a text begins with the first part, ends with the last, and has the others between them in order.

    A regular expression with several gaps takes minutes for a long text that doesn't fit.
    """
    first, *others = parts
    if not others:
        return text == first
    *middle, last = others
    end = len(text) - len(last)
    at = len(first)
    if at > end or not text.startswith(first) or not text.endswith(last):
        return False
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
