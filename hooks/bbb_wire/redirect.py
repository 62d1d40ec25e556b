"""The address that a redirect of `join` leads to.

The server takes the target apart with Java's URI class, appends ``errors=`` to its query and puts it together again.
So the target's own query and path are decoded and then quoted, but not fully: ``%26`` comes back as ``&``, and what
was percent-encoded non-ASCII comes back raw.
"""

from __future__ import annotations

import re
import string
from urllib.parse import unquote

_PARTS = re.compile(r"(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_ILLEGAL = re.compile(r'[\x00-\x20\x7f-\xa0"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')
_PLAIN = frozenset(string.ascii_letters + string.digits + "-_.!~*'()")
_IN_PATH = _PLAIN | set(":@&=+$,;/")
_IN_QUERY = _PLAIN | set(";/?:@&=+$,[]")


def is_uri(text: str) -> bool:
    """Whether Java's URI class takes a text; a relative address counts."""
    match = _PARTS.fullmatch(text)
    assert match, "every text has these parts"
    scheme, authority, path, _, fragment = match.groups()
    if _ILLEGAL.search(text) or "[" in path or "]" in path or "#" in (fragment or ""):
        return False
    if scheme is not None and not (_SCHEME.fullmatch(scheme) and (authority or path)):
        return False
    return authority != "" or path.startswith("/")


def with_errors(target: str, errors: str) -> str:
    """Return the target with `errors` in its query; raises ValueError for a target that is no URI."""
    if not is_uri(target):
        raise ValueError(f"{target!r} is no URI")
    match = _PARTS.fullmatch(target)
    assert match
    scheme, authority, path, query, fragment = match.groups()
    decoded = "" if query is None else unquote(query) + "&"
    return "".join(
        [
            f"{scheme}:" if scheme else "",
            f"//{authority}" if authority is not None else "",
            _quoted(unquote(path), _IN_PATH),
            f"?{_quoted(f'{decoded}errors={errors}', _IN_QUERY)}",
            f"#{_quoted(unquote(fragment), _IN_QUERY)}" if fragment is not None else "",
        ]
    )


def _quoted(text: str, safe: frozenset[str] | set[str]) -> str:
    """Percent-encode what is neither safe nor a printable character beyond ASCII."""
    return "".join(
        c if c in safe or (c > "\x7f" and c.isprintable()) else "".join(f"%{byte:02X}" for byte in c.encode())
        for c in text
    )
