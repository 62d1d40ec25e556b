"""What a client gets from bbblb 0.0.18 in front of two servers; the texts are those that were seen when it was run."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

import bbb_api
from bbb_api import BadResponse, BBBError, Client, FixRequest, FixSecret, Refused, RetryLater
from bbb_wire.signing import sign
from tests.balancer.conftest import SECRET, Cluster

UNKNOWN = "We could not find a meeting with that meeting ID - perhaps the meeting is not yet running?"


@pytest.fixture
def bbb(cluster: Cluster) -> Iterator[Client]:
    with Client(cluster.url, SECRET) as client:
        yield client


def failure(bbb: Client, call: str, **parameters: str) -> BBBError:
    with pytest.raises(BBBError) as caught:
        bbb.call(call, **parameters)
    return caught.value


def test_two_meetings_go_to_two_servers(cluster: Cluster, bbb: Client) -> None:
    for name in ("Algebra", "Physics"):
        answer = bbb.call("create", meetingID=name.lower(), name=name)
        assert (answer.get("meetingID"), answer.warning) == (name.lower(), None)
    holders = [cluster.holding(name) for name in ("Algebra", "Physics")]
    assert [len(servers) for servers in holders] == [1, 1]
    assert holders[0] != holders[1]


def test_create_again_is_a_warning_of_the_server(bbb: Client) -> None:
    bbb.call("create", meetingID="again", name="Again")
    assert bbb.call("create", meetingID="again", name="Again").warning == "duplicateWarning"


def test_whoever_joins_is_sent_on_and_is_in_the_meeting(cluster: Cluster, bbb: Client) -> None:
    bbb.call("create", meetingID="joined", name="Joined")
    assert bbb.call("isMeetingRunning", meetingID="joined").get("running") == "false"
    sent = bbb.call("join", meetingID="joined", fullName="Ada Lovelace", role="VIEWER")
    [server] = cluster.holding("Joined")
    assert sent.status == 307
    assert sent.location.startswith(f"{server.origin}/bigbluebutton/api/join?")
    with httpx.Client(trust_env=False, follow_redirects=True) as browser:
        assert "Ada Lovelace is in the meeting" in browser.get(sent.location).text
    assert bbb.call("isMeetingRunning", meetingID="joined").get("running") == "true"
    assert bbb.call("getMeetingInfo", meetingID="joined").get("participantCount") == "1"


def test_an_ended_meeting_is_forgotten(bbb: Client) -> None:
    bbb.call("create", meetingID="ended", name="Ended")
    bbb.call("end", meetingID="ended")
    assert failure(bbb, "getMeetingInfo", meetingID="ended").message == UNKNOWN


@pytest.mark.parametrize("call", ["getMeetingInfo", "join", "end"])
def test_an_unknown_meeting_is_not_found_on_join_too(bbb: Client, call: str) -> None:
    error = failure(bbb, call, meetingID="nowhere")
    assert (type(error), error.key, error.message, error.status) == (Refused, "notFound", UNKNOWN, 200)


def test_an_unknown_meeting_is_not_running(bbb: Client) -> None:
    assert bbb.call("isMeetingRunning", meetingID="nowhere").get("running") == "false"


CHECKSUMS = {"sha256": "Checksum did not pass verification", "sha384": "Unsupported checksum type"}


@pytest.mark.parametrize(("algorithm", "text"), CHECKSUMS.items())
def test_a_checksum_is_refused_in_words_of_its_own(cluster: Cluster, algorithm: str, text: str) -> None:
    with Client(cluster.url, "another secret", algorithm) as bbb:
        error = failure(bbb, "getMeetingInfo", meetingID="nowhere")
    assert (type(error), error.key, error.message, error.status) == (FixSecret, "checksumError", text, 200)


def test_another_name_of_the_host_is_an_unknown_tenant(cluster: Cluster) -> None:
    with Client(cluster.url.replace("127.0.0.1", "localhost"), SECRET) as bbb:
        error = failure(bbb, "getMeetingInfo", meetingID="nowhere")
    assert (type(error), error.key) == (FixSecret, "checksumError")
    assert error.message == "Unknown tenant, unable to perform checksum security check"


def test_getmeetings_fails_with_a_body_worth_reading(bbb: Client) -> None:
    error = failure(bbb, "getMeetings")
    assert (type(error), error.key, error.status) == (RetryLater, "internalError", 500)
    assert error.message.startswith("OperationalError(")


def test_a_list_of_errors_of_the_server_is_lost(cluster: Cluster, bbb: Client) -> None:
    for server in cluster.servers:
        with Client(server.url, server.secret) as own:
            own.call("create", meetingID="taken", name="Taken", voiceBridge="77001")
    error = failure(bbb, "create", meetingID="bridge", name="Bridge", voiceBridge="77001")
    assert (type(error), error.key, error.status) == (RetryLater, "internalError", 500)
    assert error.message == "AttributeError('messageKey')"


def test_a_missing_parameter_has_a_key_of_its_own(bbb: Client) -> None:
    error = failure(bbb, "getMeetingInfo")
    assert (error.key, error.status) == ("missingParameterMeetingID", 200)
    assert isinstance(error, FixRequest | Refused)


@pytest.mark.parametrize(
    ("method", "call", "status", "kind"), [("GET", "getSessions", 404, BadResponse), ("POST", "join", 405, FixRequest)]
)
def test_what_no_route_fits_is_no_answer_of_the_api(
    cluster: Cluster, method: str, call: str, status: int, kind: type[BBBError]
) -> None:
    path = sign(call, "meetingID=nowhere", secret=SECRET).path
    response = httpx.request(method, f"{cluster.origin}{path}", trust_env=False)
    assert response.status_code == status
    with pytest.raises(kind) as caught:
        bbb_api.parse(call, response.status_code, response.content)
    assert caught.value.key is None
