"""One line of the log for each request, in which the secret never shows.

The secret is masked in whatever case it is written, and however its characters are: percent-encoded, once or more
often, as entities of HTML, as escapes of JSON, or the whole of it in base64 or hex digits.
"""

from __future__ import annotations

import base64
import html
import re
from functools import lru_cache

MOST, MOST_OF_PART = 8000, 2000
"""Characters of a line, and of a path or query in it; longer ones are cut."""


def line(text: str, secret: str, most: int = MOST) -> str:
    """Return a text as one line of so many characters at most, without the secret."""
    whole = len(text)
    if secret:
        text = _pattern(secret).sub("***", text)
    if len(text) > most:
        text = f"{text[:most]}… ({whole} characters)"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@lru_cache(maxsize=8)
def _pattern(secret: str) -> re.Pattern[str]:
    """The pattern of a secret. Queries are shown as Latin-1, so a character may also be the bytes of its UTF-8.

    The groups are atomic, so that no text takes long: a character is read in the first way that fits. Only a percent
    sign may also begin the next one.
    """
    data = secret.encode("utf-8", "surrogatepass")
    packed = (base64.b64encode(data), base64.urlsafe_b64encode(data), data.hex().encode())
    spelled = "".join(f"({'?:' if c == '%' else '?>'}{'|'.join(_ways(c))})" for c in secret)
    return re.compile("|".join([spelled, *(re.escape(each.decode().rstrip("=")) for each in packed)]), re.IGNORECASE)


def _ways(character: str) -> list[str]:
    """Patterns of all that a character may be written as, itself last."""
    ways = [r"\+"] if character == " " else []
    for written in dict.fromkeys((character.lower(), character.upper(), character)):
        data = written.encode("utf-8", "surrogatepass")
        ways.append("".join(f"%(?:25)*{byte:02x}" for byte in data))
        if len(written) == 1:
            ways += [f"&#0*{ord(written)};", f"&#x0*{ord(written):x};", rf"[\\%]u{ord(written):04x}"]
        ways += [re.escape(html.escape(written)), "".join(re.escape(chr(byte)) for byte in data), re.escape(written)]
    return list(dict.fromkeys(ways))
