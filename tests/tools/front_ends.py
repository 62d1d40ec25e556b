"""The sentences of front ends in the catalog as they are pasted, and what must be said of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from bbb_wire.response import PLACEHOLDER, fill
from reference.catalog.contents import Catalog
from reference.catalog.surroundings import Sentence

VALUE = "something-7"
"""What every placeholder is filled with: no key, no message."""


@dataclass(frozen=True)
class Pasted:
    """A text, and what must be said of it."""

    text: str
    programs: frozenset[str]
    """Front ends that have the sentence."""
    entries: tuple[str, ...]
    """What can be behind it, most likely first."""
    certain: bool
    """Whether nothing else than one entry can be behind it."""


def pasted(catalog: Catalog) -> Iterator[Pasted]:
    """Yield every sentence and every code, whole and within a longer text."""
    known = [(each.id, sentence) for each in catalog.front_ends.values() for sentence in each.sentences]
    texts = {text for _, sentence in known for text in _texts(sentence)}
    for text in sorted(texts):
        having = [(program, sentence) for program, sentence in known if text in _texts(sentence)]
        turns = zip_longest(*(sentence.behind for _, sentence in having))
        entries = (entry for turn in turns for behind in turn if behind for entry in behind.errors)
        sole = all(len(sentence.behind) == 1 == len(sentence.behind[0].errors) for _, sentence in having)
        found = tuple(dict.fromkeys(entries))
        shown = fill(text, {match[1]: VALUE for match in PLACEHOLDER.finditer(text)})
        for given in (shown, f"  {shown} ", f"ERROR portal: {shown} (request 7)"):
            yield Pasted(given, frozenset(program for program, _ in having), found, sole and len(found) == 1)


def _texts(sentence: Sentence) -> tuple[str, ...]:
    return (sentence.text, *sentence.codes) if sentence.text else ()
