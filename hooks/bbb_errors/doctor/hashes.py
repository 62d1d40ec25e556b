"""Hash functions, and wrong ways to hash."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator

BY_LENGTH = {16: "md5", 20: "sha1", 28: "sha224", 32: "sha256", 48: "sha384", 64: "sha512"}
ACCEPTED = ("sha1", "sha256", "sha384", "sha512")


def hmacs(unsigned: str, secret: str, algorithm: str) -> Iterator[tuple[str, bytes]]:
    """The HMACs of call and query."""
    yield "hmac", hmac.digest(secret.encode(), unsigned.encode(), algorithm)
    yield "hmac-swapped", hmac.digest(unsigned.encode(), secret.encode(), algorithm)


def wrong_hashes(text: str, secret: str, algorithm: str) -> Iterator[tuple[str, bytes]]:
    """Digests that come from hashing a text in a wrong way."""
    once = hashlib.new(algorithm, text.encode())
    yield "hashed-twice", hashlib.new(algorithm, once.digest()).digest()
    yield "hashed-twice", hashlib.new(algorithm, once.hexdigest().encode()).digest()
    yield "hashed-twice", hashlib.new(algorithm, once.hexdigest().upper().encode()).digest()
    yield "hmac", hmac.digest(secret.encode(), text.encode(), algorithm)
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in ("", "\ufeff"):
            yield "utf-16", hashlib.new(algorithm, (start + text).encode(encoding)).digest()
    if not text.isascii() and all(ord(letter) < 256 for letter in text):
        yield "latin-1", hashlib.new(algorithm, text.encode("latin-1")).digest()
