"""Keeps the secret out of what is shown, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bbb_errors.doctor.encoders import decoded


def holds(text: str, secret: str) -> bool:
    """Whether a text holds a part of the secret, in any common spelling."""
    if len(secret) < 4:
        return False
    views = [text]
    for _ in range(3):
        views.append(re.sub("&#(\\d{1,3});", lambda match: chr(int(match[1])), decoded(views[-1])))
    views += [re.sub(r"\\u00|\\x|0x|&#x", "", each) for each in views]
    bare = ["".join(c for c in each.lower() if c.isascii() and c.isalnum()) for each in views]
    runs: dict[int, set[str]] = {}
    for spelled, least in _spellings(secret):
        size = min(len(spelled), max(least, len(spelled) // 2))
        if size >= 4:
            runs.setdefault(size, set()).update(spelled[n : n + size] for n in range(len(spelled) - size + 1))
    own = secret.lower()
    return any(own in each.lower() or own[::-1] in each.lower() for each in views) or any(
        each[n : n + size] in known
        for size, known in runs.items()
        for each in dict.fromkeys(bare)
        for n in range(len(each) - size + 1)
    )


ALPHABETS = (
    "0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz234567",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/",
)


def _spellings(secret: str) -> Iterator[tuple[str, int]]:
    """The secret as it may stand in a text, and the least length of a part that counts."""
    plain = "".join(c for c in secret.lower() if c.isascii() and c.isalnum())
    turned = plain.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm"))
    for each in (plain, plain[::-1], turned):
        yield each, 8
    yield "".join(str(byte) for byte in secret.encode()), 12
    for data in (secret.encode(), secret.encode("utf-16-le"), secret.encode()[::-1]):
        bits = "".join(f"{byte:08b}" for byte in data)
        for width, alphabet in zip((4, 5, 6), ALPHABETS, strict=True):
            for skip in range(width):
                whole = (len(bits) - skip) // width
                digits = (alphabet[int(bits[skip + n * width : skip + (n + 1) * width], 2)] for n in range(whole))
                yield "".join(c for c in digits if c.isalnum()), 12 if width == 4 else 8
