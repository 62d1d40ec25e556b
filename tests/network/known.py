"""What is known of the texts of HTTP libraries and parsers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache

from tests.real import real_catalog

BENEATH = re.compile(r"(?<=OpenSSL/)[\d.]+")
"""The release of the library beneath a tool, which a system updates by itself."""


@dataclass(frozen=True)
class Known:
    """Texts and markers by what they point to."""

    texts: Mapping[tuple[str, str], tuple[str, ...]]
    """Texts with {placeholders}, by tool and cause."""
    markers: Mapping[str, tuple[str, ...]]
    """Pieces of text, by cause."""
    silent: Set[tuple[str, str]]
    """Tools that take a cause without an error."""

    def has(self, tool: str, cause: str, text: str) -> bool:
        """Whether a tool is known to say this, word by word."""
        if text.startswith("OK") or text == "false":
            return (tool, cause) in self.silent
        return any(same(text, known) for known in self.texts.get((tool, cause), ()))

    def points(self, cause: str, text: str) -> bool:
        """Whether a text holds a marker of a cause."""
        return any(marker in text for marker in self.markers.get(cause, ()))


def same(seen: str, known: str) -> bool:
    """Whether a text seen is a known one with something in place of its {placeholders}, and of an … for the rest."""
    return re.fullmatch(_pattern(known), _trimmed(seen), re.DOTALL) is not None


@cache
def _pattern(known: str) -> str:
    parts = re.split(r"\{[a-z]+\}|…", BENEATH.sub("{release}", _trimmed(known)))
    return ".*?".join(map(re.escape, parts))


def _trimmed(text: str) -> str:
    """A text without blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


@cache
def known() -> Known:
    """Return what the catalog knows."""
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    markers: dict[str, tuple[str, ...]] = {}
    silent = set()
    for cause in real_catalog().client_causes.values():
        for text in cause.texts:
            texts[text.tool, cause.id] = (*texts.get((text.tool, cause.id), ()), text.text)
        for marker in cause.markers:
            for name in (cause.id, *(other.cause for other in marker.also)):
                markers[name] = (*markers.get(name, ()), marker.text)
        silent |= {(each.tool, cause.id) for each in cause.silent}
    return Known(texts, markers, silent)
