"""verify against the stub in each of its releases and speakers: nothing differs, and nothing is left behind."""

from __future__ import annotations

import time

import pytest

from bbb_stub.releases import RELEASES
from bbb_stub.server import StubServer
from bbb_stub.state import World
from tests.verify.conftest import Verify
from tests.verify.running import FREE, RECORDING, left

SERVERS: dict[str, tuple[str, dict[str, object]]] = {
    **{f"BigBlueButton {release}": (release, {}) for release in RELEASES},
    "by chance": ("3.0", {"ties": "random"}),
    "Scalelite": ("3.0", {"speaker": "scalelite"}),
    "Scalelite before 2.7": ("2.7", {"speaker": "scalelite"}),
    "without bbb-webhooks": ("3.0", {"webhooks": False}),
    "SHA-256 alone": ("3.0", {"supportedChecksumAlgorithms": "sha256"}),
    "early 3.0": ("3.0", {"accept_catch_all": False, "user_not_found_key": False, "repeated_checksum": False}),
    "the other texts": ("3.0", {"missing_checksum_text": "match", "missing_token_text": "invalid"}),
}


@pytest.mark.parametrize("name", SERVERS)
def test_no_difference(name: str, run: Verify) -> None:
    release, settings = SERVERS[name]
    with StubServer(settings, release=release) as stub:
        ran = run(stub.url, stub.secret, "--json", "--recordings", RECORDING)
        assert ran.counted == {}
        assert ran.status == 0
        assert left(stub) == []
    told = ran.data
    assert told["speaker"] == settings.get("speaker", "bigbluebutton")
    assert release in told["releases_that_fit"]
    if told["speaker"] == "bigbluebutton":
        assert told["release"] == release
    assert told["requests"] * 0.1 < 30, "at the usual pace it takes longer than promised"
    skipped = ran.of("not tried")
    assert all(skipped.values()), "each has its reason"
    others = [why for name, why in skipped.items() if name in FREE]
    assert all("special state" in why or "doesn't respond here" in why or "room of our own" in why for why in others)


def contents(world: World) -> dict[str, str]:
    """What a world holds, by name."""
    meetings = {meeting.meeting_id: repr(meeting) for meeting in world.meetings}
    return meetings | {name: repr(each) for name, each in world.recordings.items()}


def test_meetings_of_others_and_recordings_are_left_alone_and_the_pace_is_kept(stub: StubServer, run: Verify) -> None:
    before, sessions = contents(stub.stub.world), set(stub.stub.world.sessions)
    begun = time.monotonic()
    ran = run(f"{stub.origin}/bigbluebutton/api/", stub.secret, "--json", "--pause", "0.02")
    assert time.monotonic() - begun > 0.02 * (ran.data["requests"] - 1)
    after = contents(stub.stub.world)
    assert {name: after[name] for name in before} == before
    ours = [session.meeting.meeting_id for token, session in stub.stub.world.sessions.items() if token not in sessions]
    assert ours
    assert all(meeting.startswith("bbb-errors-") for meeting in ours)
    assert any("--recordings" in why for why in ran.of("not tried").values())
    assert ran.counted == {}
