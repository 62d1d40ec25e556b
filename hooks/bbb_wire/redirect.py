"""The address that a redirect of `join` leads to.

The server takes the target apart with Java's URI class, appends ``errors=`` to its query and puts it together again.
So the target's own query and path are decoded and then quoted, but not fully: ``%26`` comes back as ``&``, and what
was percent-encoded non-ASCII comes back raw. Of an opaque address such as ``mailto:a@b.example`` only the scheme and
the fragment are left.
"""

from __future__ import annotations

from dataclasses import replace

from bbb_wire.java_uri import build, is_uri, parse

__all__ = ["is_uri", "with_errors"]


def with_errors(target: str, errors: str) -> str:
    """Return the target with `errors` in its query; raises ValueError for a target that is no URI."""
    found = parse(target)
    query = f"errors={errors}" if found.query is None else f"{found.query}&errors={errors}"
    return build(replace(found, query=query))
