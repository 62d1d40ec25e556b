"""The reference as files to take away: a zip that opens without a server, a docset, a printable page."""

from __future__ import annotations


class BundleError(Exception):
    """Something of ours is not as it must be; the text is one line that says what and where."""
