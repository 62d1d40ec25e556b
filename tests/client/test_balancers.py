"""The client before a load balancer, or bbb-webhooks: it reads the body before the status, and knows their ways.

The bytes are those of the catalog, for every program that stands in front of a server or beside it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest

from bbb_api import AsyncClient, BadResponse, BBBError, Client, FixRequest, FixSecret, Refused, Response, RetryLater
from bbb_stub.server import StubServer
from bbb_wire.response import Wire, fill, forms
from reference.catalog.answer import SERVER
from reference.catalog.answer import Answer as Known
from tests.client.raw_server import http, serving
from tests.client.test_calls import SECRET
from tests.client.test_responses_read import CLASSES, plain
from tests.real import real_catalog

VALUES = {name: placeholder.example for name, placeholder in real_catalog().placeholders.items()}


def theirs() -> Iterator[tuple[Known, Wire]]:
    """Yield what programs other than the server send, in each form; a program of its own has a page."""
    catalog = real_catalog()
    for answer in catalog.answers.values():
        if answer.speaker != SERVER and catalog.speakers[answer.speaker].read and answer.sendable:
            for wire in forms(catalog.response(answer.id), VALUES):
                yield answer, wire


THEIRS = list(theirs())


def by_client(url: str, call: str) -> Response:
    with Client(url, SECRET) as bbb:
        return bbb.call(call)


def by_async_client(url: str, call: str) -> Response:
    async def run() -> Response:
        async with AsyncClient(url, SECRET) as bbb:
            return await bbb.call(call)

    return asyncio.run(run())


Caller = Callable[[str, str], Response]
both = pytest.mark.parametrize("caller", [by_client, by_async_client])


def outcome(caller: Caller, status: int, body: bytes, call: str = "create", *headers: str) -> Response | BBBError:
    """Return what a call gives or raises when a server sends this."""
    words = HTTPStatus(status).phrase
    with serving(lambda _: [http(body, f"{status} {words}", headers)]) as raw:
        try:
            return caller(raw.url, call)
        except BBBError as error:
            return error


@both
@pytest.mark.parametrize(("known", "wire"), THEIRS, ids=[f"{known.id}, {wire.label}" for known, wire in THEIRS])
def test_what_they_send_is_read(caller: Caller, known: Known, wire: Wire) -> None:
    entry = real_catalog().owner[known.id]
    got = outcome(caller, wire.status or 0, wire.text.encode(), "create", f"Content-Type: {wire.content_type}")
    if known.returncode == "SUCCESS":
        assert isinstance(got, Response)
        assert got.key == entry.key
    elif known.returncode in ("FAILED", "ERROR"):
        assert type(got) is CLASSES[entry.helps] or (entry.key is None and isinstance(got, Refused | RetryLater))
        assert isinstance(got, BBBError)
        expected = (entry.key, plain(fill(known.message or "", VALUES)), wire.status)
        assert (got.key, got.message, got.status) == expected
    else:
        assert isinstance(got, BadResponse | FixSecret | FixRequest | RetryLater)
        assert got.status == wire.status


KEYED = b"<response><returncode>%s</returncode><messageKey>checksumError</messageKey><message>No.</message></response>"
LISTED = (
    b"<response><returncode>FAILED</returncode><errors><error><key>checksumError</key><message>No.</message></error>"
    b"</errors></response>"
)
BODIES = {
    "key": KEYED % b"FAILED",
    "declaration": b'<?xml version="1.0"?>\n' + KEYED % b"FAILED",
    "ERROR": KEYED % b"ERROR",
    "list": LISTED,
    "JSON": b'{"response": {"returncode": "FAILED", "messageKey": "checksumError", "message": "No."}}',
}


@both
@pytest.mark.parametrize("status", [200, 401, 403, 404, 413, 500, 502])
@pytest.mark.parametrize("body", BODIES)
def test_the_body_counts_whatever_the_status_is(caller: Caller, status: int, body: str) -> None:
    got = outcome(caller, status, BODIES[body])
    assert isinstance(got, FixSecret)
    assert (got.key, got.message, got.status) == ("checksumError", "No.", status)


@both
@pytest.mark.parametrize(("code", "kind"), [(200, Refused), (403, Refused), (500, RetryLater)])
@pytest.mark.parametrize("word", [b"FAILED", b"ERROR", b"anything"])
def test_a_failure_without_a_key_goes_by_its_status(
    caller: Caller, code: int, kind: type[BBBError], word: bytes
) -> None:
    got = outcome(caller, code, b"<response><returncode>%s</returncode><message>No.</message></response>" % word)
    assert type(got) is kind
    assert (got.key, got.message, got.status) == (None, "No.", code)


WITHOUT_BODY = {401: FixSecret, 403: BadResponse, 405: FixRequest, 413: FixRequest, 500: BadResponse, 503: RetryLater}


@both
@pytest.mark.parametrize(("status", "kind"), WITHOUT_BODY.items())
@pytest.mark.parametrize("body", [b"", b"Unauthorized", b"<html><title>No</title></html>"])
def test_without_an_answer_in_the_body_the_status_counts(
    caller: Caller, status: int, kind: type[BBBError], body: bytes
) -> None:
    got = outcome(caller, status, body)
    assert type(got) is kind
    assert (got.key, got.status) == (None, status)


ELSEWHERE = "https://node-7.example.org/bigbluebutton/api/join?meetingID=a&checksum=0a1b2c"


@both
@pytest.mark.parametrize("status", [302, 307])
def test_join_is_passed_on_to_a_server(caller: Caller, status: int) -> None:
    got = outcome(caller, status, b"", "join", f"Location: {ELSEWHERE}")
    assert isinstance(got, Response)
    assert (got.returncode, got.location) == ("SUCCESS", ELSEWHERE)
    assert "checksum" not in repr(got)


@both
@pytest.mark.parametrize(
    ("status", "call", "location"),
    [
        (301, "join", ELSEWHERE),
        (302, "create", ELSEWHERE),
        (302, "join", ELSEWHERE.replace("https", "ftp")),
        (302, "join", ELSEWHERE.replace("/join?", "/?join&")),
        (302, "join", ELSEWHERE.replace("node-7", "user@node-7")),
        (302, "join", ELSEWHERE.replace("checksum=0a1b2c", "a=b")),
    ],
)
def test_other_redirects_are_no_answer(caller: Caller, status: int, call: str, location: str) -> None:
    assert type(outcome(caller, status, b"", call, f"Location: {location}")) is BadResponse


@both
def test_the_same_request_at_another_address_is_no_answer(caller: Caller) -> None:
    def moved(head: bytes) -> list[bytes]:
        target = head.split(b" ", 2)[1].decode()
        return [http(b"", "302 Found", [f"Location: https://bbb.example.org{target}"])]

    with serving(moved) as raw, pytest.raises(BadResponse):
        caller(raw.url, "join")


@both
def test_through_scalelite_in_the_stub(caller: Caller) -> None:
    with StubServer({"speaker": "scalelite", "secret": SECRET}) as stub:
        listed = caller(stub.url, "getMeetings")
        assert listed.xml.findtext("meetings/meeting/meetingID") == "algebra-1"
        with pytest.raises(FixRequest, match="You must specify a meeting ID for the meeting"):
            caller(stub.url, "create")
        stub.settings({"secret": "another"})
        with pytest.raises(FixSecret, match="You did not pass the checksum security check"):
            caller(stub.url, "getMeetings")


@both
def test_the_calls_of_webhooks_can_be_made(caller: Caller) -> None:
    with StubServer({"secret": SECRET}) as stub:
        assert caller(stub.url, "hooks/list").xml.findall("hooks/hook") == []
        with pytest.raises(FixRequest, match="You must specify a callbackURL"):
            caller(stub.url, "hooks/create")
        with pytest.raises(FixRequest, match="letters only"):
            caller(stub.url, "hooks/../create")
