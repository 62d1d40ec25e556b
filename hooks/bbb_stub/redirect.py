"""Where the redirect of a join error leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bbb_wire.java_uri import is_uri

_FIELDS = ("%%MEETINGID%%", "%%USERID%%", "%%USERNAME%%")


@dataclass(frozen=True)
class Targets:
    """What counts of the addresses that a request names."""

    only_default: bool
    """None of them: checksumError since 3.0.24."""
    error_url: bool
    """errorRedirectUrl does."""
    must_be_uris: bool
    """One that is no URI counts too, so that the redirect fails on it; otherwise it is passed over, as in 2.7."""


def target(raw: Callable[[str], str | None], default: str, what: Targets) -> str:
    """Return the address that gets the error; `raw` reads a parameter as it was sent, and fails on a repeated one.

    Facts: errorRedirectUrl first, then logoutURL of the request, then the server's default. errorRedirectUrl is read in
    any case. Placeholders are blanked in the last two, not in errorRedirectUrl; 2.7 blanks none. The logoutURL given to
    create does not count.
    """
    wanted, other = raw("errorRedirectUrl"), None if what.only_default else raw("logoutURL")
    if wanted and what.error_url and not what.only_default and (what.must_be_uris or is_uri(wanted)):
        return wanted
    if not what.must_be_uris:
        return other if other and is_uri(other) else default
    found = other or default
    for name in _FIELDS:
        found = found.replace(name, "")
    return found
