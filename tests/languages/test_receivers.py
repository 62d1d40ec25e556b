"""The receivers in JavaScript and PHP, in front of the stub: what is right is taken once, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests.client.test_receivers import ODD, WRONG, ask, hook, run_meeting, shifted, statuses
from tests.languages.receivers import FORM, KEY, Receivers
from tests.stub.provoke import Prober


@pytest.fixture(params=["node_receivers", "php_receivers"], ids=["JavaScript", "PHP"])
def running(request: pytest.FixtureRequest) -> Receivers:
    """The receivers of each language, with an empty inbox."""
    receivers: Receivers = request.getfixturevalue(request.param)
    receivers.empty()
    return receivers


def end(server: Prober, running: Receivers) -> None:
    run_meeting(server, {"meetingEndedURL": running.end_url()})


def ready(server: Prober, running: Receivers) -> None:
    run_meeting(server, {"meta_bbb-recording-ready-url": running.url("ready")}, record=True)


def event(server: Prober, running: Receivers) -> None:
    hook(server, running.url("hook"))


KINDS: dict[str, Callable[[Prober, Receivers], None]] = {"end": end, "ready": ready, "hook": event}
"""How the stub is made to send, by name."""


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_right_is_taken(server: Prober, running: Receivers, kind: str) -> None:
    server.stub.settings(recording_delay=0)
    KINDS[kind](server, running)
    ask(server, "getMeetings")
    assert statuses(server) == [200]
    [said] = running.work()
    assert "geometry-1" in said
    assert running.work() == []


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", ["ready", "hook"])
def test_what_is_wrong_is_refused(server: Prober, running: Receivers, kind: str, wrong: str) -> None:
    server.stub.settings(recording_delay=0, signatures=wrong)
    KINDS[kind](server, running)
    ask(server, "getMeetings")
    [status] = statuses(server)
    assert status in (400, 401, 403)
    assert kind != "hook" or status != 401, "bbb-webhooks would take it for delivered"
    assert running.work() == []


def test_nobody_ends_a_meeting_without_the_token(running: Receivers) -> None:
    url = running.end_url()
    listed = url.replace("token=", "token[]=")
    for wrong in (url[:-1], url.replace("geometry", "physics"), url.partition("&token")[0], url + "&token=1", listed):
        assert httpx.get(wrong).status_code in (400, 403)
    assert httpx.get(url).status_code == 200
    [said] = running.work()
    assert "geometry-1" in said


def test_a_token_is_right_for_one_meeting(running: Receivers) -> None:
    right, wrong = shifted(running.url("end"), KEY)
    assert [httpx.get(url).status_code for url in (wrong, right)] == [403, 200]
    assert len(running.work()) == 1


def test_a_repeat_is_worked_on_once(server: Prober, running: Receivers) -> None:
    server.stub.settings(end_callback_twice=True, recording_delay=0, playback_formats="presentation video podcast")
    end(server, running)
    ready(server, running)
    ask(server, "getMeetings")
    assert set(statuses(server)) == {200}
    assert len(running.work()) == 2
    ready(server, running)
    ask(server, "getMeetings")
    statuses(server)
    assert len(running.work()) == 1, "a later format is another reason to read the recording"


def test_events_twice_are_kept_once(server: Prober, running: Receivers) -> None:
    event(server, running)
    run_meeting(server, {})
    entries = server.stub.sent()
    for entry in [*entries[::-1], *entries]:
        httpx.post(entry["url"], content=entry["body"].encode(), headers=FORM).raise_for_status()
    assert len(running.work()) == len({entry["body"] for entry in entries})


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_odd_is_refused(running: Receivers, kind: str) -> None:
    url = running.url(kind)
    with httpx.Client() as client:
        for body in ODD:
            for media_type in ("application/json", FORM["Content-Type"]):
                headers = {"Content-Type": media_type, "Authorization": "Bearer a.b.c"}
                assert client.post(url, content=body, headers=headers).status_code in (400, 401, 403, 405), body[:40]
        assert client.post(url, content=b"x" * 1_048_577).status_code in (400, 413)
    assert running.work() == []
