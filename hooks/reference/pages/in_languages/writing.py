"""What the renderers share: quotes, and lines that are not too long."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 88
"""Characters of a line, where it can be broken."""

WRONG_SECRET = "not the secret of this server"  # noqa: S105 - and none of any other

XML = "application/xml"
"""The content type that the clients send where a program names none."""


def double(text: str) -> str:
    """A text in double quotes, as most languages write it."""
    return json.dumps(text, ensure_ascii=False)


def single(text: str) -> str:
    """A text in single quotes, as PHP and Ruby write what holds no variable."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def quoted(text: str) -> str:
    """A text in the quotes that need no escapes in it, where Python, JavaScript and Ruby take both kinds."""
    return f"'{text}'" if '"' in text and not {"'", "\\"} & set(text) else double(text)


def is_flag(value: str) -> bool:
    """Whether a value is one of the two that the clients write for a boolean."""
    return value in ("true", "false")


@dataclass(frozen=True)
class Style:
    """How a language writes a long list."""

    indent: str = "    "
    """What goes before an item on a line of its own."""
    comma: str = ","
    """What goes after the last item then; empty where the language takes no comma there."""
    inside: str = ""
    """What goes inside the brackets of a list on one line."""

    def folded(self, head: str, items: Sequence[str], tail: str, at: int = 0) -> str:
        """A list on one line or, if it is too long, with a line for each item.

        Args:
            head: What opens the list, such as `bbb.call(`.
            items: The items.
            tail: What closes it.
            at: How far in the first line stands.
        """
        line = f"{head}{self.inside}{', '.join(items)}{self.inside}{tail}"
        if at + len(line) <= LONGEST:
            return line
        return f"{head}\n" + ",\n".join(f"{self.indent}{item}" for item in items) + f"{self.comma}\n{tail}"


def indented(text: str, indent: str) -> str:
    """A text whose lines all stand further in."""
    return textwrap.indent(text, indent)
