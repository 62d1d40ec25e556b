"""What a response looks like on the wire, byte for byte as far as it is known.

The forms are described in the catalog's formats.yml. Facts behind the code: BigBlueButton's XML has one tag per line,
no declaration, no indentation and no line break at the end, and escapes quotes and apostrophes; a program in front of
it has a `Layout` of its own; a redirect carries a JSON array of objects with ``message`` and ``key``; see the response
format guide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bbb_wire.redirect import with_errors
from bbb_wire.signing import EXAMPLE_HOST

PLACEHOLDER = re.compile(r"\{([A-Za-z]+)\}")
"""A dynamic part of a wire text, such as {recordID}."""


class Format(StrEnum):
    """The form of a body. Each member has an entry in formats.yml."""

    XML = "xml"
    XML_LIST = "xml-list"
    XML_PLAIN = "xml-plain"
    JSON = "json"
    JSON_COMPACT = "json-compact"
    JSON_RECORD = "json-record"
    JSON_PLAIN = "json-plain"
    JSON_FLAT = "json-flat"
    REDIRECT = "redirect"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    NONE = "none"


XML_FORMATS = {Format.XML, Format.XML_LIST, Format.XML_PLAIN}
JSON_FORMATS = {Format.JSON, Format.JSON_COMPACT, Format.JSON_RECORD, Format.JSON_PLAIN, Format.JSON_FLAT}

LOGOUT_URL = f"https://{EXAMPLE_HOST}"
"""Where the example server sends users who cannot join: its serverURL, which has no slash at the end."""

LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "none": ""}
"""What stands between the tags of XML, by the name of a layout's line end."""

_TAGS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_QUOTES = {"named": {'"': "&quot;", "'": "&apos;"}, "numbered": {'"': "&#34;", "'": "&#39;"}, "kept": {}}
_XML_ESCAPES = {name: str.maketrans(_TAGS | quotes) for name, quotes in _QUOTES.items()}


@dataclass(frozen=True)
class Layout:
    """How a program writes XML; if nothing is said, as BigBlueButton does."""

    content_type: str = "text/xml"
    """The Content-Type header."""
    declaration: str = ""
    """The XML declaration, which stands in a line of its own; empty if there is none."""
    indent: int = 0
    """Blanks for each level."""
    line_end: str = "lf"
    """What stands between the tags: lf, crlf or none."""
    last_line_end: bool = False
    """Whether a line end comes after the last tag too."""
    message_first: bool = False
    """Whether `message` stands before `messageKey`."""
    quotes: str = "named"
    """How quotes and apostrophes are escaped: named, numbered or kept."""

    def document(self, lines: Iterable[str]) -> str:
        """Put lines of XML together as the program that sends them does."""
        end = LINE_ENDS[self.line_end]
        declared = f"{self.declaration}\n" if self.declaration else ""
        return declared + end.join(lines) + (end if self.last_line_end else "")


BIGBLUEBUTTON = Layout()
"""The layout of the server itself."""


@dataclass(frozen=True)
class Response:
    """One response of the catalog, with all that decides its bytes."""

    id: str
    key: str | None
    """The messageKey, or nothing."""
    format: Format
    message: str | None = None
    """Exact text after decoding, {placeholder} = dynamic part; nothing if there is none, or it is unknown."""
    literal: str | None = None
    """The text as redirects and JSON carry it, where it differs."""
    body: str | None = None
    """The whole body, where it is not the form's usual one. {key} and {message} stand for the two."""
    returncode: str | None = None
    json_on_request: bool = False
    """It becomes JSON when the request asks for JSON."""
    redirect_false: bool = False
    """Sent as XML with HTTP 200, not as a redirect, when the request says redirect=false."""
    http_status: int | None = None
    """HTTP status code; nothing if no HTTP response arrives."""
    content_type: str | None = None
    """The Content-Type header, where it is not the usual one of the form or of the program."""
    layout: Layout = BIGBLUEBUTTON
    """How the program that sends it writes XML."""


