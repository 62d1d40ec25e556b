"""bbb-webhooks in the stub: the answers that the program gave when it was run, byte for byte, and hooks over HTTP.

Its answers in the catalog are provoked by test_responses.py.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import httpx
import pytest
import yaml

from bbb_stub import webhooks
from bbb_stub.exchange import Exchange, Reply
from bbb_stub.faults import Silence
from bbb_stub.request import ApiRequest
from bbb_stub.server import StubServer
from bbb_wire.signing import EXAMPLE_SECRET, sign
from reference.catalog.provocation import Request
from tests.stub.provoke import Prober

FILE = Path(__file__).parent.parent / "data" / "webhooks-observed.yml"
OBSERVED: Mapping[str, Any] = yaml.safe_load(FILE.read_text())
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Error</title>
</head>
<body>
<pre>{}</pre>
</body>
</html>
"""


def query_of(row: Mapping[str, Any]) -> str:
    """Return a request's query string, signed as its line says."""
    query, how = row.get("query", ""), row["sign"]
    call = row["path"].removeprefix("/bigbluebutton/api/")
    algorithm, hashed, secret = how, query, EXAMPLE_SECRET
    if how.startswith("other "):
        algorithm, secret = how.removeprefix("other "), "another secret"
    elif how.startswith("as "):
        algorithm, call = "sha1", how.removeprefix("as ")
    elif how == "decoded":
        hashed = unquote_plus(query)
    algorithm = algorithm if algorithm in hashlib.algorithms_available else "sha1"
    right = hashlib.new(algorithm, f"{call}{hashed}{secret}".encode(), usedforsecurity=False).hexdigest()
    if how.startswith("="):
        digit, _, times = how[1:].partition("*")
        right = digit * int(times)
    values = {"none": [], "empty": [""], "twice": [right, right], "upper": [right.upper()]}.get(how, [right])
    given = [f"checksum={value}" for value in values]
    return "&".join(filter(None, [*given, query] if how == "first" else [query, *given]))


def answered(row: Mapping[str, Any]) -> Reply | None:
    """Return the stub's reply to a request, in the state that its line describes; nothing if none comes."""
    server = StubServer()
    server.close()
    stub = server.stub
    for query in row.get("given", ()):
        path = "/bigbluebutton/api/hooks/create"
        _ask(server, "GET", path, query_of({"path": path, "query": query, "sign": "sha256"}))
    stub.settings = stub.settings.with_values(row.get("settings", {}))
    try:
        return _ask(server, row.get("method", "GET"), row["path"], query_of(row))
    except Silence:
        return None


def _ask(server: StubServer, method: str, path: str, query: str) -> Reply:
    stub = server.stub
    request = ApiRequest(method, path, query.encode(), {})
    return webhooks.answer(Exchange(request, "", stub.world, stub.settings, stub.data, server.origin))


@pytest.mark.parametrize("row", OBSERVED["requests"], ids=[row["id"] for row in OBSERVED["requests"]])
def test_what_was_seen_in_a_run_is_what_the_stub_sends(row: Mapping[str, Any]) -> None:
    reply = answered(row)
    if row["status"] is None:
        assert reply is None
        return
    assert reply is not None
    expected = PAGE.format(html.escape(row["page"])) if "page" in row else row.get("body", "")
    expected = OBSERVED["bodies"].get(expected, expected)
    found = UUID.sub("{uuid}", reply.body.decode())
    if expected.endswith(" ..."):
        found = found[: len(expected) - 4] + " ..."
    headers = {name.lower(): value for name, value in reply.headers}
    assert (reply.status, headers) == (row["status"], OBSERVED["headers"].get(row.get("headers"), {}))
    assert row.get("method") == "HEAD" or found == expected


def created(server: Prober, **query: str) -> str:
    response = server.send(Request(call="hooks-create", query=query))
    assert "<returncode>SUCCESS</returncode>" in response.text
    return response.text.partition("<hookID>")[2].partition("</hookID>")[0]


