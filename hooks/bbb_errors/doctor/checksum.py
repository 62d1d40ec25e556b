"""Reads a checksum by its form."""

from __future__ import annotations

import base64
import re

from bbb_errors.doctor.hashes import ACCEPTED, BY_LENGTH

JUNK = r"(?:%0[aAdD9]|%2[0-9]|%2[dD]|%C2%A0|[ \t\r\n\"'+*-])*"
TOOL = r"(?:[A-Za-z0-9-]+(?:\(|%28)stdin(?:\)|%29)(?:=|%3[dD])|sha-?\d+[:=])"


def _is_hex(text: str) -> bool:
    """Whether a text is the hex digits of a digest."""
    return bool(re.fullmatch("[0-9a-fA-F]+", text)) and len(text) / 2 in BY_LENGTH


def form_of(checksum: str) -> tuple[str, tuple[str, ...], bytes] | None:
    """Algorithm by the length, the mistakes that the form shows, and the digest."""
    beside: tuple[str, ...] = ()
    if not re.fullmatch("[0-9a-fA-F]+", checksum) and len(checksum) < 1000:
        found = re.fullmatch(rf"{TOOL}?{JUNK}([0-9a-fA-F]{{32,128}}){JUNK}", checksum)
        spread = re.fullmatch("(?:[0-9a-fA-F]{2}[-: ])+[0-9a-fA-F]{2}", checksum)
        if found or spread:
            beside = ("checksum-tail",)
            checksum = found[1] if found else re.sub("[-: ]", "", checksum)
    if _is_hex(checksum):
        digest = bytes.fromhex(checksum)
    else:
        if stripped := re.fullmatch(r"(.*?)(?:%0[aAdD]|[ \t\r\n])+", checksum):
            checksum, beside = stripped[1], ("checksum-tail",)
        beside += ("base64",)
        text = re.sub("%2B", "+", checksum, flags=re.IGNORECASE)
        text = re.sub("%3D", "=", re.sub("%2F", "/", text, flags=re.IGNORECASE), flags=re.IGNORECASE)
        text = text.replace("-", "+").replace("_", "/").replace(" ", "+")
        if not re.fullmatch("[A-Za-z0-9+/]+={0,2}", text) or len(text.rstrip("=")) % 4 == 1:
            return None
        held = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
        digits = held.decode("latin-1")
        digest = bytes.fromhex(digits) if _is_hex(digits) else held
    name = BY_LENGTH.get(len(digest))
    if not name:
        return None
    return name, beside + ((name,) if name not in ACCEPTED else ()), digest
