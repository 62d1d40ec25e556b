"""What a text may say besides its letters: in escapes, in hex, in base64, backwards. For those that mask secrets."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator

_ESCAPE = re.compile(r"(?:\\u00|\\x|=|%)([0-9a-f]{2})|\\u\{([0-9a-f]{2})\}|\\([0-3][0-7]{2})", re.IGNORECASE)
_PACKED = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_HEX = re.compile(r"(?:(?:0x)?[0-9a-f]{2}[ :,-]{0,2}){8,}", re.IGNORECASE)
_PAIR = re.compile(r"(?:0x)?([0-9a-f]{2})", re.IGNORECASE)
_UTF8 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def spellings(text: str) -> Iterator[str]:
    """Yield a text, and the same with its escapes read once or more often; each backwards, and unpacked, too."""
    seen: dict[str, None] = {}
    for number in range(7):
        for read in (text, _from_bytes(text)):
            seen.setdefault(unicodedata.normalize("NFKC", read))
        text = _ESCAPE.sub(_character, text) if number % 2 else html.unescape(text)
    for plain in seen:
        yield plain
        yield plain[::-1]
        for unpacked in _unpacked(plain):
            yield unicodedata.normalize("NFKC", _from_bytes(unpacked))


def letters(text: str) -> str:
    """Return what of a text is letters and digits, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[3], 8) if escape[3] else int(escape[1] or escape[2], 16))


def _from_bytes(text: str) -> str:
    """Return a text in which characters that may be the bytes of others in UTF-8 are read so."""
    return _UTF8.sub(lambda found: found[0].encode("latin-1").decode("utf-8", "replace"), text)


def _unpacked(text: str) -> Iterator[str]:
    """Yield what a text may hold in hex, and in base64 from whichever letter it begins: as letters, and as digits."""
    for found in _HEX.findall(text):
        yield bytes.fromhex("".join(_PAIR.findall(found))).decode("latin-1")
    for found in _PACKED.findall(text):
        packed = found.replace("-", "+").replace("_", "/")
        for start in range(4):
            end = len(packed) - ((len(packed) - start) % 4 == 1)  # one letter alone is no byte
            data = base64.b64decode(packed[start:end] + "==")
            yield data.decode("latin-1")
            yield data.hex()
