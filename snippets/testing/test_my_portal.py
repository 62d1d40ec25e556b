"""Test a portal's error handling: each test begins with a fresh stub."""

# [start:all]
import pytest

from bbb_api import BadResponse, Client, FixSecret, RetryLater


@pytest.fixture
def bbb(bbb_server):
    """Your own integration, pointed at the stub."""
    with Client(bbb_server.url, bbb_server.secret) as client:
        yield client


def test_a_wrong_secret(bbb_server):
    with Client(bbb_server.url, "wrong") as bbb, pytest.raises(FixSecret):
        bbb.call("getMeetings")


@pytest.mark.parametrize("fault", ["cut", "truncated", "html502"])
def test_a_server_that_fails(bbb, bbb_server, fault):
    bbb_server.fault(fault)  # for the next request
    with pytest.raises(RetryLater):
        bbb.call("getMeetings")
    bbb.call("getMeetings")


def test_a_page_that_is_not_bigbluebutton(bbb, bbb_server):
    bbb_server.fault("not-bbb")
    with pytest.raises(BadResponse):
        bbb.call("getMeetings")


def test_any_response_by_its_id(bbb, bbb_server):
    bbb_server.respond("maxParticipantsReached")
    with pytest.raises(RetryLater) as full:
        bbb.call("join", fullName="Ada", meetingID="algebra-1", role="VIEWER")
    assert full.value.key == "maxParticipantsReached"


def test_an_older_release(bbb, bbb_server):
    bbb_server.play("2.7")
    with pytest.raises(BadResponse):  # sendChatMessage came with 3.0
        bbb.call("sendChatMessage", meetingID="physics-1", message="Hello")


def test_a_callback_is_tried_again(bbb, bbb_server):
    callback = "http://127.0.0.1:9/ended"  # nobody listens there
    bbb.call("create", meetingID="geometry-1", name="Geometry I", meetingEndedURL=callback)
    bbb.call("end", meetingID="geometry-1")
    bbb_server.advance(60)  # seconds, without waiting
    sent = bbb_server.sent()
    assert len(sent) > 1
    assert all(each["url"].startswith(callback) for each in sent)


# [end:all]
