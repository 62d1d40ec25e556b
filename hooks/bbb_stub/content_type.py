"""The Content-Type header as the rule on it reads it, with ContentType.parse of Apache HttpCore 4.

Facts: of several types parted by commas the first counts. A value without any type, and a ``charset`` that Java does
not know, make it throw, and then the rule is broken. Types are compared without regard to case.
"""

from __future__ import annotations

import re

_ITEM = re.compile(r'\s*([^;,="]*)(?:=(?:"((?:[^"\\]|\\.)*)"?|([^;,]*)))?')
_LEGAL_CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.:_-]*")


def media_type(value: str) -> str | None:
    """Return the first media type in lower case, or nothing where ContentType.parse throws."""
    match = _ITEM.match(value)
    name = match[1].strip() if match else ""
    if match is None or not name:
        return None
    place = match.end()
    while place < len(value) and value[place] == ";":
        match = _ITEM.match(value, place + 1)
        assert match, "the pattern matches every text"
        quoted, plain = match[2], match[3]
        charset = (quoted if quoted is not None else plain or "").strip()
        if match[1].strip().lower() == "charset" and charset and not _is_charset(charset):
            return None
        place = match.end()
    return name.lower()


def _is_charset(name: str) -> bool:
    """Whether Java knows a character set; the ones of Python are nearly the same."""
    if not _LEGAL_CHARSET.fullmatch(name) or len(name) > 100:
        return False
    try:
        "".encode(name)
    except (LookupError, UnicodeError):
        return False
    return True
