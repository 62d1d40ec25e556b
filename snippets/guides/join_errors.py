"""Read the error of a join from the address to which the browser is sent."""

import json
from urllib.parse import parse_qs, urlsplit

import httpx

from bbb_api import Client


def join_error(address: str) -> tuple[str, str] | None:
    """Return key and message of the error that an address carries, if it carries one."""
    query = parse_qs(urlsplit(address).query)
    try:
        first = json.loads(query["errors"][-1])[0]
        return first["key"], first["message"]
    except (ValueError, LookupError, TypeError):
        return None


with Client.from_env() as bbb:
    link = bbb.url(
        "join",
        meetingID="no-such-meeting",
        fullName="Ada Lovelace",
        role="VIEWER",
        errorRedirectUrl="https://school.example.org/rooms/17",
    )

response = httpx.get(link, follow_redirects=False, timeout=10)
address = response.headers["location"]
print(response.status_code, address.partition("?")[0])
print(join_error(address))
