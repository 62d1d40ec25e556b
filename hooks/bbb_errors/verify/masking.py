"""What a report may show: no secret and no checksum in whatever spelling, nothing that the terminal would obey."""

from __future__ import annotations

import re

from bbb_wire.spellings import letters, spellings

HIDDEN = "***"
SHORTEST = 8
"""Characters of a secret that can be looked for; a shorter one is in every other text."""
PART = 16
"""Digits of a checksum that count as the checksum."""

_NAMED = re.compile(r"(checksum(?:=|%(?:25)*3D))(?!(?:WRONG-)?CHECKSUM)\w+", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9a-f]{16,}", re.IGNORECASE)
_LONG = 40
"""Hex digits that are a checksum of anything, such as of a signed URL that a balancer made."""


class Mask:
    """Knows what must not show. Checksums are added as they are made."""

    def __init__(self, secret: str) -> None:
        """Take the shared secret; the rest comes with `hide` and `name`."""
        self._secret = secret
        self._parts: set[str] = set()
        self._names: dict[str, str] = {}
        self._hosts: dict[re.Pattern[str], str] = {}

    def hide(self, checksum: str) -> None:
        """Let a checksum show no more, nor a part of it."""
        low = checksum.lower()
        self._parts.update(low[at : at + PART] for at in range(len(low) - PART + 1))

    def name(self, word: str, instead: str) -> None:
        """Let a word, such as the server's host or a session token, show as another one."""
        if len(word) >= SHORTEST:
            self._names[word] = instead

    def host(self, name: str, instead: str) -> None:
        """Let a host show as another one, in whatever case; a short name only where it can be no other word."""
        pattern = re.escape(name)
        if len(name) < SHORTEST:
            before = r"(?<![\w.-])" if "." in name else r"(?:(?<=//)|(?<=%2F%2F)|(?<=@))"
            pattern = rf"{before}{pattern}(?![\w-]|\.\w)"
        if name:
            self._hosts[re.compile(pattern, re.IGNORECASE)] = instead

    def __call__(self, text: str, limit: int = 4000) -> str:
        """Return a text as it may be shown: cut, without control characters; all of it hidden if that is not enough."""
        margin = 12 * len(self._secret) + 400  # or half of a secret, in some spelling, could stand before the cut
        is_cut = len(text) > limit + margin
        text = "".join(c if c.isprintable() or c == "\n" else "?" for c in text[: limit + margin])
        for host, instead in self._hosts.items():
            text = host.sub(instead, text)
        for word in sorted(self._names, key=len, reverse=True):
            text = text.replace(word, self._names[word])
        text = _NAMED.sub(rf"\1{HIDDEN}", text)
        text = _DIGITS.sub(self._digits, text)
        if len(self._secret) >= SHORTEST:
            text = re.sub(re.escape(self._secret), HIDDEN, text, flags=re.IGNORECASE)
        if self._holds(text):
            return HIDDEN
        return (text[: max(0, len(text) - margin)] if is_cut else text)[:limit]

    def _digits(self, found: re.Match[str]) -> str:
        low = found[0].lower()
        known = any(low[at : at + PART] in self._parts for at in range(len(low) - PART + 1))
        return HIDDEN if known or len(low) >= _LONG else found[0]

    def _holds(self, text: str) -> bool:
        """Whether a text still holds the secret, or part of a checksum, however its letters are written or parted."""
        for written in spellings(text):
            low = written.lower()
            digits = re.sub("[^0-9a-f]", "", low)
            if any(digits[at : at + PART] in self._parts for at in range(len(digits) - PART + 1)):
                return True
            if len(self._secret) >= SHORTEST and self._secret.lower() in low:
                return True
            if len(letters(self._secret)) >= SHORTEST and letters(self._secret) in letters(low):
                return True
        return False
