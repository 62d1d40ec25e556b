"""What comes with create and insertDocument: documents and client settings, in the body and in the parameters.

Facts: malformed XML first, then preUploadedPresentation, then the URLs of the documents. 3.0 ends in an error page at
malformed XML and does not judge URLs. A URL is only looked at, never fetched. Since 3.0.33 every document needs a file
name with an ending: its `filename`, or else the last part of its URL's path, or else its `name`; a document that came
as a parameter may lack the ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbb_stub import java_url, xml_body
from bbb_stub.exchange import Exchange, Reply
from bbb_wire.java_uri import is_uri

_PARTS = re.compile(r"[/\\]")


@dataclass(frozen=True)
class Documents:
    """What the body and the parameters bring along."""

    has_module: bool
    """Whether there is a module named presentation; it may be empty."""
    count: int
    """Documents that are taken; those without a usable file name are dropped."""
    client_settings: str | None
    bad_name: str | None = None
    """The first document without a usable file name, or nothing."""
    breaks: bool = False
    """Whether a URL without a file name cannot be decoded, on which older releases fail."""


def read_documents(x: Exchange) -> Documents | Reply:
    """Read the body, or answer that it cannot be used."""
    try:
        modules = xml_body.read(x.request.document) if x.request.document else {}
    except ValueError as error:
        why = f"the body is not well-formed XML: {error}"
        return x.say("malformedXml", why) if x.settings.malformed_xml_key else x.say("http-500-malformed-xml", why)
    module = modules.get("presentation")
    documents = module.documents if module else []
    sent = x.request.raw.get("preUploadedPresentation", (None,))[0]
    urls = [sent or "", *(document.url for document in documents)]
    if x.settings.malformed_xml_key and not all(_is_presentation_url(url) for url in urls if url):
        return x.say("invalidPresentationUrl", "the URL of a document isn't a URI")
    override = modules.get("clientSettingsOverride")
    return Documents(
        has_module=module is not None,
        count=sum(bool(d.url or d.name) and _has_name(d) for d in documents) + (sent is not None),
        client_settings=override.text.strip() if override is not None else None,
        bad_name=next((d.url or d.name for d in documents if not _has_name(d)), None) or _bad_parameter(x),
        breaks=any(d.url and not d.filename and java_url.decode(_last(d.url)) is None for d in documents),
    )


def _is_presentation_url(url: str) -> bool:
    """Whether a URL is a URI and can be decoded."""
    return is_uri(url) and java_url.decode(url) is not None


def _has_name(document: xml_body.Document) -> bool:
    """Whether a document has a usable file name. One with neither URL nor name is passed over."""
    if not document.url:
        return not document.name or _is_name(document.name)
    if document.filename:
        return _is_name(document.filename)
    path = java_url.path_of(document.url)
    name = None if path is None else java_url.decode(_last(path))
    return name is not None and _is_name(name)


def _bad_parameter(x: Exchange) -> str | None:
    """The file name that goes with preUploadedPresentation, if nothing is left of it."""
    sent = x.request.raw.get("preUploadedPresentationName", (None,))[0]
    return sent if sent and "preUploadedPresentation" in x.request.raw and not _last(sent) else None


def _last(path: str) -> str:
    """The part of a path behind the last slash or backslash."""
    return _PARTS.split(path)[-1]


def _is_name(name: str) -> bool:
    """Whether a file name has an ending."""
    return bool(_last(name).rpartition(".")[1] and _last(name).rpartition(".")[2])
