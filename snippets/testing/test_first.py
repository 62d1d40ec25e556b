"""The shortest test against the stub."""

# [start:all]
import pytest

from bbb_api import Client, Refused


def test_a_meeting_that_does_not_exist(bbb_server):
    with Client(bbb_server.url, bbb_server.secret) as bbb, pytest.raises(Refused) as refused:
        bbb.call("getMeetingInfo", meetingID="geometry-1")
    assert refused.value.key == "notFound"


# [end:all]
