"""Multipart forms, as far as the text track upload needs them."""

from __future__ import annotations

from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP


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
    """Return the parts of a multipart body; nothing if it cannot be read."""
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    if not message.is_multipart():
        return ()
    found = []
    for item in message.iter_parts():
        name = item.get_param("name", header="content-disposition")
        content = item.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found.append(Part(name, item.get_filename(), content))
    return tuple(found)
