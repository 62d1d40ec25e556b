"""Runs verify in this process, and reads its result."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from bbb_errors.verify import data
from bbb_errors.verify.command import main
from bbb_stub.server import StubServer

FREE = [
    f"{each.response}: {each.title}" for each in data.load().provocations if not each.settings and each.needs is None
]
"""What a single request provokes."""


@dataclass(frozen=True)
class Ran:
    """What a run of the command left."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The JSON that it printed."""
        return dict(json.loads(self.out))

    def of(self, *verdicts: str) -> dict[str, str]:
        """What was said of the provocations with some verdicts, by name."""
        return {
            f"{each['response']}: {each['title']}": each["why"]
            for each in self.data["results"]
            if each["verdict"] in verdicts
        }

    @property
    def counted(self) -> dict[str, str]:
        """The differences that nothing explains: verdict and reason, by name."""
        return {
            f"{each['response']}: {each['title']}": f"{each['verdict']}: {each['why']}"
            for each in self.data["results"]
            if each["counted"]
        }


def verify(
    url: str, secret: str, *options: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Ran:
    """Run the command against a server, without pauses."""
    monkeypatch.setenv("BBB_SECRET", secret)
    capsys.readouterr()
    status = main(["--url", url, "--pause", "0", *options])
    told = capsys.readouterr()
    return Ran(status, told.out, told.err)


def left(stub: StubServer) -> list[str]:
    """The meetings that a run forgot to end, and hooks that it forgot to destroy."""
    ours = [meeting.meeting_id for meeting in stub.stub.world.live() if meeting.meeting_id.startswith("bbb-errors-")]
    return [*ours, *stub.stub.world.hooks]
