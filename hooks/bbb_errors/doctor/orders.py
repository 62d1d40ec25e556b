"""Parameters in another order, and without some."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

LEFT_OUT = 50  # parameters of which each is left out
EVERY_ORDER = 6  # parameters of which every order is tried
MOVED = 16  # parameters of which each is moved to each place
TRACKING = re.compile(r"(?:utm_|mc_|_|gclid|fbclid|msclkid|yclid|dclid|igshid)[^=]*=")


def _by_name(parts: Iterable[str]) -> list[str]:
    return sorted(parts, key=lambda part: part.split("=", 1)[0].encode("utf-16-be"))


def orders(parts: list[str], *, every: int = EVERY_ORDER) -> Iterator[Sequence[str]]:
    """All orders of a few parameters; of more, those that programs make."""
    count = len(parts)
    if count <= every:
        yield from itertools.permutations(parts)
        return
    yield from (sorted(parts, key=lambda part: part.encode("utf-16-be")), _by_name(parts), parts[::-1])
    if every < EVERY_ORDER:
        yield from (parts[1:] + parts[:1], parts[-1:] + parts[:-1])
        return
    yield from (_by_name(parts)[::-1], sorted(parts, key=lambda part: part.lower().encode("utf-16-be")))
    yield from (sorted(parts, key=lambda part: part.partition("=")[2].encode("utf-16-be")),)
    if count > LEFT_OUT:
        yield from (parts[1:] + parts[:1], parts[-1:] + parts[:-1])
        return
    yield from (parts[n:] + parts[:n] for n in range(1, count))
    for n in range(count):
        rest = parts[:n] + parts[n + 1 :]
        for m in range(count) if count <= MOVED else (0, count - 1):
            yield [*rest[:m], parts[n], *rest[m:]]
    for n in range(count):
        for m in range(n + 1, count if count <= MOVED else min(count, n + 2)):
            yield [*parts[:n], parts[m], *parts[n + 1 : m], parts[n], *parts[m + 1 :]]


def fewer(parts: list[str], *, few: bool) -> Iterator[list[str]]:
    """The parameters without some: one of them, a few in a row, the first or the last ones, those of a known kind."""
    count = len(parts)
    yield [part for part in parts if not part.endswith("=")]
    yield [part for part in parts if not TRACKING.match(part)]
    if count > LEFT_OUT:
        yield from (parts[:-n] for n in range(1, 6))
        yield from (parts[n:] for n in range(1, 6))
        return
    for size in (1,) if few else (1, 2, 3):
        yield from (parts[:n] + parts[n + size :] for n in range(count - size + 1))
    if few:
        return
    yield from (parts[:n] for n in range(1, count))
    yield from (parts[n:] for n in range(1, count))
