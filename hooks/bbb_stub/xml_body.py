"""The XML body of create and insertDocument, as Groovy's XmlSlurper reads it.

Facts: the bytes become a text first, read as UTF-8 whatever the XML declaration says; wrong bytes become U+FFFD.
So a byte order mark is a character before the prolog, which no XML may have. A DOCTYPE is refused, and with it every
entity but the five of XML. An undeclared prefix is a mistake. Of two modules of one name the last counts. Only the
attributes without a prefix are looked at.

The reader is expat, in one walk without a tree, so nesting costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

VERSIONS = ("1.0", "1.1")


@dataclass
class Document:
    """One document to load."""

    url: str
    filename: str
    name: str


@dataclass
class Module:
    """A child of the root: its documents, and the text of all that is in it."""

    name: str
    documents: list[Document] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(self.texts)


def read(body: bytes) -> dict[str, Module]:
    """Return the modules of a body by name; raises ValueError if it is not well-formed."""
    walk = _Walk()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_version
    try:
        text = body.decode("utf-8", "replace")
        if text.startswith("\ufeff"):
            raise ValueError("a byte order mark stands before the prolog")
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return walk.modules


class _Walk:
    """What is gathered on the way through the body."""

    def __init__(self) -> None:
        self.depth = 0
        self.modules: dict[str, Module] = {}
        self.current = Module("")

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 2:
            self.current = self.modules[attributes.get("name", "")] = Module(attributes.get("name", ""))
        elif self.depth == 3:
            names = ("url", "filename", "name")
            self.current.documents.append(Document(*(attributes.get(name, "") for name in names)))

    def end(self, _: str) -> None:
        self.depth -= 1

    def characters(self, text: str) -> None:
        if self.depth >= 2:
            self.current.texts.append(text)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a DOCTYPE is refused")


def _check_version(version: str, *_: object) -> None:
    if version not in VERSIONS:
        raise ValueError(f"the XML version {version} is not known")
