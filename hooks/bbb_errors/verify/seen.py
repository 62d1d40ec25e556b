"""What a response says, whatever its form: the same reader takes what arrived and what the catalog expects.

Needs lxml. XML is read without entities, document types and network; a body that can't be read is a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from lxml import etree

from bbb_wire.response import Wire

PAGES = ("html", "text", "empty")
"""Forms that are no response of the API."""

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<response[\s/>]")
"""How a response in XML begins. So no document type comes before it, which a parser may take minutes to read."""

_ERRORS = re.compile(r"[?&]errors=([^&#]*)")


@dataclass(frozen=True)
class Seen:
    """One response, taken apart."""

    form: str
    """xml, json, redirect, html, text or empty."""
    status: int
    media_type: str = ""
    """Without parameters; empty for a redirect."""
    returncode: str | None = None
    key: str | None = None
    message: str | None = None
    """The text. Without key and text: all that the body says, in one line."""
    shape: tuple[str, ...] = ()
    """Names of the elements or members below `response`, in order."""
    target: str = ""
    """Where a redirect leads, without the errors in it."""

    @property
    def is_success(self) -> bool:
        """Whether the call succeeded: by its returncode, or by a redirect into a meeting."""
        return self.returncode == "SUCCESS" or (self.form == "redirect" and "sessionToken=" in self.target)

    @property
    def head(self) -> str:
        """Status and form in a few words."""
        return " ".join(x for x in (f"HTTP {self.status}", self.media_type or self.form) if x)


def read(status: int, content_type: str, location: str, body: bytes) -> Seen:
    """Take a response apart. Nothing that a server sends makes it fail."""
    if 300 <= status < 400:
        return _redirect(status, location)
    media_type = content_type.partition(";")[0].strip().lower()
    if not body.strip():
        return Seen("empty", status, media_type)
    root = xml(body)
    if root is not None:
        return _of_xml(root, status, media_type)
    data = _json(body)
    if isinstance(data, dict):
        return _of_json(data, status, media_type)
    text = " ".join(body.decode(errors="replace").split())
    is_page = media_type == "text/html" or text[:200].lower().lstrip().startswith(("<!doctype html", "<html"))
    return Seen("html" if is_page else "text", status, media_type, message=text)


def expected(wire: Wire) -> Seen:
    """Take a sample of the catalog apart."""
    if wire.text.startswith("Location: "):
        return read(wire.status or 302, "", wire.text.removeprefix("Location: "), b"")
    return read(wire.status or 200, wire.content_type or "", "", wire.text.encode("utf-8", "replace"))


def _redirect(status: int, location: str) -> Seen:
    target = _ERRORS.sub("", location)
    for value in reversed(_ERRORS.findall(location)):
        match _json(unquote_plus(value)):
            case [{"key": str(key), "message": str(message)}, *_]:
                return Seen("redirect", status, returncode="FAILED", key=key, message=message, target=target)
    return Seen("redirect", status, target=target)


def xml(body: bytes) -> etree._Element | None:
    """Return the element `response`, if a body is a response in XML."""
    if not _OPENING.match(body.lstrip()):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if root.tag == "response" else None


def _of_xml(root: etree._Element, status: int, media_type: str) -> Seen:
    def text(path: str) -> str | None:
        found = root.findtext(path)
        return None if found is None else str(found)

    children = [each for each in root if isinstance(each.tag, str)]
    key, message = text("messageKey"), text("message")
    if key is None:
        key, message = text("errors/error/key"), text("errors/error/message") or message
    if not key and not message:
        message = " ".join(_leaves(children))
    shape = tuple(str(each.tag) for each in children)
    return Seen("xml", status, media_type, text("returncode"), key or None, message, shape)


def _leaves(elements: list[etree._Element]) -> Iterator[str]:
    for each in elements:
        if len(each) == 0 and each.tag != "returncode":
            yield f"{each.tag}={' '.join((each.text or '').split())}"
        elif len(each):
            yield f"{each.tag}=..."


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _of_json(data: dict[str, Any], status: int, media_type: str) -> Seen:
    inner = data.get("response", data)
    members: Mapping[str, Any] = inner if isinstance(inner, dict) else data
    told = {name: value if isinstance(value, str) else None for name, value in members.items()}
    key, message = told.get("messageKey"), told.get("message")
    if not key and not message:
        message = " ".join(f"{name}={_plain(value)}" for name, value in members.items() if name != "returncode")
    shape = tuple(f"response.{name}" if members is not data else name for name in members)
    return Seen("json", status, media_type, told.get("returncode"), key or None, message, shape)


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float | bool) else "..."