def test_a_hook_comes_is_listed_and_goes(server: Prober) -> None:
    own = created(
        server, callbackURL="https://portal.example.org/a?b=c", meetingID="algebra-1", eventID="Meeting-Ended"
    )
    created(server, callbackURL="https://portal.example.org/all")
    listed = server.send(Request(call="hooks-list", query={"meetingID": "algebra-1"})).text
    assert listed == (
        f"<response><returncode>SUCCESS</returncode><hooks><hook><hookID>{own}</hookID>"
        "<callbackURL><![CDATA[https://portal.example.org/a?b=c]]></callbackURL>"
        "<meetingID><![CDATA[algebra-1]]></meetingID><eventID>meeting-ended</eventID>"
        "<permanentHook>false</permanentHook><rawData>false</rawData></hook></hooks></response>"
    )
    assert server.send(Request(call="hooks-list")).text.count("<hook>") == 2
    assert "<removed>true</removed>" in server.send(Request(call="hooks-destroy", query={"hookID": own})).text
    assert server.send(Request(call="hooks-list")).text.count("<hook>") == 1


def test_a_reset_forgets_the_hooks(server: Prober) -> None:
    created(server, callbackURL="https://portal.example.org/a")
    server.stub.reset()
    assert server.send(Request(call="hooks-list")).text.endswith("<hooks></hooks></response>")


def test_a_permanent_hook_is_listed_and_stays(server: Prober) -> None:
    server.stub.settings(permanent_hooks="https://portal.example.org/p https://portal.example.org/q")
    listed = server.send(Request(call="hooks-list")).text
    assert listed.count("<permanentHook>true</permanentHook>") == 2
    destroyed = server.send(Request(call="hooks-destroy", query={"hookID": UUID.findall(listed)[0]}))
    assert "<messageKey>destroyMissingHook</messageKey>" in destroyed.text


@pytest.mark.parametrize("call", ["create", "list", "destroy", "ping"])
def test_without_the_package_bigbluebutton_answers_404(server: Prober, call: str) -> None:
    server.stub.settings(webhooks="false")
    response = server.client.get(f"{server.stub.origin}{sign(f'hooks/{call}').path}")
    assert (response.status_code, server.stub.last_answer) == (404, "http-404-unknown-call")


def test_silence_lasts_until_the_client_leaves(server: Prober) -> None:

    path = sign("hooks/create", "callbackURL=x&getRaw=yes").path
    with pytest.raises(httpx.ReadTimeout):
        server.client.get(f"{server.stub.origin}{path}", timeout=0.3)
    assert "up!" in server.client.get(f"{server.stub.origin}/bigbluebutton/api/hooks/ping").text


def test_json_that_is_no_word_is_not_guessed_at(server: Prober) -> None:
    response = server.client.get(f"{server.stub.origin}{sign('hooks/create', 'callbackURL=x&getRaw=%5B%5D').path}")
    assert response.status_code == 501


ORDER = [
    ("hooks/create", "getRaw=yes", "none", "checksumError-bbb-webhooks"),
    ("hooks/create", "eventID=a&eventID=b", "md5", "hooks-http-500"),
    ("hooks/create", "eventID=a&eventID=b", "sha256", "missingParamCallbackURL-bbb-webhooks"),
    ("hooks/create", "callbackURL=x&eventID=a&eventID=b", "sha256", "createHookError-bbb-webhooks"),
    ("hooks/destroy", "", "md5", "hooks-http-500"),
    ("hooks/destroy", "", "none", "checksumError-bbb-webhooks"),
    ("hooks/destroy", "hookID=", "sha256", "destroyMissingHook-bbb-webhooks"),
]


@pytest.mark.parametrize(("call", "query", "how", "answer"), ORDER)
def test_of_several_mistakes_the_first_check_answers(call: str, query: str, how: str, answer: str) -> None:
    reply = answered({"path": f"/bigbluebutton/api/{call}", "query": query, "sign": how})
    assert reply is not None
    assert reply.answer == answer
