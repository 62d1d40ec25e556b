"""Addresses as java.net.URI reads and writes them.

Facts, from the documentation and the behavior of JDK 17:

- A scheme with anything but a slash behind it makes an opaque address: it has neither authority, path nor query.
- Two slashes may be followed by nothing only if a path, a query or a fragment comes next. Such an address has no
  authority.
- An authority is a host with user and port, or any name of the characters that names may have. Brackets belong to
  IPv6 addresses alone.
- Wherever an escape such as %41 may stand, so may every character above U+0080 that is neither a space nor a control
  character. A percent sign without two hex digits is illegal everywhere.
- What is read out is decoded as UTF-8; bytes that are none become U+FFFD. What is put together is quoted: a percent
  sign always becomes %25, characters beyond ASCII stay.
"""

from __future__ import annotations

import ipaddress
import re
import string
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote as percent
from urllib.parse import unquote

_ALNUM = string.ascii_letters + string.digits
_UNRESERVED = _ALNUM + "_-!.~'()*"
_PATH = _UNRESERVED + ":@&=+$,;/"
_URIC = _UNRESERVED + ";/?:@&=+$,[]"
_NAME = _UNRESERVED + "$,;:@&=+"
_USER = _UNRESERVED + ";:&=+$,"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_PARTS = re.compile(r"(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")


@dataclass(frozen=True)
class JavaUri:
    """The parts of an address, decoded; nothing stands for a part that is absent."""

    scheme: str | None
    authority: str | None
    path: str | None
    """Nothing if the address is opaque."""
    query: str | None
    fragment: str | None


def parse(text: str) -> JavaUri:
    """Return the parts of an address, absolute or relative; raises ValueError if Java refuses it."""
    scheme, rest = _scheme(text)
    if scheme is not None and not rest.startswith("/"):
        body, sharp, fragment = rest.partition("#")
        if not body:
            raise ValueError(f"{text!r} ends after the scheme")
        _check(body, _URIC, text)
        _check(fragment, _URIC, text)
        return JavaUri(scheme, None, None, None, _decode(fragment) if sharp else None)
    match = _PARTS.fullmatch(rest)
    assert match, "every text has these parts"
    authority, path, query, fragment = match.groups()
    if authority == "" and not (path or query is not None or fragment is not None):
        raise ValueError(f"{text!r} has no authority")
    if authority:
        _check_authority(authority, text)
    _check(path, _PATH, text)
    _check(query or "", _URIC, text)
    _check(fragment or "", _URIC, text)
    return JavaUri(scheme, _decode(authority) or None, _decode(path) or "", _decode(query), _decode(fragment))


def is_uri(text: str) -> bool:
    """Return whether Java takes a text as an address; a relative one counts."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def build(uri: JavaUri) -> str:
    """Return the text of an address made from decoded parts; raises ValueError if Java refuses the result."""
    text = "".join(
        [
            f"{uri.scheme}:" if uri.scheme is not None else "",
            f"//{_quoted_authority(uri.authority)}" if uri.authority is not None else "",
            _quoted(uri.path or "", _PATH),
            f"?{_quoted(uri.query, _URIC)}" if uri.query is not None else "",
            f"#{_quoted(uri.fragment, _URIC)}" if uri.fragment is not None else "",
        ]
    )
    parse(text)
    return text


def is_space(character: str) -> bool:
    """Return what Character.isSpaceChar says: whether a character is a separator, no-break spaces among them."""
    return unicodedata.category(character) in ("Zs", "Zl", "Zp")


def _scheme(text: str) -> tuple[str | None, str]:
    match = re.match("([^:/?#]*):", text)
    if match is None:
        return None, text
    if not _SCHEME.fullmatch(match[1]):
        raise ValueError(f"{text!r} begins with an illegal scheme")
    return match[1], text[match.end() :]


def _is_other(character: str) -> bool:
    """Whether a character beyond ASCII may stand where an escape may."""
    return character > "\x80" and unicodedata.category(character) != "Cc" and not is_space(character)


def _check(part: str, allowed: str, text: str) -> None:
    for character in _ESCAPE.sub("", part):
        if character not in allowed and not _is_other(character):
            raise ValueError(f"{text!r} isn't a URI, because of {character!r}")


def _check_authority(authority: str, text: str) -> None:
    if "[" not in authority and "]" not in authority:
        _check(authority, _NAME, text)
        return
    user, at, host = authority.rpartition("@")
    if at:
        _check(user, _USER, text)
    match = re.fullmatch(r"\[([0-9A-Fa-f:.]+)(?:%[A-Za-z0-9_.]+)?\](?::([0-9]*))?", host)
    try:
        ipaddress.IPv6Address(match[1] if match else "")
    except ValueError:
        raise ValueError(f"{text!r} has a malformed IPv6 address") from None


def _decode(part: str | None) -> str | None:
    return None if part is None else unquote(part, errors="replace")


def _quoted(text: str, safe: str) -> str:
    """Quote what is neither safe nor beyond ASCII and visible."""
    return "".join(
        c if c in safe or (c > "\x7f" and unicodedata.category(c) != "Cc" and not is_space(c)) else percent(c, safe="")
        for c in text
    )


def _quoted_authority(authority: str) -> str:
    """Quote an authority; what stands in brackets is an IPv6 address and stays as it is."""
    before, bracket, after = authority.partition("[")
    inside, closing, behind = after.partition("]")
    if bracket and closing:
        return f"{_quoted(before, _NAME)}[{inside}]{_quoted(behind, _NAME)}"
    return _quoted(authority, _NAME + "[]")
