"""What Chromium says, in its address bar and to a script in a page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from tests.fixtures import CHROMIUM
from tests.network.comparing import Seen, shown
from tests.network.known import known
from tests.network.situations import Network, Situation

LEFT_OUT = {
    "tls-setup": "a setting of other programs",
    "bad-url": "it completes such an address",
    "proxy": "a setting of the whole browser",
    "time-out": "its time limit is minutes",
    "cut": "it shows the part that came",
    "status": "it shows the page",
    "plain-to-tls": "the same",
}
"""Causes that its address bar does not have a code for here, with the reason."""


def told(context: BrowserContext, at: Situation) -> str:
    """The code that a fresh page shows, such as net::ERR_CONNECTION_REFUSED; the status if there is none."""
    page = context.new_page()
    try:
        response = page.goto(at.address)
    except PlaywrightError as error:
        found = re.search(r"net::\w+", error.message)
        return found[0] if found else error.message
    return f"OK {response.status if response else ''}".strip()


@pytest.fixture(scope="module")
def trusting(browser: Browser, network: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that trusts the authority of the tests, from a folder of its own."""
    if shutil.which("certutil") is None:
        pytest.skip("no certutil on this machine; install the package libnss3-tools")
    home = tmp_path_factory.mktemp("home")
    (home / ".pki" / "nssdb").mkdir(parents=True)
    for order in (
        ("-N", "--empty-password"),
        ("-A", "-t", "C,,", "-n", "root", "-i", str(network.certificates.root)),
    ):
        command = ("certutil", "-d", f"sql:{home / '.pki' / 'nssdb'}", *order)
        subprocess.run(command, check=True, capture_output=True)
    found = browser.browser_type.launch(
        executable_path=CHROMIUM, args=["--no-sandbox"], env={**os.environ, "HOME": str(home)}
    )
    yield found
    found.close()


@pytest.fixture(scope="module")
def said(trusting: Browser, network: Network) -> list[Seen]:
    """What it says of every failure before a parser."""
    situations = [x for x in network.situations if x.parser is None and x.cause not in LEFT_OUT]
    context = trusting.new_context()
    found = [Seen("Chrome", trusting.version, x.cause, x.when, told(context, x)) for x in situations]
    context.close()
    return found


def test_codes_lead_to_the_cause(said: list[Seen]) -> None:
    assert [(each.cause, each.when, each.text) for each in said if not each.explained] == []


def test_codes_that_were_observed_in_this_version_are_still_shown(said: list[Seen], browser: Browser) -> None:
    rows = [row for row in shown() if row.tool == "Chrome" and browser.version in row.version]
    assert [row for row in rows if (row.cause, row.text) not in {(each.cause, each.text) for each in said}] == []


@pytest.mark.parametrize("cause", ["tls-chain", "tls-expired", "tls-name"])
def test_what_is_wrong_with_a_certificate_has_a_code_of_its_own(said: list[Seen], cause: str) -> None:
    texts = {each.text for each in said if each.cause == cause}
    assert len(texts) == 1
    assert texts.isdisjoint(each.text for each in said if each.cause != cause)


def test_a_script_is_not_told_the_cause(browser: Browser, network: Network) -> None:
    """Whatever the cause, so that the texts for scripts stand under a cause of their own."""
    addresses = [each.address for each in network.situations if each.id in ("refused", "dns", "tls-self-signed")]
    context = browser.new_context()
    page = context.new_page()
    page.goto(network.nginx.page(404))
    fetch = "address => fetch(address).then(() => 'OK', error => String(error))"
    texts = {page.evaluate(fetch, address) for address in addresses}
    context.close()
    assert len(addresses) > 1
    assert len(texts) == 1
    assert known().points("browser-fetch", texts.pop())
