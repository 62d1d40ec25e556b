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
from bbb_api import AsyncClient, BadAnswer, BBBError, Client, FixRequest, FixSecret, RetryLater
from tests.client.test_calls import SECRET
from tests.client.test_silence import found, shown
from tests.network.situations import Network, Situation

TIMEOUT = 0.5
"""Seconds for a call where nothing comes."""

PATIENT = 20.0
"""Seconds for the others, which take a moment."""

RAISED: dict[str, tuple[type[BBBError], str]] = {
    "redirect": (BadAnswer, "http-301-redirect"),
    "plain-to-tls": (BadAnswer, "http-400"),
    "html-as-xml": (BadAnswer, "not-bigbluebutton"),
    "text-as-xml": (BadAnswer, "not-bigbluebutton"),
    "bare-ampersand": (BadAnswer, "not-bigbluebutton"),
    **{cause: (BadAnswer, cause) for cause in ("dns", "proxy", "tls-chain", "tls-expired", "tls-name")},
    **{cause: (BadAnswer, cause) for cause in ("tls-to-plain", "tls-version")},
}
"""What a cause raises, and its page, where that is not RetryLater with the page of the cause."""

UNLIKE: dict[str, tuple[type[BBBError], str]] = {
    "http-404": (BadAnswer, "http-404"),
    "http-502": (RetryLater, "http-502"),
    "nginx-page": (BadAnswer, "http-404"),
    "nginx-page-as-json": (RetryLater, "http-502"),
    "html5-as-json": (BadAnswer, "not-bigbluebutton"),
    "empty-body": (BadAnswer, "not-bigbluebutton"),
    "empty-as-json": (BadAnswer, "not-bigbluebutton"),
    "cut-xml": (BadAnswer, "not-bigbluebutton"),
    "no-http": (RetryLater, "empty"),
    "proxy-refused": (RetryLater, "refused"),
    "proxy-dns": (BadAnswer, "dns"),
}
"""What a situation raises that is unlike others of its cause, or from which httpx does not tell it."""

READ = {"json", "blank", "xml-as-json"}
"""Situations that stop other parsers, and that the client reads."""

STATUSES: dict[int, type[BBBError]] = {
    400: BadAnswer,
    401: FixSecret,
    403: BadAnswer,
    404: BadAnswer,
    405: FixRequest,
    413: FixRequest,
    414: FixRequest,
    415: BadAnswer,
    429: RetryLater,
    500: BadAnswer,
    502: RetryLater,
    503: RetryLater,
    504: RetryLater,
}
"""What a status of nginx raises. That of 408 comes without a response, which is no status for a client."""

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


def expected(at: Situation) -> tuple[type[BBBError], str] | None:
    """The exception that a situation stands for, and the name of its page."""
    return None if at.id in READ else UNLIKE.get(at.id, RAISED.get(at.cause, (RetryLater, at.cause)))


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
    assert results == {each.id: expected(each) for each in situations}


def test_addresses_that_are_none(network: Network) -> None:
    for each in network.situations:
        if each.cause == "bad-url":
            with pytest.raises(ValueError, match="not like https://") as caught:
                Client(each.url, SECRET)
            assert SECRET not in str(caught.value)


@pytest.mark.parametrize("call", [at_once, by_asyncio])
@pytest.mark.parametrize(("status", "kind"), STATUSES.items())
def test_every_status_of_nginx(status: int, kind: type[BBBError], call: Call, network: Network) -> None:
    url = network.nginx.page(status)
    meeting = "x" * 3_000 if status == 414 else "algebra-1"
    if status == 400:
        url = f"http://127.0.0.1:{network.nginx.tls}"
    if status in (429, 503):
        call(url)
    error = call(url, method="POST" if status in (405, 413) else "GET", meeting=meeting)
    assert error is not None
    assert (type(error), error.status) == (kind, status)


@pytest.mark.parametrize("call", [at_once, by_asyncio])
def test_a_redirect_to_https(call: Call, network: Network) -> None:
    error = call(network.nginx.page(301))
    assert error is not None
    assert (type(error), error.status, error.page) == (BadAnswer, 301, "errors/http-301-redirect/")
