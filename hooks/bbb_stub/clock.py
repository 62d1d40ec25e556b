"""Time and chance: real ones, or fixed ones for tests and for answers that equal those of the site."""

from __future__ import annotations

import math
import random
import secrets
import string
import time
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

FIXED_NOW = 1_795_414_800_000
"""The moment at which a fixed clock stands, in milliseconds: that of the examples in the catalog."""

LATEST = 221_845_000_000_000
"""The latest moment to which the clock can be moved: the year 9000, so that meetings may still last."""

_LETTERS = string.ascii_lowercase + string.digits


class Clock:
    """Milliseconds since 1970. A fixed clock moves only when it is told to; any clock can be moved on."""

    def __init__(self, fixed: bool) -> None:
        """Start now, or at the fixed moment."""
        self.fixed = fixed
        self._ahead = 0

    @property
    def now(self) -> int:
        """The time in milliseconds."""
        return (FIXED_NOW if self.fixed else time.time_ns() // 1_000_000) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock on, or back; raises ValueError if the time would be one that nobody can write down."""
        if not math.isfinite(seconds) or not 0 <= self.now + seconds * 1000 <= LATEST:
            raise ValueError("the clock goes from 1970 to the year 9000")
        self._ahead += int(seconds * 1000)


def java_date(milliseconds: int) -> str:
    """Return a time as Java prints a date, such as Mon Nov 23 06:20:00 UTC 2026."""
    return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")


class Chance:
    """Random identifiers. With a fixed clock they are always the same, and the first ones are those of the seed."""

    def __init__(self, fixed: bool, first: Mapping[str, Sequence[str]]) -> None:
        """Take the first identifiers of each kind, which are used only with a fixed clock."""
        self._random: random.Random = random.Random(0) if fixed else secrets.SystemRandom()  # noqa: S311 - equal IDs each time
        self._first = {kind: list(values) for kind, values in first.items()} if fixed else {}

    def word(self, kind: str, length: int) -> str:
        """Return random letters and digits."""
        if self._first.get(kind):
            return self._first[kind].pop(0)
        return "".join(self._random.choices(_LETTERS, k=length))

    def number(self, kind: str, digits: int) -> str:
        """Return a random number without leading zero."""
        if self._first.get(kind):
            return self._first[kind].pop(0)
        return str(self._random.randrange(10 ** (digits - 1), 10**digits))

    def uuid(self, kind: str) -> str:
        """Return a random UUID."""
        if self._first.get(kind):
            return self._first[kind].pop(0)
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))
