r"""Texts and numbers as Java sees them.

Facts, from the documentation of JDK 17:

- A text is a row of UTF-16 units, and its length counts them: an emoji is two.
- String.trim takes away everything up to U+0020 at both ends. Character.isWhitespace, which Apache's StringUtils.strip
  asks, knows the separators of Unicode but not the no-break ones (U+00A0, U+2007, U+202F), and not U+0085.
- ``\p{Cc}`` is every control character, those from U+0080 to U+009F too; ``\p{Cntrl}`` only those of ASCII.
- Integer.parseInt and Long.parseLong take one sign and then decimal digits of any script, as far as one UTF-16 unit
  holds them. Boolean.parseBoolean takes the word true in any case; every other text is false.
- A hash map hands out its keys by the low bits of their hash codes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable

LONG, INT = 2**63, 2**31
"""The first number that does not fit, upwards."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ASCII_CONTROL = re.compile("[\x00-\x1f\x7f]")
_BLANKS = "".join(map(chr, range(0x21)))
_WHITE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a"
WHITESPACE = _WHITE + "\u2028\u2029\u205f\u3000"
"""What Character.isWhitespace says of."""


def check_text(name: str, text: str) -> None:
    """Raise ValueError if a text can't be written down, since it holds half a character: a lone surrogate."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{name} holds half a character (a lone surrogate); leave it out")


def length(text: str) -> int:
    """Return the number of UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def sanitize(text: str) -> str:
    """Return a text as the rules of ApiController see it: without control characters, then trimmed."""
    return _CONTROL.sub("", text).strip(_BLANKS)


def clean(text: str) -> str:
    """Return a text as RecordingController makes it: without control characters of ASCII, then stripped."""
    return strip(_ASCII_CONTROL.sub("", text))


def strip(text: str) -> str:
    """Return what StringUtils.strip returns."""
    return text.strip(WHITESPACE)


def parse_boolean(text: str | None) -> bool:
    """Return what Boolean.parseBoolean returns; blanks are not taken away before."""
    return text is not None and text.lower() == "true"


def parse_long(text: str, limit: int = LONG) -> int | None:
    """Return what Long.parseLong returns, or nothing where it throws. The time is that of reading the text once."""
    negative = text.startswith("-")
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not digits:
        return None
    number, most = 0, limit if negative else limit - 1
    for character in digits:
        digit = unicodedata.decimal(character, -1) if character <= "\uffff" else -1
        if digit < 0:
            return None
        number = number * 10 + digit
        if number > most:
            return None
    return -number if negative else number


def parse_int(text: str | None) -> int | None:
    """Return what Integer.parseInt returns, or nothing where it throws."""
    return None if text is None else parse_long(text, INT)


def hash_code(text: str) -> int:
    """Return String.hashCode, as a number from 0 to 2**32 - 1."""
    units = text.encode("utf-16-be", "surrogatepass")
    result = 0
    for place in range(0, len(units), 2):
        result = (31 * result + (units[place] << 8) + units[place + 1]) & 0xFFFFFFFF
    return result


def map_order(keys: Iterable[str]) -> list[str]:
    """Return keys in the order in which a ConcurrentHashMap of them is walked through."""
    found = list(keys)
    size = 16
    while len(found) >= size * 3 // 4:
        size *= 2

    def slot(key: str) -> int:
        code = hash_code(key)
        return (code ^ (code >> 16)) & (size - 1)

    return sorted(found, key=slot)


def is_json(text: str) -> bool:
    """Return whether a text is JSON, strictly read; nesting that nothing reads counts as none."""
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
