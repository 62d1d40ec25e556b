"""java.net.URL, URLEncoder and URLDecoder.

Facts, from the documentation and the behavior of JDK 17:

- new URL takes away everything up to U+0020 at both ends and a leading ``url:``, and then wants a scheme that it has a
  handler for. It looks at the authority for a port and an IPv6 address, and at little else.
- A jar address wants ``!/`` and a valid address before it; a mailto address something behind the colon.
- toURI writes the address down again, without an empty authority, for java.net.URI to read; most mistakes show there.
- URLEncoder keeps letters and digits of ASCII and ``.-*_``, writes a blank as ``+`` and the rest as UTF-8 in escapes.
- URLDecoder throws if a percent sign has no two hex digits after it.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote_plus, unquote_plus

from bbb_stub.java_text import INT, WHITESPACE, parse_long
from bbb_wire.java_uri import is_uri

SCHEMES = frozenset({"http", "https", "ftp", "file", "jar", "jmod", "jrt", "mailto"})
"""What the JDK has handlers for."""

_BLANKS = "".join(map(chr, range(0x21)))
_SCHEME = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_SEVERAL = 20
"""How many jar addresses inside each other are looked at; no real one has more than two."""


def is_url(text: str, depth: int = 0) -> bool:
    """Return whether new URL takes a text and its toURI gives an address."""
    written = external_form(text, depth)
    return written is not None and is_uri(written)


def external_form(text: str, depth: int = 0) -> str | None:
    """Return a text as URL.toString writes it after reading it, or nothing if new URL throws."""
    text = text.strip(_BLANKS)
    if text[:4].lower() == "url:":
        text = text[4:]
    match = _SCHEME.match(text)
    if match is None or match[1].lower() not in SCHEMES or depth > _SEVERAL:
        return None
    scheme = match[1].lower()
    rest, sharp, reference = text[match.end() :].partition("#")
    after = sharp + reference
    if scheme == "mailto":
        return f"{scheme}:{rest}{after}" if rest.strip(WHITESPACE) else None
    if scheme == "jar":
        inner, bang, _ = rest.rpartition("!/")
        return f"{scheme}:{rest}{after}" if bang and external_form(inner, depth + 1) is not None else None
    before, mark, query = rest.partition("?")
    if before.startswith("//"):
        authority, slash, path = before[2:].partition("/")
        if not _is_authority(authority):
            return None
        before = (f"//{authority}" if authority else "") + slash + path
    return f"{scheme}:{before}{mark}{query}{after}"


def path_of(text: str) -> str | None:
    """Return the path of an address, without query and fragment, or nothing if new URL throws."""
    written = external_form(text)
    if written is None:
        return None
    path = re.split("[?#]", written.partition(":")[2], maxsplit=1)[0]
    return "/" + path[2:].partition("/")[2] if path.startswith("//") and "/" in path[2:] else path.removeprefix("//")


def _is_authority(authority: str) -> bool:
    """Whether new URL takes host and port; user names do not matter to it."""
    if authority.count("@") > 1:
        return True
    host = authority.rpartition("@")[2]
    if not host.startswith("["):
        port = host.partition(":")[2]
        return not port or _is_port(port)
    address, closing, behind = host[1:].partition("]")
    try:
        ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return False
    return bool(closing) and (not behind or (behind[0] == ":" and (len(behind) == 1 or _is_port(behind[1:]))))


def _is_port(text: str) -> bool:
    port = parse_long(text, INT)
    return port is not None and port >= -1


def encode(text: str) -> str:
    """Return what URLEncoder.encode returns for UTF-8."""
    return quote_plus(text, safe=".-*_", errors="replace").replace("~", "%7E")


def decode(text: str) -> str | None:
    """Return what URLDecoder.decode returns for UTF-8, or nothing where it throws."""
    return None if _BAD_ESCAPE.search(text) else unquote_plus(text, errors="replace")
