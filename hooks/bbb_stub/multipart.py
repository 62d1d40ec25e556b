"""Multipart forms as Tomcat reads them: one level of parts, in one walk through the body.

Facts: the boundary stands in the Content-Type header. What comes before the first boundary is skipped; without a last
one the form is broken, and then none of its parts counts. The body of a part is never taken apart again, so nesting
means nothing. Limits here, so that no request takes long: 1,000 parts, and 8,192 bytes for the headers of a part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PARTS, MOST_HEADERS = 1000, 8192
_NAME = re.compile(r";\s*([A-Za-z0-9*._-]+)\s*=\s*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"')
_TOKEN = re.compile(r'[^;\s"]*')


@dataclass(frozen=True)
class Part:
    """One part of a form."""

    name: str
    filename: str | None
    content: bytes

    @property
    def text(self) -> str:
        """The content of a plain field."""
        return self.content.decode("utf-8", "replace")


def parts(content_type: str, body: bytes) -> tuple[Part, ...]:
    """Return the parts of a multipart body; nothing if it cannot be read, or is beyond the limits."""
    boundary = _parameters(content_type).get("boundary", "").encode("latin-1", "replace")
    if not boundary:
        return ()
    delimiter = b"\r\n--" + boundary
    body = b"\r\n" + body
    found: list[Part] = []
    place = body.find(delimiter)
    while place >= 0:
        begin = place + len(delimiter)
        if body.startswith(b"--", begin):
            return tuple(found)
        place = body.find(delimiter, begin)
        if place < 0 or len(found) >= MOST_PARTS:
            return ()
        if part := _part(body[begin:place]):
            found.append(part)
    return ()


def _part(raw: bytes) -> Part | None:
    """One part; nothing if it has no name or no headers."""
    end = raw.find(b"\r\n\r\n", 0, MOST_HEADERS)
    if end < 0:
        return None
    for line in raw[:end].decode("utf-8", "replace").split("\r\n"):
        field, _, value = line.partition(":")
        if field.strip().lower() == "content-disposition" and value.strip().lower().startswith("form-data"):
            given = _parameters(value)
            if "name" in given:
                return Part(given["name"], given.get("filename"), raw[end + 4 :])
    return None


def _parameters(value: str) -> dict[str, str]:
    """The parameters of a header value, names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    value = value[:MOST_HEADERS]
    name = _NAME.search(value)
    while name:
        quoted = value.startswith('"', name.end())
        match = (_QUOTED if quoted else _TOKEN).match(value, name.end())
        if match is None:
            break
        found.setdefault(name[1].lower(), re.sub(r"\\(.)", r"\1", match[1]) if quoted else match[0])
        name = _NAME.search(value, match.end())
    return found
