"""The search for mistakes that give one digest."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from bbb_errors.doctor.texts import Attempt


@dataclass(frozen=True)
class Result:
    """What was found; nothing of it holds the secret.

    `mistakes` are the sets that fit, each one mistake or two. `query` and `url` are repaired; `url` is empty if it
    would show the secret. `signed` tells which text of a callback was signed, by versions. `encoders` wrote what was
    hashed. `repeated` tells that a right checksum is sent more than once.
    """

    verdict: str
    algorithm: str | None
    mistakes: tuple[tuple[str, ...], ...] = ()
    checksum: str = ""
    query: str = ""
    url: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    encoders: tuple[str, ...] = ()
    signed: str = ""
    raw: bool = False
    repeated: bool = False
    tried: int = 0


class Search:
    """The search for mistakes that give one digest."""

    def __init__(self, algorithm: str, shown: tuple[str, ...], digest: bytes) -> None:
        """Take the algorithm, the mistakes that the form of the checksum shows, and the digest."""
        self.algorithm, self.shown, self.digest = algorithm, shown, digest
        self.found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.shorter: set[tuple[str, ...]] = set()
        self.hash = getattr(hashlib, algorithm)
        self.missed: set[str] = set()  # several mistakes can make one text
        self.tried = 0

    def fit(self, ids: Iterable[str], *, shorter: bool = False) -> None:
        """Note that mistakes give the digest, and whether the text that was hashed is shorter than the right one."""
        names = tuple(dict.fromkeys((*ids, *self.shown)))
        self.found.setdefault(tuple(sorted(names)), names)
        if shorter:
            self.shorter.add(names)

    def gives(self, text: str) -> bool:
        """Return whether a text has the digest."""
        if text in self.missed:
            return False
        self.tried += 1
        fits = bool(self.hash(text.encode()).digest() == self.digest)
        if not fits:
            self.missed.add(text)
        return fits

    def texts(self, attempts: Iterable[Attempt], length: int, most: int | None = None) -> None:
        """Try texts, at most so many; `length` is that of the right one."""
        for ids, text in itertools.islice(attempts, most):
            if self.gives(text):
                self.fit(ids, shorter=len(text) < length)

    def hashes(self, made: Iterable[tuple[str, bytes]], ids: tuple[str, ...] = ()) -> None:
        """Try digests, each with its mistake."""
        for one, digest in made:
            self.tried += 1
            if digest == self.digest:
                self.fit((*ids, one))

    @property
    def mistakes(self) -> tuple[tuple[str, ...], ...]:
        """The sets of mistakes that fit, the smallest first."""
        return tuple(sorted(self.found.values(), key=len))
