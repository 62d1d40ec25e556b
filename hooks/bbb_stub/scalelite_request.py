"""What Scalelite reads in a request, and how it writes XML of its own."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from bbb_stub import tomcat
from bbb_stub.exchange import Exchange

_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535], "�")
"""Characters that no XML may hold."""


class Parameters(dict[str, str]):
    """The parameters of a request by name: of a repeated one the last, and that of the query before the body's."""

    def __init__(self, x: Exchange) -> None:
        """Read query and form."""
        super().__init__(x.request.pairs)
        self.update(tomcat.parameters(x.request.query))

    def text(self, name: str) -> str:
        """Return a parameter; an absent one is empty."""
        return self.get(name, "")

    @property
    def passed_on(self) -> dict[str, str]:
        """What goes to the server behind: everything but the checksum."""
        return {name: value for name, value in self.items() if name != "checksum"}


def blank(text: str) -> bool:
    """Return whether a text is empty or nothing but white space."""
    return not text.strip()


def listed(elements: Iterable[tuple[str, str | list[etree._Element]]]) -> str:
    """Write an answer of SUCCESS: texts, and elements that hold others. What a server wrote keeps its own lines."""
    root = etree.Element("response")
    etree.SubElement(root, "returncode").text = "SUCCESS"
    for name, content in elements:
        child = etree.SubElement(root, name)
        if isinstance(content, str):
            child.text = content.translate(_ILLEGAL)
        else:
            for each in content:
                each.tail = None
                child.append(each)
    return etree.tostring(root, encoding="unicode", pretty_print=True).rstrip("\n")
