"""White space in the XML of ApiController: its templates stand inside FreeMarker's compress directive.

Facts: every run of white space becomes one character: the line break if there is one in it, otherwise a blank. At the
end of the text it is dropped. White space is what Character.isWhitespace says, so a no-break space stays.
"""

from __future__ import annotations

import re

from bbb_stub.java_text import WHITESPACE

_PLAIN = " \r\n"
_RUN = re.compile(f"[{WHITESPACE}]{{2,}}|[{WHITESPACE.translate(dict.fromkeys(map(ord, _PLAIN)))}]")
"""White space that does not stay as it is: more than one character of it, or one that is not plain."""

_BREAK = re.compile("\r\n?|\n")


def compress(text: str) -> str:
    """Return a text as the directive writes it."""
    return _RUN.sub(_one, text.strip(WHITESPACE))


def _one(run: re.Match[str]) -> str:
    found = _BREAK.search(run[0])
    return found[0] if found else " "
