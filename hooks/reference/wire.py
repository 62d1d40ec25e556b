"""What an answer looks like on the wire, byte for byte as far as it is known.

The forms are those of the catalog's formats.yml. Facts behind the code: XML has one tag per line, no
declaration, no indentation and no line break at the end, and escapes quotes and apostrophes; a redirect
carries a JSON array of objects with ``message`` and ``key``; see the response format guide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from reference.location import with_errors
from reference.model import Answer, Error, Format
from reference.refs import PLACEHOLDER
from reference.signing import EXAMPLE_HOST

XML_FORMATS = {Format.XML, Format.XML_LIST, Format.XML_PLAIN}
JSON_FORMATS = {Format.JSON, Format.JSON_COMPACT, Format.JSON_RECORD, Format.JSON_PLAIN, Format.JSON_FLAT}

LOGOUT_URL = f"https://{EXAMPLE_HOST}/"
"""Where the example server sends users who cannot join."""

_XML_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


@dataclass(frozen=True)
class Wire:
    """One answer as it arrives."""

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
    def title(self) -> str:
        """Status and content type in one line, for the caption of a sample."""
        return " · ".join(x for x in (f"HTTP {self.status}" if self.status else "", self.content_type or "") if x)


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values into the placeholders of a message template; raises KeyError for one without a value."""
    return PLACEHOLDER.sub(lambda m: values[m.group(1)], template)


def escape_xml(text: str) -> str:
    """Escape as the server's XML templates do: all five characters."""
    return "".join(_XML_ESCAPES.get(c, c) for c in text)


def forms(answer: Answer, entry: Error, values: Mapping[str, str], logout_url: str = LOGOUT_URL) -> list[Wire]:
    """All forms in which an answer of an entry can arrive, its own form first.

    `values` fill the placeholders; a redirect leads to `logout_url`. The list is empty if the exact body is not known,
    or if none arrives.
    """
    page = entry.page if answer.format is Format.HTML else None
    if answer.format is Format.NONE or (answer.message is None and answer.body is None and page is None):
        return []
    result = [_own(answer, entry.key, values, answer.body or page, logout_url)]
    if answer.json_on_request:
        result.append(_json(answer, entry.key, values, Format.JSON, logout_url))
    if answer.redirect_false:
        result.append(_xml(answer, entry.key, values, Format.XML, label="redirect=false", status=200))
    return result


def _own(answer: Answer, key: str | None, values: Mapping[str, str], body: str | None, logout_url: str) -> Wire:
    if body is not None:
        return _whole(answer, key, values, body)
    if answer.format in XML_FORMATS:
        return _xml(answer, key, values, answer.format)
    if answer.format in JSON_FORMATS:
        return _json(answer, key, values, answer.format, logout_url)
    return _redirect(answer, key, values, logout_url)


def _whole(answer: Answer, key: str | None, values: Mapping[str, str], body: str) -> Wire:
    if answer.format in XML_FORMATS:
        message = escape_xml(fill(answer.message or "", values))
        text = body.replace("{key}", key or "").replace("{message}", message)
        return Wire("XML", answer.http_status, "text/xml", text, "xml")
    if answer.format is Format.HTML:
        return Wire("Page", answer.http_status, "text/html", body, "html")
    return Wire("Text", answer.http_status, None, fill(body, values), "text")


def _xml(
    answer: Answer,
    key: str | None,
    values: Mapping[str, str],
    form: Format,
    label: str = "XML",
    status: int | None = None,
) -> Wire:
    message = escape_xml(fill(answer.message or "", values))
    lines = ["<response>", f"<returncode>{answer.returncode}</returncode>"]
    if form is Format.XML_LIST:
        lines += ["<errors>", "<error>", f"<key>{key}</key>", f"<message>{message}</message>", "</error>", "</errors>"]
    elif form is Format.XML_PLAIN:
        lines += [f"<message>{message}</message>"]
    else:
        lines += [f"<messageKey>{key}</messageKey>", f"<message>{message}</message>"]
    return Wire(label, status or answer.http_status, "text/xml", "\n".join([*lines, "</response>"]), "xml")


def _json(answer: Answer, key: str | None, values: Mapping[str, str], form: Format, logout_url: str) -> Wire:
    members: dict[str, str] = {"returncode": answer.returncode or ""}
    if form is Format.JSON_RECORD:
        members["recordId"] = values["recordID"]
    if form not in (Format.JSON_PLAIN, Format.JSON_FLAT):
        members["messageKey"] = key or ""
    members["message"] = fill(answer.literal or answer.message or "", values)
    if form is Format.JSON_FLAT:
        members["logoutURL"] = logout_url
    content: object = members if form is Format.JSON_FLAT else {"response": members}
    if form in (Format.JSON_COMPACT, Format.JSON_RECORD):
        text = json.dumps(content, separators=(",", ":"))
    else:
        text = json.dumps(content, indent=4)
    return Wire("JSON", answer.http_status, "application/json", text, "text")


def _redirect(answer: Answer, key: str | None, values: Mapping[str, str], logout_url: str) -> Wire:
    message = fill(answer.literal or answer.message or "", values)
    errors = json.dumps([{"message": message, "key": key}], separators=(",", ":"))
    location = with_errors(logout_url, errors)
    return Wire("Redirect", answer.http_status, None, f"Location: {location}", "text")
