"""Random catalogs: nothing but CatalogError is raised, and what loads makes harmless pages."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.planting import MINIMAL, PAYLOADS, made, places, planted, untouched, wrong_with

_SIGNS = (*"[]{}`<>()|#:\\\n!*_\u202ea", "\n\n", "  ")


def run(seconds: float) -> None:
    """Try random catalogs for some time; raise AssertionError with the first that does harm."""
    end = time.monotonic() + seconds
    chance = random.Random()  # noqa: S311 - no secret
    while time.monotonic() < end:
        if chance.random() < 0.3:
            wrong, what = _mixed(chance)
        else:
            file, loc = chance.choice(places())
            text = _text(chance)
            found = planted(file, loc, text)
            wrong, what = wrong_with(found, untouched()), repr((file, loc, text))
        assert not wrong, f"{what}: {wrong}"


def _text(chance: random.Random) -> str:
    """Return a text of payloads, signs and their mixtures."""
    parts = [chance.choice(PAYLOADS if chance.random() < 0.5 else _SIGNS) for _ in range(chance.randint(1, 6))]
    return "".join(parts)


def _mixed(chance: random.Random) -> tuple[list[str], str]:
    """Return what is wrong with a catalog of which one file has other bytes, and which bytes these are."""
    names = sorted({file for file, _ in places()})
    with TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        shutil.copytree(MINIMAL, docs)
        path = docs / "catalog" / chance.choice(names)
        content = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 8)):
            start = chance.randrange(len(content) + 1)
            content[start : start + chance.randint(0, 6)] = chance.choice(
                (chance.randbytes(chance.randint(0, 4)), chance.choice(_SIGNS).encode(), _text(chance).encode())
            )
        path.write_bytes(content)
        return wrong_with(made(docs), untouched()), repr((path.name, bytes(content)))
