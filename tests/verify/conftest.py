"""A way to run verify, and a stub that several tests run it against."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bbb_stub.server import StubServer
from tests.verify.running import Ran, verify

Verify = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Runs verify against a URL with a secret and options."""

    def ran(url: str, secret: str, *options: str) -> Ran:
        monkeypatch.setenv("BBB_SECRET", secret)
        capsys.readouterr()
        return verify(url, *options, read=capsys.readouterr)

    return ran


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    """A stub of 3.0."""
    with StubServer() as server:
        yield server
