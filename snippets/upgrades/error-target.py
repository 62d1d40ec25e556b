"""Give join an address for its errors that every line takes, and see where the browser is sent."""

from urllib.parse import quote

import httpx

from bbb_api import Client


def target(address: str) -> str | None:
    """Return an address with what it may not hold percent-encoded; nothing if it is no address."""
    encoded = quote(address.strip(), safe="%:/?#[]@!$&'()*+,;=~")
    return encoded if encoded.startswith("https://") and "%%" not in encoded else None


with Client.from_env() as bbb:
    for typed in ("https://lms.example.org/room 17|a", "lms.example.org"):
        params = {"meetingID": "no-such-meeting", "fullName": "Ada", "role": "VIEWER", "password": "any"}
        link = bbb.url("join", **params, errorRedirectUrl=target(typed))
        response = httpx.get(link, follow_redirects=False, timeout=10)
        print(response.status_code, response.headers["location"].partition("?")[0])
