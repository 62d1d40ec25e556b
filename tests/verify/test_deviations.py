"""A server that deviates: each kind of deviation is found, and nothing else is."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from bbb_errors.verify import data
from bbb_errors.verify.judging import COUNTED, Verdict
from bbb_stub.exchange import Reply
from bbb_stub.faults import Cut
from bbb_stub.request import ApiRequest
from bbb_stub.server import StubServer
from tests.verify.conftest import Verify
from tests.verify.running import Ran, left

Change = Callable[[Reply], Reply]


def header(name: str, value: str) -> Change:
    def changed(reply: Reply) -> Reply:
        kept = tuple(each for each in reply.headers if each[0].lower() != name.lower())
        return replace(reply, headers=(*kept, (name, value)))

    return changed


def body(old: str, new: str) -> Change:
    """Change the body, or the target of a redirect."""

    def changed(reply: Reply) -> Reply:
        headers = tuple((n, re.sub(old, new, v) if n == "Location" else v) for n, v in reply.headers)
        text = re.sub(old, new, reply.body.decode(), count=1)
        assert (headers, text.encode()) != (reply.headers, reply.body), "nothing was changed"
        return replace(reply, body=text.encode(), headers=headers)

    return changed


def as_json(reply: Reply) -> Reply:
    found = dict(re.findall(r"<(returncode|messageKey|message)>([^<]*)<", reply.body.decode()))
    return header("Content-Type", "application/json")(replace(reply, body=json.dumps({"response": found}).encode()))


def cut(_: Reply) -> Reply:
    raise Cut(None)


KINDS: dict[str, tuple[str, Change, Verdict]] = {
    "another text": ("notFound-meeting", body("<message>[^<]*", "<message>Nothing here"), Verdict.TEXT),
    "a text with one letter more": ("sizeError-name", body("</message>", ".</message>"), Verdict.TEXT),
    "no text": ("nullError-name", body("<message>[^<]*</message>", ""), Verdict.FORM),
    "another key": ("idNotUnique", body("idNotUnique", "idNotUniqueError"), Verdict.KEY),
    "another case of a key": ("duplicateWarning", body("duplicateWarning", "duplicatewarning"), Verdict.KEY),
    "no key": ("emptyError-name", body("<messageKey>[^<]*</messageKey>", ""), Verdict.KEY),
    "another status": ("parentMeetingDoesNotExist", lambda reply: replace(reply, status=400), Verdict.FORM),
    "another media type": ("invalidPassword-length", header("Content-Type", "application/xml"), Verdict.FORM),
    "JSON in place of XML": ("noRecordings-none", as_json, Verdict.FORM),
    "another returncode": ("parentMeetingIDMissing", body("FAILED", "ERROR"), Verdict.FORM),
    "an element more": ("notFound-recordings", body("</response>", "<hint>x</hint></response>"), Verdict.FORM),
    "a page": ("unsupportedContentType", lambda reply: replace(reply, body=b"<html>no</html>"), Verdict.FORM),
    "an empty body": ("meetingNotFound", lambda reply: replace(reply, body=b""), Verdict.FORM),
    "a text of a redirect": ("missingParamFullName", body("You%20|You\\+|You ", "They%20"), Verdict.TEXT),
    "a key of a redirect": ("userNotFound", body("userNotFound", "noSuchUser"), Verdict.KEY),
    "no redirect": ("meetingForciblyEnded-join", lambda reply: replace(reply, status=200), Verdict.FORM),
    "a text in JSON": ("paramError-recordID", body('"message": "', '"message": "So '), Verdict.TEXT),
    "a text without a key": ("invalid-session", body("Invalid Session", "Bad Session"), Verdict.TEXT),
    "an echo of another value": ("meeting-with-id-not-found", body("nobody|nowhere", "elsewhere"), Verdict.TEXT),
    "a success that says otherwise": ("meeting-not-running-success", body("false", "true"), Verdict.TEXT),
    "another error page": ("http-500-no-meetingid", lambda reply: replace(reply, status=503), Verdict.FORM),
    "a text of bbb-webhooks": ("missingParamHookID-bbb-webhooks", body("hookID", "hook"), Verdict.TEXT),
    "no response": ("sentEndMeetingRequest", cut, Verdict.SILENT),
}
"""Id of a response, what becomes of it, and what verify is to say."""


@contextmanager
def deviating(changes: Callable[[Reply], Change | None]) -> Iterator[StubServer]:
    """A stub that changes some of its responses."""
    with StubServer() as stub:
        right: Callable[[ApiRequest], Awaitable[Reply]] = stub.stub.answer

        async def answer(request: ApiRequest) -> Reply:
            reply = await right(request)
            change = changes(reply)
            return change(reply) if change else reply

        stub.stub.answer = answer  # type: ignore[method-assign]  # what deviates
        yield stub


@pytest.fixture(scope="module")
def shared() -> dict[str, Ran]:
    return {}


@pytest.fixture
def all_kinds(shared: dict[str, Ran], run: Verify) -> Ran:
    """One run against a server that deviates in all kinds at once, each in another response."""
    if not shared:
        changes = {response: change for response, change, _ in KINDS.values()}
        with deviating(lambda reply: changes.get(reply.answer or "")) as stub:
            shared["ran"] = run(stub.url, stub.secret, "--json")
            assert left(stub) == []
    return shared["ran"]


def test_each_kind_has_a_response_of_its_own() -> None:
    assert len({response for response, _, _ in KINDS.values()}) == len(KINDS)
    assert {verdict for _, _, verdict in KINDS.values()} | {Verdict.EXTRA} == COUNTED


@pytest.mark.parametrize("kind", KINDS)
def test_a_deviation_is_found(all_kinds: Ran, kind: str) -> None:
    response, _, verdict = KINDS[kind]
    found = {told for name, told in all_kinds.verdicts.items() if name.startswith(f"{response}: ")} - {"not tried"}
    assert found == {verdict.value}
    assert all_kinds.status == 1


def test_nothing_else_is_a_difference(all_kinds: Ran) -> None:
    changed = {response for response, _, _ in KINDS.values()}
    assert {name.partition(": ")[0] for name in all_kinds.counted} == changed
    assert all_kinds.data["release"] == "3.0"


def test_no_text_passes_unseen(run: Verify) -> None:
    """Each message of each failure is another one: each is found."""

    def changed(reply: Reply) -> Change | None:
        says = data.load().responses.get(reply.answer or "")
        return (
            body('(?=</message>)|(?<="message": ")|(?<=%22message%22:%22)', "Z")
            if says and says.response.message and b"SUCCESS" not in reply.body
            else None
        )

    with deviating(changed) as stub:
        ran = run(stub.url, stub.secret, "--json", "--release", "3.0")
    texts = {name for name, known in data.load().responses.items() if known.response.message}
    same = {
        name for name, verdict in ran.verdicts.items() if verdict == Verdict.SAME and name.partition(": ")[0] in texts
    }
    success = {name for name in same if data.load().responses[name.partition(": ")[0]].response.returncode == "SUCCESS"}
    assert same == success


def test_what_a_release_does_not_send_is_not_expected(run: Verify) -> None:
    """A server of 3.0 that is said to be of 2.7 sends what 2.7 never sent."""
    with StubServer() as stub:
        ran = run(stub.url, stub.secret, "--json", "--release", "2.7")
    assert Verdict.EXTRA in ran.verdicts.values()
    assert ran.status == 1
