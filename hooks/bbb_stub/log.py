"""One line of the log for each request, in which the secret never shows.

The secret is masked in whatever case it is written, and however its characters are: percent-encoded, once or more
often, as entities of HTML, as escapes of JSON, or the whole of it in hex digits or in base64, alone or among others.
Of a text that holds it in yet another way, such as backwards or with signs between its letters, nothing is left. What
is packed twice, or in base32, isn't found.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from functools import lru_cache

from bbb_wire.spellings import letters, spellings

MOST, MOST_OF_PART = 8000, 2000
"""Characters of a line, and of a path or query in it; longer ones are cut."""
MARGIN = 4000
"""Characters behind the cut that are looked at, too; the secret may begin before it."""
HIDDEN = "*** (it holds the secret in some disguise)"
"""What is left of a text in which the secret can't be masked by itself."""


def line(text: str, secret: str, most: int = MOST) -> str:
    """Return a text as one line of so many characters at most, without the secret."""
    whole = len(text)
    if secret:
        text = _pattern(secret).sub("***", text)
    if len(letters(secret)) >= SHORTEST and _holds(text[: most + MARGIN], secret):
        return HIDDEN
    if len(text) > most:
        text = f"{text[:most]}… ({whole} characters)"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _holds(text: str, secret: str) -> bool:
    """Whether a text holds the letters of the secret in some other spelling."""
    return any(letters(secret) in letters(written) for written in spellings(text))


@lru_cache(maxsize=8)
def _pattern(secret: str) -> re.Pattern[str]:
    """The pattern of a secret. Queries are shown as Latin-1, so a character may also be the bytes of its UTF-8.

    The groups are atomic, so that no text takes long: a character is read in the first way that fits. Only a percent
    sign may also begin the next one.
    """
    data = secret.encode("utf-8", "surrogatepass")
    spelled = "".join(f"({'?:' if c == '%' else '?>'}{'|'.join(_ways(c))})" for c in secret)
    return re.compile("|".join([spelled, data.hex(), *_packed(data)]), re.IGNORECASE)


_SIGN = "[A-Za-z0-9+/_-]"
_SIGNS = {"+": "(?:[+-]|%(?:25)*2b)", "/": "(?:[/_]|%(?:25)*2f)"}
SHORTEST = 8
"""Bytes of a secret that is looked for within longer base64; a shorter one would be found in anything."""


def _packed(data: bytes) -> Iterator[str]:
    """Yield patterns of the secret in base64: behind any number of other bytes, of which three make four signs."""
    alone = base64.b64encode(data).decode().rstrip("=")
    yield "".join(_SIGNS.get(sign, sign) for sign in alone)
    for before in range(3) if len(data) >= SHORTEST else ():
        signs = base64.b64encode(b"\0" * before + data).decode()
        own = signs[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]
        yield f"{_SIGN}?{''.join(_SIGNS.get(sign, sign) for sign in own)}{_SIGN}?"


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
