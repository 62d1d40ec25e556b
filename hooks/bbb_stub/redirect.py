"""Where the redirect of a join error leads."""

from __future__ import annotations

from collections.abc import Callable

_FIELDS = ("%%MEETINGID%%", "%%USERID%%", "%%USERNAME%%")


def target(raw: Callable[[str], str | None], default: str, only_default: bool) -> str:
    """Return the address that gets the error; `raw` reads a parameter as it was sent, and fails on a repeated one.

    Facts: errorRedirectUrl first, then logoutURL of the request, then the server's default. errorRedirectUrl is read in
    any case. Placeholders are blanked in the last two, not in errorRedirectUrl. The logoutURL given to create does
    not count.
    """
    wanted = raw("errorRedirectUrl")
    found = default if only_default else raw("logoutURL") or default
    if wanted and not only_default:
        return wanted
    for name in _FIELDS:
        found = found.replace(name, "")
    return found
