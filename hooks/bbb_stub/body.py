"""The XML body of create and insertDocument: modules with documents and client settings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from bbb_stub.exchange import Exchange, Reply
from bbb_wire.redirect import is_uri

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Documents:
    """What the body and the parameters bring along."""

    has_module: bool
    """Whether there is a module named presentation; it may be empty."""
    count: int
    client_settings: str | None


def read_documents(x: Exchange) -> Documents | Reply:
    """Read the body, or answer that it cannot be used.

    Facts: malformed XML first, then preUploadedPresentation, then the documents' URLs. Older releases end in an error
    page. A URL is only looked at, never fetched.
    """
    modules: dict[str, etree._Element] = {}
    if x.request.document:
        try:
            root = etree.fromstring(x.request.document, _PARSER)
        except (etree.XMLSyntaxError, ValueError):
            if not x.settings.malformed_xml_key:
                return x.say("http-500-malformed-xml", "the body is not well-formed XML")
            return x.say("malformedXml", "the body is not well-formed XML")
        modules = {child.get("name", ""): child for child in root if isinstance(child.tag, str)}
    documents = list(modules["presentation"]) if "presentation" in modules else []
    sent = x.request.raw.get("preUploadedPresentation")
    urls = [sent or "", *(document.get("url", "") for document in documents)]
    if x.settings.malformed_xml_key and not all(_is_presentation_url(url) for url in urls if url):
        return x.say("invalidPresentationUrl", "the URL of a document is no URI")
    override = modules.get("clientSettingsOverride")
    return Documents(
        has_module="presentation" in modules,
        count=len(documents) + (sent is not None),
        client_settings="".join(str(text) for text in override.itertext()).strip() if override is not None else None,
    )


def _is_presentation_url(url: str) -> bool:
    """Whether a URL is a URI and can be percent-decoded."""
    return is_uri(url) and not _BAD_ESCAPE.search(url)
