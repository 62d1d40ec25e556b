"""Where the redirect of a join error leads."""

from __future__ import annotations

from collections.abc import Mapping

_FIELDS = ("%%MEETINGID%%", "%%USERID%%", "%%USERNAME%%")


def target(params: Mapping[str, str], default: str, only_default: bool) -> str:
    """Return the address that gets the error.

    Facts (verification, section 7): errorRedirectUrl first, then logoutURL of the request, then the server's default.
    Placeholders are blanked in the last two, not in errorRedirectUrl. The logoutURL given to create does not count.
    """
    if not only_default and params.get("errorRedirectUrl"):
        return params["errorRedirectUrl"]
    found = default if only_default else params.get("logoutURL") or default
    for name in _FIELDS:
        found = found.replace(name, "")
    return found
