"""Makes a pasted text readable, one coat of encoding after the other, as the page's coats.js does.

Texts are in code units of UTF-16 here, as JavaScript counts: a character beyond U+FFFF is two. `units` makes such a
text and `joined` makes a usual one of it.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode
from urllib.parse import unquote_to_bytes

from bbb_errors.patterns import LIMITS, PATTERNS

_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})
_SPACES = re.compile(f"{PATTERNS['space'].pattern}+", re.ASCII)


def units(text: str) -> str:
    """The text in code units of UTF-16."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le", "surrogatepass"))))


def joined(text: str) -> str:
    """The text with its characters whole again; half a character stays."""
    return re.sub(
        "[\ud800-\udbff][\udc00-\udfff]",
        lambda pair: chr(0x10000 + ((ord(pair[0][0]) - 0xD800) << 10) + ord(pair[0][1]) - 0xDC00),
        text,
    )


def cut(text: str) -> str:
    """The part of a text that is looked at: all of it, or its beginning and its end."""
    half = LIMITS["looked_at"] // 2
    return text if len(text) <= 2 * half else f"{text[:half]}\n{text[-half:]}"


def _character(number: int) -> str:
    return units(chr(number)) if 0 < number <= 0x10FFFF else ""


def unescape_entities(text: str) -> str:
    """Take HTML's and XML's entities off once."""
    text = re.sub(r"&(amp|lt|gt|quot|apos|nbsp);", lambda match: _NAMED[match[1]], text)
    return PATTERNS["entity"].sub(lambda match: _character(int(match[1], 16) if match[1] else int(match[2])), text)


def unescape_json(text: str) -> str:
    """Take the escapes of a JSON text off once."""
    return PATTERNS["json_escape"].sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2] or " ", text)


def unescape_percent(text: str) -> str:
    """Take percent-encoding off once; + is a space."""

    def run(match: re.Match[str]) -> str:
        try:
            return units(unquote_to_bytes(match[0]).decode())
        except UnicodeDecodeError:
            return match[0]

    return PATTERNS["percent"].sub(run, text.replace("+", " "))


def unescape_base64(text: str) -> str:
    """Decode what begins as a response or a page does."""

    def run(match: re.Match[str]) -> str:
        digits = re.sub("[\r\n]", "", match[0])
        whole = digits[:-1] if len(digits) % 4 == 1 else digits
        return units(b64decode(whole + "=" * (-len(whole) % 4)).decode(errors="replace"))

    return PATTERNS["encoded_base64"].sub(run, text)


def coats(text: str) -> list[str]:
    """The text in each of its coats, the outermost first. No text comes twice."""
    found = [re.sub(r"(^|\n)[<>*] ", r"\1", cut(text))]  # curl -v puts these in front of headers
    for _ in range(LIMITS["coats"]):
        last = after = found[-1]
        if PATTERNS["encoded_entities"].search(last):
            after = unescape_entities(last)
        elif PATTERNS["encoded_json"].search(last):
            after = unescape_json(last)
        elif PATTERNS["encoded_form"].search(last):
            after = unescape_percent(last)
        elif PATTERNS["encoded_plus"].search(last):
            after = last.replace("+", " ")
        elif PATTERNS["encoded_base64"].search(last):
            after = unescape_base64(last)
        if after == last:
            break
        found.append(after)
    return found


def plain(text: str) -> str:
    """White space as single spaces, straight quotation marks."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip(" ")


def trimmed(text: str) -> str:
    """The text without white space at its ends."""
    start = _SPACES.match(text)
    begin = start.end() if start else 0
    end = len(text)
    while end > begin and PATTERNS["space"].match(text[end - 1]):
        end -= 1
    return text[begin:end]


def lower(text: str) -> str:
    """Lower case without a change of length."""
    if text.isascii():
        return text.lower()
    return re.sub("[A-Z\u00c0-\u00de]+", lambda match: match[0].lower(), text)


def upper(text: str) -> str:
    """The letters of ASCII in upper case."""
    return re.sub("[a-z]+", lambda match: match[0].upper(), text)


def long_words(text: str) -> dict[str, None]:
    """The words of four letters or more of a text in lower case, without a plural's ending, each once, in order."""
    return dict.fromkeys(PATTERNS["plural"].sub("", word) for word in PATTERNS["long_word"].findall(text))
