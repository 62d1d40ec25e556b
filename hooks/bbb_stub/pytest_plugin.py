"""The pytest plugin: the fixture bbb_server, a stub BigBlueButton server for each test.

pytest loads this module at every start; what the stub needs is imported when a test first uses the fixture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from bbb_wire.program import missing

if TYPE_CHECKING:
    from bbb_stub.server import StubServer


@pytest.fixture(scope="session")
def _bbb_stub() -> Iterator[StubServer]:
    """One stub for all tests of a process, on a free port of this machine."""
    try:
        from bbb_stub.server import StubServer
    except ModuleNotFoundError as error:
        pytest.fail(missing("The fixture bbb_server", "stub", error), pytrace=False)
    with StubServer({"serverURL": ""}) as server:
        yield server


@pytest.fixture
def bbb_server(_bbb_stub: StubServer) -> StubServer:
    """A stub BigBlueButton server as it is when it starts: with its seed and its first settings.

    `url` and `secret` are what your integration needs. `fault(name)` and `respond(id)` set what the next request gets,
    `settings(...)` and `play(release)` change the server, `advance(seconds)` moves its clock on, and `sent()` lists the
    callbacks that it sent. `reset(empty=True)` removes the meetings and recordings of the seed.
    """
    _bbb_stub.reset()
    return _bbb_stub
