"""Runs verify in this process, and reads its result."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bbb_errors.program import main
from bbb_errors.verify import data
from bbb_stub.server import StubServer

FREE = [
    f"{each.response}: {each.title}" for each in data.load().provocations if not each.settings and each.needs is None
]
"""What a single request provokes."""

RECORDING = next(each.record_id for each in data.load().recordings if each.usual)
"""A recording of the seed that may be touched."""


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
        """The reasons of the provocations with some verdicts, by name."""
        return {_name(each): each["why"] for each in self.data["results"] if each["verdict"] in verdicts}

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict on each provocation, by name."""
        return {_name(each): each["verdict"] for each in self.data["results"]}

    @property
    def counted(self) -> dict[str, str]:
        """The differences that nothing explains: verdict and reason, by name."""
        return {_name(each): f"{each['verdict']}: {each['why']}" for each in self.data["results"] if each["counted"]}


def _name(result: dict[str, Any]) -> str:
    return f"{result['response']}: {result['title']}"


def verify(url: str, *options: str, read: Callable[[], Any]) -> Ran:
    """Run the command without pauses; `read` returns what it printed."""
    pause = () if "--pause" in options else ("--pause", "0")
    status = main(["verify", "--url", url, *pause, *options])
    told = read()
    return Ran(status, told.out, told.err)


def left(stub: StubServer) -> list[str]:
    """The meetings that a run forgot to end, and hooks that it forgot to destroy."""
    ours = [meeting.meeting_id for meeting in stub.stub.world.live() if meeting.meeting_id.startswith("bbb-errors-")]
    return [*ours, *stub.stub.world.hooks]
