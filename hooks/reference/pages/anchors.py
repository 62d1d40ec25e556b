"""The anchors of a page, read from its Markdown, so that references to them are checked before anything is built."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from reference.catalog.contents import Anchored
from reference.catalog.problems import Problem, suggest
from reference.catalog.refs import without_blocks
from reference.pages.links import ref_uri
from reference.pages.text import plain

_HEADING = re.compile(r"^#{1,6}[ ]+(?P<title>.+?)(?:[ ]*\{:?(?P<attributes>[^{}]*)\})?[ ]*#*$", re.MULTILINE)
_ID = re.compile(r"""\bid=["']?([^"'\s>]+)|\{:?[^{}\n]*?#([\w-]+)[^{}\n]*\}""")


def anchors(text: str) -> set[str]:
    """Return the anchors of a page: those of its headings, and every id that it gives."""
    prose = without_blocks(text)
    found = {match[1] or match[2] for match in _ID.finditer(prose)}
    for match in _HEADING.finditer(prose):
        if "#" not in (match["attributes"] or ""):
            name, number = slug(plain(match["title"])), 0
            unique = name
            while unique in found:
                number += 1
                unique = f"{name}_{number}"
            found.add(unique)
    return found


def slug(title: str) -> str:
    """Return the anchor that Python-Markdown gives a heading."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def wrong_anchors(references: Iterable[Anchored], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the references to anchors that their page does not have; `texts` are all pages by path."""
    known: dict[str, set[str]] = {}
    for ref, file, line in references:
        uri = ref_uri(ref)
        if uri not in texts:
            continue  # the catalog alone may be there, or a page that MkDocs misses
        if uri not in known:
            known[uri] = anchors(texts[uri])
        if ref.anchor not in known[uri]:
            todo = suggest(ref.anchor or "", known[uri], "use the anchor of a heading there, or leave it out")
            yield Problem(file, line, f"`{ref.raw}` leads nowhere: the page has no anchor `{ref.anchor}`", todo)
