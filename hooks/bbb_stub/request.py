"""A request as the server sees it: the raw query, and the parameters made from it.

Facts: the rules see every name and value cleaned, and of a repeated parameter the first value. Actions see them raw;
there a repeated parameter is a list, and what wants a text fails on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bbb_stub import tomcat
from bbb_stub.java_text import sanitize
from bbb_stub.multipart import Part, parts

__all__ = ["ApiRequest", "sanitize"]


@dataclass(frozen=True)
class ApiRequest:
    """One HTTP request to the API."""

    method: str
    path: str
    query: bytes
    """The query string exactly as it was received."""
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes = b""
    suffix: str = ""
    """Ending of the call's name in the address, such as json."""
    chunked: bool = False
    too_large: bool = False
    """Whether more was sent than any limit allows; then the body is empty."""
    notes: list[str] = field(default_factory=list)
    """What the log says about this request."""

    @property
    def content_type(self) -> str:
        """The Content-Type header."""
        return self.headers.get("content-type", "")

    @property
    def has_form(self) -> bool:
        """Whether the servlet container reads parameters from the body."""
        kind = tomcat.form_type(self.content_type)
        return kind == tomcat.MULTIPART or (kind == tomcat.FORM and self.method == "POST")

    @property
    def document(self) -> bytes:
        """The body as the action reads it: empty if it was read as a form."""
        return b"" if self.has_form else self.body

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts of a multipart form."""
        if tomcat.form_type(self.content_type) != tomcat.MULTIPART:
            return ()
        return parts(self.content_type, self.body)

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """All parameters as sent, those of the query first."""
        found = tomcat.parameters(self.query)
        if tomcat.form_type(self.content_type) == tomcat.MULTIPART:
            return [*found, *((part.name, part.text) for part in self.parts if part.filename is None)]
        return [*found, *tomcat.parameters(self.body, tomcat.MOST - len(found))] if self.has_form else found

    @cached_property
    def raw(self) -> dict[str, tuple[str, ...]]:
        """Values of each parameter as sent, by name."""
        found: dict[str, list[str]] = {}
        for name, value in self.pairs:
            found.setdefault(name, []).append(value)
        return {name: tuple(values) for name, values in found.items()}

    @cached_property
    def params(self) -> dict[str, str]:
        """Parameters with names and values cleaned. Of names that become equal the last counts, and its first value."""
        return {sanitize(name): sanitize(values[0]) for name, values in self.raw.items()}

    @property
    def session_id(self) -> str:
        """The session cookie, or an empty text."""
        return tomcat.cookie(self.headers.get("cookie", ""), "JSESSIONID")

    def note(self, text: str) -> None:
        """Say something in the log."""
        self.notes.append(text)
