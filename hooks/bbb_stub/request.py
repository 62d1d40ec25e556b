"""A request as the server sees it: the raw query, and the parameters made from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl

from bbb_stub.multipart import Part, parts

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def sanitize(text: str) -> str:
    """Remove control characters, then outer blanks, as the server does with every parameter name and value."""
    return _CONTROL.sub("", text).strip()


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
    notes: list[str] = field(default_factory=list)
    """What the log says about this request."""

    @cached_property
    def media_type(self) -> str:
        """The media type of the body in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def has_form(self) -> bool:
        """Whether the servlet container reads parameters from the body: a form sent by POST."""
        return self.method == "POST" and self.media_type in ("application/x-www-form-urlencoded", "multipart/form-data")

    @property
    def document(self) -> bytes:
        """The body as the action reads it: empty if it was read as a form."""
        return b"" if self.has_form else self.body

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts of a multipart form."""
        if not (self.has_form and self.media_type == "multipart/form-data"):
            return ()
        return parts(self.headers.get("content-type", ""), self.body)

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All parameters as sent, those of the query first."""
        found = parse_qsl(self.query.decode("latin-1"), keep_blank_values=True, errors="replace")
        if self.has_form and not self.parts:
            found += parse_qsl(self.body.decode("latin-1"), keep_blank_values=True, errors="replace")
        return (*found, *((part.name, part.text) for part in self.parts if part.filename is None))

    @cached_property
    def raw(self) -> dict[str, str]:
        """Parameters as sent. Of a repeated one the first counts."""
        return dict(reversed(self.pairs))

    @cached_property
    def params(self) -> dict[str, str]:
        """Parameters with names and values sanitized."""
        return {sanitize(name): sanitize(value) for name, value in reversed(self.pairs)}

    def times(self, name: str) -> int:
        """How often a parameter was sent."""
        return sum(sanitize(sent) == name for sent, _ in self.pairs)

    @property
    def session_id(self) -> str:
        """The session cookie, or an empty text."""
        cookie = SimpleCookie(self.headers.get("cookie", "")).get("JSESSIONID")
        return cookie.value if cookie else ""

    def note(self, text: str) -> None:
        """Say something in the log."""
        self.notes.append(text)
