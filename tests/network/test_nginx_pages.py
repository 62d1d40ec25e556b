"""nginx of Debian sends the stock pages that the catalog shows."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import httpx
import pytest

from bbb_wire.response import Response
from tests.network.nginx import Nginx
from tests.network.situations import Network
from tests.real import real_catalog

PAGES = [
    each for each in map(real_catalog().response, real_catalog().answers) if "<hr><center>nginx<" in (each.body or "")
]
"""The responses of the catalog that are pages of nginx."""

POSTED = {405, 413}
"""What a GET does not provoke."""


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    """A client that knows no proxy."""
    with httpx.Client(trust_env=False) as client:
        yield client


@pytest.fixture
def server(network: Network) -> Nginx:
    return network.nginx


def provoked(http: httpx.Client, server: Nginx, status: int) -> httpx.Response:
    """Have nginx answer with a status."""
    url = f"{server.page(status)}/api/create"
    if status == 400:
        return http.get(f"http://127.0.0.1:{server.tls}/")
    if status == 414:
        return http.get(url, params={"name": "x" * 3_000})
    if status in POSTED:
        return http.post(url, content=b"x" * 2_000)
    if status in (429, 503):  # the second request of a minute
        http.get(url)
    return http.get(url)


def text(response: httpx.Response) -> str:
    """The text of a page, which nginx ends all lines of as HTTP does."""
    assert response.headers["Content-Type"] == "text/html"
    assert response.text.count("\n") == response.text.count("\r\n")
    return response.text.replace("\r\n", "\n")


@pytest.mark.parametrize("shown", PAGES, ids=[each.id for each in PAGES])
def test_pages_of_the_catalog(shown: Response, http: httpx.Client, server: Nginx) -> None:
    response = provoked(http, server, shown.http_status or 0)
    assert response.status_code == shown.http_status
    assert text(response) == f"{shown.body}\n"


def test_a_request_whose_body_does_not_come_is_hung_up_on(server: Nginx) -> None:
    """It logs 408, and sends nothing."""
    with socket.create_connection(("127.0.0.1", server.plain), timeout=5) as connection:
        connection.sendall(b"POST /408/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")
        assert connection.recv(1_000) == b""


def test_nginx_as_it_comes_names_its_version(http: httpx.Client, server: Nginx) -> None:
    quiet, loud = (text(http.get(f"http://127.0.0.1:{port}/")) for port in (server.plain, server.loud))
    assert re.fullmatch(re.escape(quiet).replace("nginx", r"nginx/[\d.]+( \(\w+\))?"), loud)
