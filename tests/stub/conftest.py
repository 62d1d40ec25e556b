"""A stub and a client for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bbb_stub.server import StubServer


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    """A running stub with its usual settings."""
    with StubServer() as server:
        yield server


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client that no proxy of the environment concerns."""
    with httpx.Client(trust_env=False, timeout=20) as found:
        yield found
