"""XML as the server's templates write it: one tag per line."""

from __future__ import annotations

from collections.abc import Iterable

from bbb_stub.exchange import Exchange
from bbb_wire.response import escape_xml

Element = tuple[str, "str | list[Element]"]
"""Name and content of an XML element: a text, or more elements."""


def xml(elements: Iterable[Element]) -> str:
    """Write elements one tag per line, as the server's templates do."""
    lines: list[str] = []
    for name, content in elements:
        if isinstance(content, str):
            lines.append(f"<{name}>{escape_xml(content)}</{name}>")
        elif content:
            lines.append(f"<{name}>\n{xml(content)}\n</{name}>")
        else:
            lines.append(f"<{name}>\n</{name}>")
    return "\n".join(lines)


def response(*elements: Element) -> str:
    """A whole answer of SUCCESS."""
    return xml([("response", [("returncode", "SUCCESS"), *elements])])


def word(value: bool) -> str:
    """A truth value as the server writes it."""
    return "true" if value else "false"


def form(x: Exchange) -> str:
    """The body of a call's first success form in the catalog."""
    body = x.data.calls[x.call].success
    assert body is not None
    return body
