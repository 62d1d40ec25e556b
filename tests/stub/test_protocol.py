"""The stub on the wire: the checksum, the redirects of join, and the choice between XML and JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbb_stub import negotiate
from bbb_stub.request import ApiRequest, sanitize
from bbb_wire.signing import EXAMPLE_SECRET
from reference.catalog.provocation import Request
from tests.real import real_catalog
from tests.stub.provoke import Prober

ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
UNKNOWN = {"fullName": "Ada", "meetingID": "nowhere"}


def digest(call: str, query: str, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, f"{call}{query}{EXAMPLE_SECRET}".encode()).hexdigest()


def accepted(server: Prober, query: str, body: str | None = None, call: str = "getMeetings") -> bool:
    """Whether a call with this query string, checksum included, passes the check of the checksum."""
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
    url = f"{server.stub.api}{call}?{query}"
    server.client.request("GET" if body is None else "POST", url, content=body, headers=form).raise_for_status()
    return not (server.stub.last_answer or "").startswith("checksumError")


ENCODERS = st.sampled_from(
    [quote, quote_plus, lambda text: quote(text, safe="~*'()!/:"), lambda text: quote(text, safe="")]
)
PAIRS = st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=20)), max_size=5)


@settings(max_examples=150, deadline=None)
@given(
    pairs=PAIRS, encode=ENCODERS, algorithm=st.sampled_from(ALGORITHMS), place=st.integers(0, 5), upper=st.booleans()
)
def test_whatever_is_signed_is_accepted_and_nothing_else(
    prober: Prober, pairs: list[tuple[str, str]], encode: Callable[[str], str], algorithm: str, place: int, upper: bool
) -> None:
    prober.stub.reset()
    items = [f"{encode(name)}={encode(text)}" for name, text in pairs if sanitize(name) != "checksum"]
    value = digest("getMeetings", "&".join(items), algorithm)
    signed = items.copy()
    signed.insert(min(place, len(items)), f"checksum={value.upper() if upper else value}")
    assert accepted(prober, "&".join(signed))
    assert not accepted(prober, "&".join([*signed, "more=1"]))
    assert not accepted(prober, "&".join([*items, f"checksum={value[::-1]}0"]))


def test_the_checksum_may_stand_anywhere_and_after_a_lone_ampersand(server: Prober) -> None:
    assert accepted(server, f"&checksum={digest('getMeetings', '')}")
    assert accepted(server, f"checksum={digest('getMeetings', 'a=1&b=2')}&a=1&b=2")
    assert accepted(server, f"a=1&checksum={digest('getMeetings', 'a=1&b=2')}&b=2")


def test_the_query_is_hashed_as_it_was_sent(server: Prober) -> None:
    for sent, other in (("a=b+c", "a=b%20c"), ("a=%7E", "a=~"), ("a=%2f", "a=%2F"), ("b=1&a=2", "a=2&b=1")):
        assert accepted(server, f"{sent}&checksum={digest('getMeetings', sent)}")
        assert not accepted(server, f"{other}&checksum={digest('getMeetings', sent)}")


def test_of_a_repeated_parameter_the_rules_see_the_first_and_the_action_fails(server: Prober) -> None:
    def ask(query: str) -> httpx.Response:
        return server.client.get(f"{server.stub.api}create?{query}&checksum={digest('create', query)}")

    assert "emptyError" in ask("name=&name=Bar&meetingID=biology-1").text
    assert ask("name=Foo&name=Bar&meetingID=biology-1").status_code == 500
    assert server.stub.last_answer == "http-500-repeated-parameter"
    assert ask("name=Foo&meetingID=biology-1&unknown=a&unknown=b").status_code == 200


def test_the_body_of_a_post_is_not_covered(server: Prober) -> None:
    bare = digest("create", "")
    assert accepted(server, "", f"name=Biology&meetingID=biology-1&checksum={bare}", "create")
    assert server.stub.stub.world.find("biology-1")
    assert accepted(server, f"checksum={bare}", "name=Biology&meetingID=biology-2", "create")
    query = "meetingID=biology-3"
    assert accepted(server, query, f"name=Biology&checksum={digest('create', query)}", "create")
    signed_body = digest("create", "name=Biology&meetingID=biology-4")
    assert not accepted(server, "", f"name=Biology&meetingID=biology-4&checksum={signed_body}", "create")


def test_the_accepted_algorithms_are_a_setting(server: Prober) -> None:
    for allowed in ALGORITHMS:
        server.stub.settings(supportedChecksumAlgorithms=allowed)
        found = [a for a in ALGORITHMS if accepted(server, f"checksum={digest('getMeetings', '', a)}")]
        assert found == [allowed]


def test_an_empty_secret_compares_nothing(server: Prober) -> None:
    server.stub.settings(secret="")
    assert accepted(server, "checksum=0")
    assert not accepted(server, "checksum=")
    assert not accepted(server, "")


def test_of_a_repeated_checksum_older_servers_take_the_first(server: Prober) -> None:
    right = digest("getMeetings", "")
    twice = f"checksum={right}&checksum={right}"
    text = real_catalog().answers["checksumError-repeated"].message
    assert server.client.get(f"{server.stub.api}getMeetings?{twice}").status_code == (200 if text else 501)
    assert "Checksums" in server.client.get(f"{server.stub.api}join?{twice}").headers["location"]
    token = f"sessionToken=moderatortoken01&{twice}"
    assert "Checksums do not match" in server.client.get(f"{server.stub.api}learningDashboard?{token}").text
    server.stub.settings(repeated_checksum=False)
    assert accepted(server, f"checksum={right}&checksum={right}")
    assert not accepted(server, f"checksum={right}&checksum=0")


@pytest.mark.parametrize(
    ("addresses", "target"),
    [
        ({}, "https://bbb.example.org?errors="),
        ({"logoutURL": "https://a.example"}, "https://a.example?errors="),
        ({"logoutURL": "https://a.example/x?y=1#z"}, "https://a.example/x?y=1&errors="),
        (
            {"logoutURL": "https://a.example", "errorRedirectUrl": "https://b.example/?q"},
            "https://b.example/?q&errors=",
        ),
        ({"logoutURL": "https://a.example/%%MEETINGID%%/%%USERNAME%%"}, "https://a.example//?errors="),
        ({"logoutURL": "https://a.example/?a=b%26c"}, "https://a.example/?a=b&c&errors="),
        ({"logoutURL": "", "errorRedirectUrl": ""}, "https://bbb.example.org?errors="),
        ({"errorRedirectUrl": "/relative"}, "/relative?errors="),
        ({"errorRedirectUrl": "https://b.example/%%USERID%%"}, None),
        ({"logoutURL": "https://a.example/a b"}, None),
    ],
)
def test_where_errors_of_join_lead(server: Prober, addresses: dict[str, str], target: str | None) -> None:
    response = server.send(Request(call="join", query={**UNKNOWN, **addresses}))
    if target is None:
        assert (response.status_code, server.stub.last_answer) == (500, "http-500-join-redirect-target")
    else:
        assert response.headers["location"].startswith(target)
        assert "meetingForciblyEnded" in response.headers["location"]
        assert response.headers["location"].endswith("#z" if "#z" in str(addresses) else "]")


def test_a_checksum_error_leads_to_the_default_alone(server: Prober) -> None:
    request = Request(call="join", query={**UNKNOWN, "errorRedirectUrl": "https://b.example"}, sign="wrong")
    assert server.send(request).headers["location"].startswith("https://bbb.example.org?")
    server.stub.settings(logoutURL="https://lms.example.org/bye?a=b")
    assert server.send(request).headers["location"].startswith("https://lms.example.org/bye?a=b&errors=[")


def test_redirect_false_changes_three_errors_only(server: Prober) -> None:
    query = {"fullName": "Ada", "meetingID": "algebra-1", "redirect": "false"}
    elsewhere = {**UNKNOWN, "redirect": "false", "errorRedirectUrl": "https://b.example"}
    assert (
        server.send(Request(call="join", query=elsewhere)).headers["location"].startswith("https://b.example?errors=")
    )
    assert server.send(Request(call="join", query={**query, "role": "VIEWER", "createTime": "1"})).status_code == 200
    assert server.send(Request(call="join", query={**query, "redirect": "true"})).status_code == 200, "Params required"
    late = Request(call="join", query={**query, "role": "VIEWER", "createTime": "1"}, headers={"Accept": JSON})
    assert server.send(late).json()["response"]["messageKey"] == "mismatchCreateTimeParam"


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
JSON, AXIOS = "application/json", "application/json, text/plain, */*"


@pytest.mark.parametrize(
    ("headers", "query", "error"),
    [
        ({"Accept": "*/*"}, "", "xml"),
        ({"Accept": ""}, "", "xml"),
        ({"Accept": AXIOS}, "", "json"),
        ({"Accept": "text/xml, application/json, */*"}, "", "xml"),
        ({"Accept": JSON}, "", "json"),
        ({"Accept": "text/json"}, "", "json"),
        ({"Accept": "text/xml;q=0.5, application/json;q=0.9"}, "", "json"),
        ({"Accept": "application/vnd.none, application/json"}, "", "json"),
        ({"Accept": "application/vnd.none"}, "", "xml"),
        ({"Accept": "text/plain"}, "", "xml"),
        ({"Accept": "*/*"}, "format=json", "json"),
        ({"Accept": JSON}, "format=xml", "xml"),
        ({"Accept": JSON}, "format=pdf", "xml"),
        ({"Accept": JSON, "User-Agent": CHROME}, "", "xml"),
        ({"Accept": JSON, "User-Agent": CHROME, "X-Requested-With": "XMLHttpRequest"}, "", "json"),
    ],
)
def test_the_form_of_an_error(server: Prober, headers: dict[str, str], query: str, error: str) -> None:
    response = server.client.get(f"{server.stub.api}end?{query}&checksum=0", headers=headers)
    assert response.headers["content-type"] == {"xml": "text/xml", "json": "application/json"}[error] + ";charset=utf-8"
    good = f"{query}&checksum={digest('getMeetings', query)}" if query else f"checksum={digest('getMeetings', '')}"
    success = server.client.get(f"{server.stub.api}getMeetings?{good}", headers=headers)
    assert success.headers["content-type"].startswith("text/xml"), "success is XML"


def test_the_suffix_json(server: Prober) -> None:
    assert server.client.post(f"{server.stub.api}join.json").headers["location"], "any method"
    assert server.client.get(f"{server.stub.api}end.json").json()["response"]["messageKey"] == "checksumError"
    assert server.client.get(f"{server.stub.api}end.json?checksum={digest('end', '')}").json()["response"]["message"]
    assert server.client.get(f"{server.stub.api}getMeetings.json").status_code == 404
    assert server.client.get(f"{server.stub.api}end.xml").status_code == 404


def test_the_choice_without_a_catch_all() -> None:
    def choose(accept: str, *has: str, lacking: negotiate.Lacking = negotiate.Lacking.NOTHING) -> str | None:
        request = ApiRequest("GET", "/", b"", {"accept": accept})
        return negotiate.choose(negotiate.ranking(request), has, lacking)

    assert choose(AXIOS, "xml") is None
    assert choose(AXIOS, "xml", "json") == "json"
    assert choose("text/plain, */*", "xml", "json") is None
    assert choose("*/*", "json") == "json"
    assert choose(AXIOS, "xml", lacking=negotiate.Lacking.NEXT) == "xml", "as Grails up to 6 does"
    assert choose("application/json", "xml", lacking=negotiate.Lacking.NEXT) is None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/xml", "http-500-accept-text-tracks"),
        ("text/xml, */*", "http-500-accept-recordings"),
        ("text/plain, */*", "http-500-accept-recordings"),
        ("application/json", "noRecordings-text-tracks"),
    ],
)
def test_the_forms_of_an_answer_that_is_only_json(server: Prober, accept: str, expected: str) -> None:
    server.send(Request(call="getRecordingTextTracks", query={"recordID": "x"}, headers={"Accept": accept}))
    assert server.stub.last_answer == expected
    server.stub.settings(recordings_catch_all=True)
    server.send(Request(call="getRecordingTextTracks", query={"recordID": "x"}, headers={"Accept": accept}))
    assert server.stub.last_answer == "noRecordings-text-tracks"


NAMES = ["name", "meetingID", "recordID", "fullName", "role", "password", "createTime", "voiceBridge", "groups", "lang"]
NAMES += [
    "isBreakout",
    "parentMeetingID",
    "sequence",
    "logoutURL",
    "errorRedirectUrl",
    "existingUserID",
    "kind",
    "limit",
]
NAMES += ["sessionToken", "message", "format", "publish", "state", "redirect", "preUploadedPresentation", "offset"]
VALUES = [
    "",
    "true",
    "1",
    "physics-1",
    "history-1",
    "VIEWER",
    "9" * 30,
    "%%",
    "[",
    "a b",
    "\0",
    "é\u2028",
    "\u0664",
    "x" * 300,
]
ACCEPTS = ["*/*", JSON, "text/xml", "text/plain;q=x", ";q=", ",,"]


@settings(max_examples=150, deadline=None)
@given(
    call=st.sampled_from(sorted(set(real_catalog().calls) - {"version"})),
    query=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(VALUES) | st.text(max_size=6), max_size=8),
    body=st.none() | st.sampled_from(["<a", "<modules><module/><!-- --></modules>", "a=b&c", "\0", "--x\r\n\r\n"]),
    content_type=st.sampled_from(
        ["application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
    ),
    accept=st.sampled_from(ACCEPTS),
)
def test_whatever_is_asked_the_stub_answers(
    prober: Prober, call: str, query: dict[str, str], body: str | None, content_type: str, accept: str
) -> None:
    request = Request(
        method="GET" if body is None else "POST",
        call=call,
        query=query,
        body=body,
        content_type=content_type if body else None,
        headers={"Accept": accept, "Cookie": "JSESSIONID=5D1C0E7A9B3F48D2A6C4E8F01B2D3C45"},
    )
    response = prober.send(request)
    assert response.text != "Internal Server Error"
    assert response.status_code in (200, 302, 404, 500, 501)
    assert response.status_code != 500 or (prober.stub.last_answer or "").startswith("http-500")


def test_bytes_as_facts_have_them(server: Prober) -> None:
    """Samples and stub share their code, so some answers are written out here."""
    unknown = server.send(Request(call="getMeetingInfo", query={"meetingID": "nowhere"}))
    assert unknown.content == (
        b"<response>\n<returncode>FAILED</returncode>\n<messageKey>notFound</messageKey>\n"
        b"<message>A meeting with that ID does not exist</message>\n</response>"
    )
    comma = server.send(Request(call="isMeetingRunning", query={"meetingID": "a,b"}))
    assert b"<message>Meeting ID cannot contain &apos;,&apos;</message>" in comma.content
    bridge = Request(call="create", query={"name": "Biology", "meetingID": "biology-1", "voiceBridge": "70757"})
    assert server.send(bridge).content == (
        b"<response>\n<returncode>FAILED</returncode>\n<errors>\n<error>\n<key>nonUniqueVoiceBridge</key>\n"
        b"<message>The selected voice bridge is already in use.</message>\n</error>\n</errors>\n</response>"
    )
    in_json = Request(
        call="create", query={"meetingID": "algebra-1", "name": "A1", "attendeePW": "xx", "format": "json"}
    )
    two_blanks = "A meeting already exists with that meeting ID.  Please use a different meeting ID."
    assert server.send(in_json).text == (
        '{\n    "response": {\n        "returncode": "FAILED",\n        "messageKey": "idNotUnique",\n'
        f'        "message": "{two_blanks}"\n    }}\n}}'
    )
    in_xml = in_json.model_copy(update={"query": {**in_json.query, "format": "xml"}})
    assert two_blanks.replace("  ", " ") in server.send(in_xml).text
    tracks = server.send(Request(call="getRecordingTextTracks", query={"recordID": "x"}))
    assert tracks.content == (
        b'{"response":{"returncode":"FAILED","messageKey":"noRecordings","message":"No recording found for x"}}'
    )
    joined = server.send(Request(call="join", query={**UNKNOWN, "logoutURL": "https://lms.example.org"}))
    assert joined.headers["location"] == (
        "https://lms.example.org?errors=[%7B%22message%22:%22You%20can%20not%20join%20a%20meeting%20that%20has%20already"
        "%20been%20forcibly%20ended%22,%22key%22:%22meetingForciblyEnded%22%7D]"
    )
