"""HTML without what nobody sees: markup of highlighted code that colors nothing, and blanks of templates."""

from __future__ import annotations

import re

COLORLESS = {
    "n": "a name, in the color of the code",
    "na": "a name as well",
    "nv": "a name as well",
    "nx": "a name as well",
    "o": "an operator, which is told by its sign",
    "p": "punctuation",
    "w": "blanks",
}
"""The highlighter's classes that a page leaves out, with what they mark."""

_SPAN = re.compile(f'<span class="(?:{"|".join(COLORLESS)})">([^<]*)</span>')
_FIRST = "<pre><span></span><code>"
"""How the highlighter begins, so that a first empty line would be kept. No example has one."""

_KEPT = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.DOTALL)
"""What stays as it is, since blanks count there."""
_BLANKS = re.compile(r"\n\s+")


def leaner(html: str) -> str:
    """A page with the same text and the same colors."""
    parts = _KEPT.split(_SPAN.sub(r"\1", html.replace(_FIRST, "<pre><code>")))
    outside, kept = parts[::3], [*parts[1::3], ""]
    return "".join(_BLANKS.sub("\n", text) + same for text, same in zip(outside, kept, strict=True))
