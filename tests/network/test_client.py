"""The client in front of every situation: the right exception, in time, without secret and checksum."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

import bbb_api
from bbb_api import AsyncClient, BadResponse, BBBError, Client, RetryLater
from reference.catalog.vocabulary import Retry
from tests.client.test_calls import SECRET
from tests.client.test_responses_read import TRANSPORT
from tests.client.test_silence import found, shown
from tests.network.situations import Network, Situation
from tests.network.test_nginx_pages import PAGES
from tests.real import real_catalog

TIMEOUT = 0.5
"""Seconds for a call where nothing comes."""

PATIENT = 20.0
"""Seconds for the others, which take a moment."""

NO_ANSWER = (BadResponse, "not-bigbluebutton")
UNLIKE: dict[str, tuple[type[BBBError], str]] = {
    "plain-to-tls": (BadResponse, "http-400"),
    "http-502": (RetryLater, "http-502"),
    "nginx-page": (BadResponse, "http-404"),
    "nginx-page-as-json": (RetryLater, "http-502"),
    **dict.fromkeys(("html5", "tomcat-page", "html5-as-json", "text", "ampersand"), NO_ANSWER),
    **dict.fromkeys(("empty-body", "empty-as-json", "cut-xml"), NO_ANSWER),
    "no-http": (RetryLater, "empty"),
    "proxy-refused": (RetryLater, "refused"),
    "proxy-dns": (BadResponse, "dns"),
}
"""What a situation raises, and its page, where that is not what its cause stands for in the catalog."""

READ = {"json", "blank", "xml-as-json"}
"""Situations that stop other parsers, and that the client reads."""

STATUSES = sorted({each.http_status or 0 for each in PAGES} - {301})
"""Statuses of nginx with a page in the catalog, but for the redirect."""

Call = Callable[..., BBBError | None]
"""Calls with a base URL and options of the client, and returns what was raised."""


def at_once(url: str, method: str = "GET", meeting: str = "algebra-1", **options: Any) -> BBBError | None:
    """Call and wait."""
    with Client(url, SECRET, **options) as bbb:
        try:
            bbb.post("create", {"meetingID": meeting}, "x" * 2_000) if method == "POST" else bbb.call(
                "create", meetingID=meeting
            )
        except BBBError as error:
            return error
    return None


def by_asyncio(url: str, method: str = "GET", meeting: str = "algebra-1", **options: Any) -> BBBError | None:
    """The same in asyncio."""

    async def run() -> BBBError | None:
        async with AsyncClient(url, SECRET, **options) as bbb:
            try:
                if method == "POST":
                    await bbb.post("create", {"meetingID": meeting}, "x" * 2_000)
                else:
                    await bbb.call("create", meetingID=meeting)
            except BBBError as error:
                return error
        return None

    return asyncio.run(run())


@pytest.fixture(scope="module", autouse=True)
def trusted(network: Network) -> Iterator[None]:
    """The client trusts the authority of the tests, and knows no proxy but those of the situations."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.delenv(name, raising=False)
            patch.delenv(name.lower(), raising=False)
        patch.setenv("SSL_CERT_FILE", str(network.certificates.root))
        bbb_api._tls.cache_clear()
        yield
    bbb_api._tls.cache_clear()


def of_cause(at: Situation) -> tuple[type[BBBError], str]:
    """The exception for the cause of a situation, and the name of the cause's page."""
    catalog = real_catalog()
    entry = catalog.errors[catalog.client_causes[at.cause].errors[0]]
    return BadResponse if entry.retry is Retry.NEVER else RetryLater, entry.address


def raised(at: Situation, call: Call) -> tuple[type[BBBError], str] | None:
    """Call into a situation; what was raised came in time, and does not show what it should not."""
    timeout = TIMEOUT if at.haste else PATIENT
    options: dict[str, Any] = {"timeout": timeout}
    if at.proxy:
        kind = httpx.Client if call is at_once else httpx.AsyncClient
        options["http"] = kind(proxy=at.proxy)
    start = time.monotonic()
    error = call(at.url, **options)
    assert time.monotonic() - start < timeout + 2, at.id
    if error is None:
        return None
    checksum = bbb_api.sign("create", {"meetingID": "algebra-1"}, SECRET).rpartition("=")[2]
    assert not found(checksum, shown(error)), at.id
    return type(error), error.page.removeprefix("errors/").removesuffix("/")


@pytest.mark.parametrize("call", [at_once, by_asyncio])
def test_every_situation(call: Call, network: Network) -> None:
    situations = [each for each in network.situations if each.ca is None and each.cause != "bad-url"]
    with ThreadPoolExecutor(8) as threads:
        results = dict(zip((x.id for x in situations), threads.map(lambda x: raised(x, call), situations), strict=True))
    expected = {each.id: UNLIKE.get(each.id, of_cause(each)) for each in situations}
    assert results == expected | dict.fromkeys(READ)


def test_exemptions_are_needed(network: Network) -> None:
    assert {each.id for each in network.situations} >= UNLIKE.keys() | READ
    assert [each.id for each in network.situations if UNLIKE.get(each.id) == of_cause(each)] == []


def test_addresses_that_are_none(network: Network) -> None:
    for each in network.situations:
        if each.cause == "bad-url":
            with pytest.raises(ValueError, match="not like https://") as caught:
                Client(each.url, SECRET)
            assert SECRET not in str(caught.value)


@pytest.mark.parametrize("call", [at_once, by_asyncio])
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_nginx(status: int, call: Call, network: Network) -> None:
    url = network.nginx.page(status)
    meeting = "x" * 3_000 if status == 414 else "algebra-1"
    if status == 400:
        url = f"http://127.0.0.1:{network.nginx.tls}"
    if status in (429, 503):
        call(url)
    error = call(url, method="POST" if status in (405, 413) else "GET", meeting=meeting)
    assert error is not None
    kind = TRANSPORT.get(f"http-{status}", BadResponse)
    assert (type(error), error.status, error.page) == (kind, status, f"errors/http-{status}/")


@pytest.mark.parametrize("call", [at_once, by_asyncio])
def test_a_redirect_to_https(call: Call, network: Network) -> None:
    error = call(network.nginx.page(301))
    assert error is not None
    assert (type(error), error.status, error.page) == (BadResponse, 301, "errors/http-301-redirect/")
