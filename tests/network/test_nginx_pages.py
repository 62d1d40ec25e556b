"""nginx of Debian sends the stock pages that the catalog shows."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import httpx
import pytest

from reference.catalog.contents import Catalog
from tests.network.known import known
from tests.network.nginx import Nginx
from tests.network.situations import Network

STOCK = """<html>
<head><title>{title}</title></head>
<body>
<center><h1>{heading}</h1></center>
{more}<hr><center>nginx</center>
</body>
</html>
"""
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


@pytest.mark.parametrize(("status", "title"), [x for x in known().nginx_pages.items() if x[1]])
def test_stock_pages(status: int, title: str, http: httpx.Client, server: Nginx) -> None:
    response = provoked(http, server, status)
    heading, more = title, ""
    if status == 400:
        heading, more = "400 Bad Request", f"<center>{title.removeprefix('400 ')}</center>\n"
    assert response.status_code == status
    assert text(response) == STOCK.format(title=title, heading=heading, more=more)


def test_a_body_that_does_not_come_gets_no_page(server: Nginx) -> None:
    [status] = [status for status, title in known().nginx_pages.items() if title is None]
    with socket.create_connection(("127.0.0.1", server.plain), timeout=5) as connection:
        connection.sendall(f"POST /{status}/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n".encode())
        assert connection.recv(1_000) == b""


def test_pages_of_the_catalog(catalog: Catalog, http: httpx.Client, server: Nginx) -> None:
    responses = map(catalog.response, catalog.answers)
    shown = {each.id: each for each in responses if "<hr><center>nginx</center>" in (each.body or "")}
    sent = {name: text(provoked(http, server, each.http_status or 0)).rstrip("\n") for name, each in shown.items()}
    assert shown
    assert {name: each.body for name, each in shown.items()} == sent


def test_nginx_as_it_comes_names_its_version(http: httpx.Client, server: Nginx) -> None:
    quiet, loud = (text(http.get(f"http://127.0.0.1:{port}/")) for port in (server.plain, server.loud))
    assert re.fullmatch(re.escape(quiet).replace("nginx", r"nginx/[\d.]+( \(\w+\))?"), loud)
