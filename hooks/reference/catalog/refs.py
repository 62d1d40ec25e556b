"""References in prose: `[[checksumError]]`, `[[call:create]]`, `[[guide:checksum#post-bodies|POST bodies]]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

KINDS = ("error", "call", "guide", "page", "speaker", "front-end", "upgrade", "symptom")
"""What a reference can lead to. `error` is the kind without a prefix."""

PAGES = (
    "index",
    "after-join",
    "errors",
    "calls",
    "doctor",
    "explain",
    "faq",
    "front-ends",
    "libraries",
    "log-lines",
    "releases",
    "settings",
    "silent-success",
    "sources",
    "speakers",
    "statuses",
    "troubleshooting",
)
"""Targets of `[[page:...]]`."""

BODY_PARTS = ("key", "message")
"""What a whole body may leave to the other fields of its answer."""

# Code comes first, so that brackets in code are left alone: fenced blocks, then code spans within a paragraph. Both end
# somewhere, so that no text makes the search for their ends slow.
_PATTERN = re.compile(
    r"""
    ^[ ]*+(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:[^\n]*+\n){0,2000}?[ ]*+(?P=fence)[`~]*+[ ]*$
    | (?<!`)(?P<ticks>`++)(?:[^\n]|\n(?![ ]*\n)){1,2000}?(?<!`)(?P=ticks)(?!`)
    | \[\[(?:(?P<kind>[^\[\]|\#:]*):)?(?P<target>[^\[\]|\#]*)(?:\#(?P<anchor>[^\[\]|]*))?(?:\|(?P<label>[^\[\]]*))?\]\]
    """,
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True)
class Ref:
    """One reference, as it is written; whether it leads anywhere is the catalog's business."""

    kind: str
    """One of KINDS if it is right."""
    target: str
    anchor: str | None
    label: str | None
    raw: str
    """The whole reference, brackets included."""


def find_refs(text: str) -> Iterator[Ref]:
    """Yield the references of a text, without those in code."""
    for match in _PATTERN.finditer(text):
        if match["target"] is not None:
            yield _ref(match)


def not_linked(addresses: Iterable[str], *texts: str) -> tuple[str, ...]:
    """Return the addresses of entries that no reference in the texts leads to."""
    linked = {ref.target for text in texts for ref in find_refs(text) if ref.kind == "error"}
    return tuple(address for address in addresses if address not in linked)


def replace_refs(text: str, replacement: Callable[[Ref], str]) -> str:
    """Return the text with every reference replaced; code stays as it is."""
    return _PATTERN.sub(lambda match: match[0] if match["target"] is None else replacement(_ref(match)), text)


def without_code(text: str) -> str:
    """Return the text without code; its lines keep their numbers."""
    return _PATTERN.sub(lambda match: match[0] if match["target"] is not None else "\n" * match[0].count("\n"), text)


def without_blocks(text: str) -> str:
    """Return the text without fenced blocks; code in a line stays."""
    return _PATTERN.sub(lambda match: match[0] if match["fence"] is None else "\n" * match[0].count("\n"), text)


def _ref(match: re.Match[str]) -> Ref:
    label = match["label"]
    return Ref(
        kind="error" if match["kind"] is None else match["kind"].strip(),
        target=match["target"].strip(),
        anchor=match["anchor"],
        label=" ".join(label.split()) if label else None,
        raw=match[0],
    )
