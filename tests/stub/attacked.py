"""What the attacks on the stub share: signed requests, and what counts as an answer."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import httpx

from bbb_stub.app import OWN_FAULT
from bbb_stub.server import StubServer
from bbb_wire.signing import sign

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
XML = {"Content-Type": "text/xml"}
MANY = "7" * 5000


def ask(
    stub: StubServer, client: httpx.Client, call: str, query: dict[str, str], body: bytes = b"", **headers: str
) -> httpx.Response:
    """A signed request; with a body it is a POST."""
    encoded = urlencode(query, quote_via=quote)
    url = f"{stub.origin}{sign(call, encoded, secret=stub.secret).path}"
    return client.request("POST" if body else "GET", url, content=body or None, headers=headers)


def fine(response: httpx.Response, stub: StubServer) -> None:
    """An answer of the catalog, an error page of BigBlueButton, or words about what is not modeled."""
    assert response.status_code in (200, 302, 400, 404, 408, 413, 500, 501), response.status_code
    assert OWN_FAULT not in response.text
    assert response.status_code != 500 or (stub.last_answer or "").startswith("http-500")
