"""Each client ends in time, also where reading what arrived would take long."""

from __future__ import annotations

import time

import pytest

from tests.client.raw_server import http, serving
from tests.client.test_calls import SECRET, SUCCESS
from tests.languages.driving import Driver

TIMEOUT = 5
SLACK = 8
"""Seconds that a call may take longer than its timeout, on a busy machine."""

SLOWLY_PARSED = {
    "attributes": b"<response><returncode>SUCCESS</returncode><a %s/></response>"
    % b" ".join(b'a%d=""' % number for number in range(250_000)),
    "names": b"<response><returncode>SUCCESS</returncode>%s</response>"
    % b"".join(b"<a%d/>" % number for number in range(900_000)),
    "names of attributes": b"<response><returncode>SUCCESS</returncode>%s</response>"
    % b"".join(b'<a a%d=""/>' % number for number in range(600_000)),
    "blanks": b" " * 9_900_000 + SUCCESS,
    "namespaces": b"<response><returncode>SUCCESS</returncode>%s</response>"
    % b"".join(b'<a xmlns:p%d="u%d"/>' % (number, number) for number in range(350_000)),
    "comments": b"<response><returncode>FAILED</returncode><message>%s</message></response>" % (b"a<!---->" * 600_000),
}
"""Bodies for which a parser, or what cuts and collects texts, may take quadratic time."""


REDIRECTS = {
    "errors": "http://h/?" + "&errors=[{" * 6000,
    "brackets": "http://h/?errors=" + "[" * 60_000,
    "escapes": "http://h/?errors=" + "%5B" * 20_000,
    "tokens": "http://h/?" + "&sessionToken=" * 4000 + "\\",
}
"""Targets, for which the same is true."""


@pytest.mark.parametrize("kind", SLOWLY_PARSED)
def test_parsing_ends_in_time_too(driver: Driver, kind: str) -> None:
    with serving(lambda _: [http(SLOWLY_PARSED[kind])]) as raw:
        start = time.perf_counter()
        driver.call(raw.url, SECRET, timeout=TIMEOUT)
        assert time.perf_counter() - start < TIMEOUT + SLACK


@pytest.mark.parametrize("kind", REDIRECTS)
def test_a_target_is_read_in_no_time(driver: Driver, kind: str) -> None:
    with serving(lambda _: [http(b"", "302 Found", [f"Location: {REDIRECTS[kind]}"])]) as raw:
        start = time.perf_counter()
        said = driver.call(raw.url, SECRET, "join", timeout=TIMEOUT)
        assert time.perf_counter() - start < SLACK
    assert said["error"]["page"] in ("errors/http-301-redirect/", "errors/")  # fetch takes 16 KB of headers
