"""The curl command of the guide to failures that bring no answer does what the guide says."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbb_stub.server import StubServer
from tests.real import ROOT

GUIDE = (ROOT / "docs" / "guides" / "tell-the-causes-apart.md").read_text(encoding="utf-8")
EXAMPLE = "https://bbb.example.org/bigbluebutton/api"

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@pytest.fixture
def closed() -> Iterator[str]:
    """An address at which nothing listens: its port is bound and not listened to."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/bigbluebutton/api"


def run(url: str, folder: Path) -> str:
    """Run the command of the guide with another address; return what it prints."""
    match = re.search(r"^``` sh\n(curl .+)\n```$", GUIDE, re.MULTILINE)
    assert match is not None
    assert match[1].endswith(EXAMPLE)
    command = match[1].replace(EXAMPLE, url)
    shell = ["/bin/sh", "-c", command]
    done = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=folder, timeout=30)
    assert done.stderr == ""
    return done.stdout


def said(code: str) -> list[str]:
    """What the guide says curl says, for an exit code."""
    return [row.split("|")[2].strip() for row in GUIDE.splitlines() if re.match(rf"\| {code}\b", row)]


def test_the_way_is_open(tmp_path: Path) -> None:
    with StubServer() as stub:
        printed = run(f"{stub.url}api", tmp_path)
    assert printed.startswith("exit 0, HTTP 200, text/xml")
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8").startswith("<response>")


@pytest.mark.parametrize(
    ("url", "code"), [("http://bbb.invalid/", "6"), ("bbb.example.org:port/", "3")], ids=["no such name", "no URL"]
)
def test_it_fails_before_the_call(url: str, code: str, tmp_path: Path) -> None:
    printed = run(url, tmp_path)
    assert printed.startswith(f"exit {code}, HTTP 000, , ")
    assert any(text in printed for text in said(code))


def test_nothing_listens(closed: str, tmp_path: Path) -> None:
    printed = run(closed, tmp_path)
    assert printed.startswith("exit 7, HTTP 000, , Failed to connect")
    [text] = said("7")
    assert all(part.strip() in printed for part in text.split("…"))
