"""One line of the log for each request, in which the secret never shows.

The secret is masked in whatever case it is written, and with any of its bytes percent-encoded, once or more often.
"""

from __future__ import annotations

import re
from functools import lru_cache

MOST, MOST_OF_PART, WIDEST = 8000, 2000, 30
"""Characters of a line, and of a path or query in it; longer ones are cut. And how many one of the secret may take."""


def line(text: str, secret: str, most: int = MOST) -> str:
    """Return a text as one line of so many characters at most, without the secret."""
    whole = len(text)
    text = text[: most + len(secret) * WIDEST]  # so that no secret is cut in two before it is masked
    if secret:
        text = _pattern(secret).sub("***", text)
    if len(text) > most or whole > most + len(secret) * WIDEST:
        text = f"{text[:most]}… ({whole} characters)"
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
