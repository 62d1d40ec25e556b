"""Short code in a line stays whole: browsers break lines after hyphens, and `--secret` would become two words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.extensions import Extension  # type: ignore[import-untyped]  # Python-Markdown has no types
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]  # nor here

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown  # type: ignore[import-untyped]  # nor here

LONGEST = 24
"""Longer code may break, or it would not fit beside other columns or on a phone."""


class ShortCode(Treeprocessor):  # type: ignore[misc]  # its base has no types
    """Gives short code with a hyphen the class `whole`."""

    def run(self, root: Element) -> None:
        """Change the tree of a page in place."""
        for code in root.iter("code"):
            text = code.text or ""
            if "-" in text and len(text) <= LONGEST and not len(code):
                code.set("class", f"{code.get('class', '')} whole".strip())


class InlineCode(Extension):  # type: ignore[misc]  # its base has no types
    """The extension of Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Run after the text of all lines is read and has its attributes."""
        md.treeprocessors.register(ShortCode(md), "short-code", 5)
