"""The site in Firefox: pages, tools and search work there, and the console stays empty."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.real import ROOT
from theme_contract import contract

PROGRAM = ROOT / "tests" / "node" / "firefox.js"
FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
SEEN = {
    "": "checksumError",
    "errors/checksumError/": "checksumError",
    "errors/?q=checksum": "entries",
    "tools/checksum-doctor/": "This gives exactly your checksum",
}
"""Part of what each page shows after it was used. The search asks for checksumError."""


def test_firefox_works_and_has_nothing_to_complain_of(base_url: str) -> None:
    if FIREFOX is None:
        pytest.skip("no Firefox on this machine; install the package firefox-esr")
    if not (PROGRAM.parent / "node_modules" / "puppeteer-core").exists():
        pytest.skip("no puppeteer-core; `make node-env` installs it")
    command = ["node", str(PROGRAM), FIREFOX, base_url, json.dumps(contract().texts())]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["complaints"] == []
    assert {address: SEEN[address] in text for address, text in told["seen"].items()} == dict.fromkeys(SEEN, True), told
