"""Fuzz the stub: requests of any kind, one after the other, on one server whose state grows.

python -m tests.fuzz.stub 60
"""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.stub import anything, vectors
from tests.stub.anything import Sent
from tests.stub.test_anything import check

SLOW = 2.0
"""Seconds that no request may take."""


def run(seconds: float) -> None:
    """Send requests for so many seconds; raises on the first failure, showing the request."""
    runner = vectors.Runner()
    until = time.monotonic() + seconds

    @settings(
        max_examples=1000,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(sent=anything.requests(), change=anything.SETTINGS, fresh=st.integers(0, 50))
    def one(sent: Sent, change: dict[str, bool], fresh: int) -> None:
        if time.monotonic() > until:
            return
        if not fresh:
            runner.stub.reset()
        values = {"ties": "random", "unknown_texts": "stand-in", **change}
        runner.stub.settings = runner.stub.first_settings.with_values(values)
        start = time.process_time()
        try:
            check(runner, sent)
        except Exception as error:
            raise AssertionError(f"{sent!r} with {values}: {error!r}") from error
        taken = time.process_time() - start
        assert taken < SLOW, f"{sent!r} took {taken:.1f} s"

    while time.monotonic() < until:
        one()


if __name__ == "__main__":
    run(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