@dataclass(frozen=True)
class Wire:
    """One response as it arrives."""

    label: str
    """Short name of the form, for a tab: XML, JSON, Redirect ..."""
    status: int | None
    """HTTP status code, or None if no HTTP answer arrives."""
    content_type: str | None
    text: str
    """The body; for a redirect the header that matters."""
    language: str
    """Language for highlighting; plain where it would only add weight."""

    @property
    def shown(self) -> str:
        """The text as a page shows it: with plain line ends, and none around it."""
        return self.text.replace("\r\n", "\n").strip("\n")

    @property
    def title(self) -> str:
        """Status and content type in one line, for the caption of a sample."""
        return " · ".join(x for x in (f"HTTP {self.status}" if self.status else "", self.content_type or "") if x)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into the placeholders of a message template; raises KeyError for one without a value."""
    return PLACEHOLDER.sub(lambda m: values[m.group(1)], template)


def escape_xml(text: str, quotes: str = "named") -> str:
    """Escape as the server's XML templates do: all five characters. `quotes` is that of another program's layout."""
    return text.translate(_XML_ESCAPES[quotes])


def forms(response: Response, values: Mapping[str, str], logout_url: str = LOGOUT_URL) -> list[Wire]:
    """Return all forms in which a response can arrive, its own form first.

    `values` fill the placeholders; a redirect leads to `logout_url`. The list is empty if the exact body is not known,
    or if none arrives. Raises KeyError for a placeholder without a value, ValueError for a target that isn't a URI.
    """
    if response.format is Format.EMPTY:
        return [Wire("Empty", response.http_status, response.content_type, "", "text")]
    if response.format is Format.NONE or (response.message is None and response.body is None):
        return []
    result = [_own(response, values, logout_url)]
    if response.json_on_request:
        result.append(_json(response, values, Format.JSON, logout_url))
    if response.redirect_false:
        result.append(_xml(response, values, Format.XML, label="redirect=false", status=200))
    return result


def _own(response: Response, values: Mapping[str, str], logout_url: str) -> Wire:
    if response.body is not None:
        return _whole(response, values, response.body)
    if response.format in XML_FORMATS:
        return _xml(response, values, response.format)
    if response.format in JSON_FORMATS:
        return _json(response, values, response.format, logout_url)
    return _redirect(response, values, logout_url)


def _whole(response: Response, values: Mapping[str, str], body: str) -> Wire:
    if response.format in XML_FORMATS:
        message = escape_xml(fill(response.message or "", values), response.layout.quotes)
        text = body.replace("{key}", response.key or "").replace("{message}", message)
        return _as_xml(response, text.split("\n"), "XML", response.http_status)
    if response.format in JSON_FORMATS:
        message = json.dumps(fill(response.literal or response.message or "", values))[1:-1]
        text = body.replace("{key}", response.key or "").replace("{message}", message)
        return Wire("JSON", response.http_status, response.content_type or "application/json", text, "text")
    if response.format is Format.HTML:
        kind = response.content_type or "text/html"
        return Wire("Page", response.http_status, kind, fill(body, values), "html")
    return Wire("Text", response.http_status, response.content_type, fill(body, values), "text")


def _xml(
    response: Response, values: Mapping[str, str], form: Format, label: str = "XML", status: int | None = None
) -> Wire:
    blank = " " * response.layout.indent
    text = escape_xml(fill(response.message or "", values), response.layout.quotes)
    message = f"{blank}<message>{text}</message>"
    lines = [f"{blank}<returncode>{response.returncode}</returncode>"]
    if form is Format.XML_LIST:
        inner = [f"{blank * 2}<key>{response.key}</key>", f"{blank * 2}{message}"]
        error = [f"{blank * 2}<error>", *(f"{blank}{line}" for line in inner), f"{blank * 2}</error>"]
        lines += [f"{blank}<errors>", *error, f"{blank}</errors>"]
    elif form is Format.XML_PLAIN:
        lines += [message]
    else:
        named = [f"{blank}<messageKey>{response.key}</messageKey>", message]
        lines += reversed(named) if response.layout.message_first else named
    return _as_xml(response, ["<response>", *lines, "</response>"], label, status or response.http_status)


def _as_xml(response: Response, lines: list[str], label: str, status: int | None) -> Wire:
    layout = response.layout
    return Wire(label, status, response.content_type or layout.content_type, layout.document(lines), "xml")


def _json(response: Response, values: Mapping[str, str], form: Format, logout_url: str) -> Wire:
    members: dict[str, str] = {"returncode": response.returncode or ""}
    if form is Format.JSON_RECORD:
        members["recordId"] = values["recordID"]
    if form not in (Format.JSON_PLAIN, Format.JSON_FLAT):
        members["messageKey"] = response.key or ""
    members["message"] = fill(response.literal or response.message or "", values)
    if form is Format.JSON_FLAT:
        members["logoutURL"] = logout_url
    content: object = members if form is Format.JSON_FLAT else {"response": members}
    if form in (Format.JSON_COMPACT, Format.JSON_RECORD):
        text = json.dumps(content, separators=(",", ":"))
    else:
        text = json.dumps(content, indent=4)
    return Wire("JSON", response.http_status, "application/json", text, "text")


def _redirect(response: Response, values: Mapping[str, str], logout_url: str) -> Wire:
    message = fill(response.literal or response.message or "", values)
    errors = json.dumps([{"message": message, "key": response.key}], separators=(",", ":"))
    location = with_errors(logout_url, errors)
    return Wire("Redirect", response.http_status, None, f"Location: {location}", "text")
