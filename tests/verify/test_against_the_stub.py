"""verify against the stub in each of its releases and speakers: nothing differs, and nothing is left behind."""

from __future__ import annotations

import time

import pytest

from bbb_errors.verify import data
from bbb_stub.server import StubServer
from bbb_stub.settings import RELEASES
from tests.verify.running import FREE, left, verify

SERVERS: dict[str, tuple[str, dict[str, object], bool]] = {
    **{f"BigBlueButton {release}": (release, {}, True) for release in RELEASES},
    **{f"BigBlueButton {release} by chance": (release, {"ties": "random"}, False) for release in RELEASES},
    "Scalelite": ("3.0", {"speaker": "scalelite"}, True),
    "Scalelite before 2.7": ("2.7", {"speaker": "scalelite"}, True),
    "without bbb-webhooks": ("3.0", {"webhooks": False}, True),
    "SHA-256 alone": ("3.0", {"supportedChecksumAlgorithms": "sha256"}, True),
    "early 3.0": ("3.0", {"accept_catch_all": False, "user_not_found_key": False, "repeated_checksum": False}, True),
    "the other texts": ("3.0", {"missing_checksum_text": "match", "missing_token_text": "invalid"}, True),
}
RECORDING = next(each.record_id for each in data.load().recordings if each.usual)


@pytest.mark.parametrize("name", SERVERS)
def test_no_difference(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    release, settings, fixed = SERVERS[name]
    with StubServer(settings, release=release, fixed_clock=fixed) as stub:
        ran = verify(stub.url, stub.secret, "--json", "--recordings", RECORDING, capsys=capsys, monkeypatch=monkeypatch)
        assert ran.counted == {}
        assert ran.status == 0
        assert left(stub) == []
    told = ran.data
    assert told["speaker"] == settings.get("speaker", "bigbluebutton")
    assert release in told["releases_that_fit"]
    if told["speaker"] == "bigbluebutton":
        assert told["release"] == release
    assert told["requests"] * 0.1 < 30, "at the usual pace it takes longer than promised"


def test_whatever_a_single_request_provokes_is_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: set[str] = set()
    for settings in ({}, {"speaker": "scalelite"}):
        with StubServer(settings) as stub:
            ran = verify(
                stub.url, stub.secret, "--json", "--recordings", RECORDING, capsys=capsys, monkeypatch=monkeypatch
            )
        skipped = ran.of("not tried")
        assert all(skipped.values()), "each has its reason"
        tried |= set(FREE) - set(skipped)
    special = {name for name in set(FREE) - tried if "special state" in skipped[name]}
    assert set(FREE) - tried == special


def test_recordings_are_left_alone_unless_one_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with StubServer() as stub:
        before = repr(stub.stub.world.recordings)
        ran = verify(stub.url, stub.secret, "--json", capsys=capsys, monkeypatch=monkeypatch)
        assert repr(stub.stub.world.recordings) == before
    assert {why for name, why in ran.of("not tried").items() if name in FREE and "--recordings" in why}


def test_the_meetings_of_others_are_left_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with StubServer() as stub:
        before = {meeting.meeting_id: repr(meeting) for meeting in stub.stub.world.meetings}
        sessions = set(stub.stub.world.sessions)
        verify(stub.url, stub.secret, capsys=capsys, monkeypatch=monkeypatch)
        after = {m.meeting_id: repr(m) for m in stub.stub.world.meetings if m.meeting_id in before}
        ours = [s for t, s in stub.stub.world.sessions.items() if t not in sessions]
    assert after == before
    assert all(session.meeting.meeting_id.startswith("bbb-errors-") for session in ours)


def test_requests_keep_their_distance(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with StubServer() as stub:
        begun = time.monotonic()
        ran = verify(stub.url, stub.secret, "--json", "--pause", "0.02", capsys=capsys, monkeypatch=monkeypatch)
        assert time.monotonic() - begun > 0.02 * (ran.data["requests"] - 1)


def test_another_path_of_the_api_is_no_difference(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with StubServer() as stub:
        for url in (f"{stub.origin}", f"{stub.origin}/bigbluebutton/api/", f" {stub.url} "):
            ran = verify(url, stub.secret, "--dry-run", capsys=capsys, monkeypatch=monkeypatch)
            assert ran.status == 0
        ran = verify(f"{stub.origin}/bigbluebutton/api/", stub.secret, "--json", capsys=capsys, monkeypatch=monkeypatch)
    assert ran.counted == {}
