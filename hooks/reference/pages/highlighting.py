"""How code is highlighted: a token has markup only where it has a color of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pygments.filter import Filter
from pygments.token import Name, Operator, Punctuation, Text, Whitespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pygments.lexer import Lexer
    from pygments.token import _TokenType

PLAIN = {Name, Name.Attribute, Name.Other, Name.Variable, Operator, Punctuation, Whitespace}
"""Names have the color of the code, blanks have none, and a sign is told from a name without one."""

LANGUAGES = (
    *("bash", "diff", "go", "groovy", "html", "http", "java", "javascript", "json", "php", "python", "ruby", "sh"),
    *("typescript", "xml", "yaml"),
)
"""The languages of the site's code blocks, by the names that Pygments has for them."""


class OnlyColors(Filter):
    """A filter of Pygments: tokens that have no color of their own become plain text."""

    def filter(
        self,
        lexer: Lexer | None,  # noqa: ARG002 - Pygments passes it
        stream: Iterable[tuple[_TokenType, str]],
    ) -> Iterator[tuple[_TokenType, str]]:
        """Yield the same tokens, with the type Text for each that is in PLAIN."""
        for kind, value in stream:
            yield (Text if kind in PLAIN else kind), value


def languages() -> list[dict[str, Any]]:
    """Return LANGUAGES as the setting `extend_pygments_lang` of pymdownx.highlight, each with the filter."""
    return [{"name": name, "lang": name, "options": {"filters": [OnlyColors()]}} for name in LANGUAGES]
