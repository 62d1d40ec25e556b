"""One line of the log for each request, in which the secret never shows.

The secret is masked in whatever case it is written, and with any of its bytes percent-encoded, once or more often.
"""

from __future__ import annotations

import re
from functools import lru_cache

MOST = 8000
"""Characters of a line; a longer one is cut."""


def line(text: str, secret: str) -> str:
    """Return a text as one line without the secret."""
    if secret:
        text = _pattern(secret).sub("***", text)
    text = text if len(text) <= MOST else f"{text[:MOST]}… ({len(text)} characters)"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@lru_cache(maxsize=8)
def _pattern(secret: str) -> re.Pattern[str]:
    """The pattern of a secret. Queries are shown as Latin-1, so a character may also be the bytes of its UTF-8."""
    return re.compile("".join(map(_character, secret)), re.IGNORECASE)


def _character(character: str) -> str:
    ways = [r"\+"] if character == " " else []
    for written in dict.fromkeys((character, character.lower(), character.upper())):
        data = written.encode("utf-8", "surrogatepass")
        ways.append(re.escape(written))
        ways.append("".join(f"%(?:25)*{byte:02x}" for byte in data))
        ways.append("".join(re.escape(chr(byte)) for byte in data))
    return f"(?:{'|'.join(dict.fromkeys(ways))})"
