"""The client of the examples reads every answer of the catalog, and sorts it by what to do about it."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bbb_api
from bbb_api import BadResponse, BBBError, Client, FixRequest, FixSecret, Refused, Response, RetryLater
from bbb_wire import response as wire
from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Kind, Remedy, Sent, address_of
from tests.client.raw_server import serving
from tests.client.test_calls import SECRET

FAILED = b"<response><returncode>FAILED</returncode><messageKey>%s</messageKey><message>No.</message></response>"

CLASSES = {
    Remedy.SECRET: FixSecret,
    Remedy.LATER: RetryLater,
    Remedy.REFUSED: Refused,
    Remedy.REQUEST: FixRequest,
    None: Refused,
}
"""What the client raises for each remedy of the catalog."""
TRANSPORT: dict[str, type[BBBError]] = {
    "http-401": FixSecret,
    "http-405": FixRequest,
    "http-413": FixRequest,
    "http-414": FixRequest,
    "http-415": FixRequest,
    "wrong-http-method": FixRequest,
    "http-408": RetryLater,
    "http-429": RetryLater,
    "http-502": RetryLater,
    "http-503": RetryLater,
    "http-504": RetryLater,
    "http-404": BadResponse,
    "http-500": BadResponse,
    "http-301-redirect": BadResponse,
}
SAME_PAGE = {
    "hooks-cannot-post": "http-404",
    "hooks-http-500": "http-500",
    "hooks-ping": "not-bigbluebutton",
    "http-500-balancer": "http-500",
    "http-500-accept": "http-500",
    "http-500-body": "http-500",
    "plain-to-tls": "http-400",
    "presentation-upload-texts": "not-bigbluebutton",
}
"""What no client can tell apart."""


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


def read(call: str, sample: wire.Wire) -> Response:
    location = sample.text.removeprefix("Location: ") if sample.label == "Redirect" else ""
    return bbb_api.parse(call, sample.status or 0, b"" if location else sample.text.encode(), location)


def test_every_sent_answer_is_read(catalog: Catalog) -> None:
    values = {name: placeholder.example for name, placeholder in catalog.placeholders.items()}
    samples = 0
    for slug, entry in catalog.errors.items():
        for answer in (a for a in entry.answers if a.sent is Sent.SENT):
            for sample in wire.forms(catalog.response(answer.id), values):
                samples += 1
                where = f"{answer.id}, {sample.label}"
                call = answer.calls[0] if answer.calls else "end"
                message = plain(wire.fill(answer.message or "", values))
                page = SAME_PAGE.get(slug, slug)
                if answer.returncode == "SUCCESS" and entry.kind is not Kind.TRANSPORT:
                    read_answer = read(call, sample)
                    assert (read_answer.key, read_answer.message) == (entry.key, message), where
                    assert (read_answer.warning is not None) == (entry.kind is Kind.WARNING), where
                    continue
                with pytest.raises(BBBError) as caught:
                    read(call, sample)
                error = caught.value
                assert (error.call, error.status) == (call, sample.status), where
                if answer.returncode in ("FAILED", "ERROR"):
                    assert (error.key, error.message) == (entry.key, message), where
                    assert type(error) is CLASSES[entry.helps], where
                    assert error.page == (f"errors/{slug}/" if entry.key else "errors/"), where
                else:
                    assert error.key is None, where
                    assert type(error) is TRANSPORT.get(page, BadResponse), where
                    assert error.page == f"errors/{page}/", where
    assert samples


def test_every_key_is_sorted_by_what_to_do(catalog: Catalog) -> None:
    sent = {s: e for s, e in catalog.errors.items() if e.key and e.status in (Sent.SENT, Sent.UNDECIDED)}
    failures = [e for e in sent.values() if any(a.returncode == "FAILED" for a in e.answers)]
    for entry in failures:
        with pytest.raises(CLASSES[entry.helps]) as caught:
            bbb_api.parse("end", 200, FAILED % (entry.key or "").encode())
        assert type(caught.value) is CLASSES[entry.helps]
    assert bbb_api._KINDS.keys() <= {key for error in catalog.errors.values() for key in error.keys}


def test_every_success_is_read(catalog: Catalog) -> None:
    forms = [(call, form.body) for call in catalog.calls.values() for form in call.success if form.body]
    bodies = [(call, body) for call, body in forms if call.name != "stuns"]  # it has no returncode
    assert len(bodies) > 8
    for call, body in bodies:
        answer = bbb_api.parse("" if call.name == "version" else call.name, 200, body.encode())
        assert answer.returncode == "SUCCESS"
        assert answer.warning is None


def test_pages_exist(catalog: Catalog) -> None:
    pages = {"errors/time-out/", "errors/tls-chain/"}
    tables = (bbb_api._CONNECTION, bbb_api._HANDSHAKE, bbb_api._BREACH, bbb_api._CERTIFICATE)
    pages |= {f"errors/{page}/" for table in tables for page in table.values()}
    for status in range(200, 600):
        with pytest.raises(BBBError) as caught:
            bbb_api.parse("end", status, b"")
        pages.add(caught.value.page)
    named = {slug for slug in catalog.errors if re.fullmatch(r"http-\d+", slug)}
    assert pages >= {f"errors/{slug}/" for slug in named}
    assert pages - {"errors/"} <= {f"errors/{slug}/" for slug in catalog.errors}


@given(key=st.text().filter(lambda text: plain(text) != ""))
def test_the_link_follows_the_rule_of_the_site(key: str) -> None:
    assert BBBError("x", key).page == f"errors/{address_of(key)}/"


def test_links_lead_to_your_copy_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for docs in ("https://docs.example.org/bbb", "https://docs.example.org/bbb/"):
        monkeypatch.setattr(bbb_api, "DOCS_URL", docs)
        assert BBBError("x", "Params required").page == "https://docs.example.org/bbb/errors/Params-required/"
        assert BBBError("x").page == "https://docs.example.org/bbb/errors/"


def test_the_body_is_believed_before_the_status() -> None:
    for key, kind in (("checksumError", FixSecret), ("unheardOf", RetryLater)):
        with pytest.raises(kind) as caught:
            bbb_api.parse("end", 500, FAILED % key.encode())
        assert (caught.value.key, caught.value.status) == (key, 500)
    with pytest.raises(Refused):
        bbb_api.parse("end", 200, FAILED % b"unheardOf")


NO_ANSWERS = [
    b"<html><returncode>SUCCESS</returncode></html>",
    b"<response><running>true</running></response>",
    b"<response><returncode>SUCCESS</returncode>",
    b"<response><returncode>SUCCESS</returncode><meetingName>Fran\xe7ais</meetingName></response>",
    b"<response xmlns='urn:x'><returncode>SUCCESS</returncode></response>",
    b'{"response": {"messageKey": "notFound"}}',
    b'{"response": []}',
    b'{"returncode": true}',
    b'["SUCCESS"]',
    b"Unauthorized",
    b"\0",
    b" \r\n",
    b"",
]


@pytest.mark.parametrize("body", NO_ANSWERS)
def test_what_is_no_answer(body: bytes) -> None:
    with pytest.raises(BadResponse, match="not an API response"):
        bbb_api.parse("getMeetings", 200, body)


def test_what_arrived_is_told_in_few_plain_words() -> None:
    page = b"<html><head><title>Gone</title></head>\r\n<p>/end?a=b&checksum=0a1b2c\x1b[31m" + b"x" * 1000
    with pytest.raises(BadResponse) as caught:
        bbb_api.parse("end", 404, page)
    assert caught.value.message.startswith("not an API response, but 'Gone /end?a=b&checksum=***[31mxxx")
    assert len(caught.value.message) < 140


def test_members_that_are_no_text() -> None:
    with pytest.raises(Refused, match="no reason given") as caught:
        bbb_api.parse("end", 200, b'{"returncode": "FAILED", "messageKey": ["a"], "message": {"b": 1}}')
    assert caught.value.key is None


def test_errors_survive_pickling() -> None:
    error = FixSecret("Checksums do not match", "checksumError", "end", 200)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(copy), str(copy), vars(copy)) == (FixSecret, str(error), vars(error))
    assert str(error) == "end: checksumError: Checksums do not match (HTTP 200)"
    assert error.__notes__ == ["See errors/checksumError/"]


def test_values_of_an_answer() -> None:
    json = b'{"response": {"returncode": "SUCCESS", "n": 1, "on": true, "tracks": [{"lang": "en"}], "none": null}}'
    answer = bbb_api.parse("getRecordingTextTracks", 200, json)
    assert [answer.get(x, "-") for x in ("n", "on", "tracks", "none", "no")] == ["1", "true", "-", "-", "-"]
    assert answer.data["tracks"] == [{"lang": "en"}]
    xml = b"\n<?xml version='1.0'?><response><returncode>SUCCESS</returncode><a><b>c</b></a><messageKey/></response>"
    answer = bbb_api.parse("getMeetingInfo", 200, xml)
    assert [answer.get("a/b"), answer.get("no"), answer.get("no", "-"), answer.key] == ["c", "", "-", None]


ERRORS = '[{"message":"Checksums do not match: é","key":"checksumError"}]'


@pytest.mark.parametrize(
    "errors",
    [
        ERRORS,
        "[%7B%22message%22:%22Checksums%20do%20not%20match:%20%C3%A9%22,%22key%22:%22checksumError%22%7D]",
        "%5B%7B%22key%22%3A%22checksumError%22%2C%22message%22%3A%22Checksums+do+not+match%3A+%c3%a9%22%7D%5D",
        ERRORS + "#fragment",
        ERRORS.replace("é", "\\u00e9") + "&lang=en",
    ],
)
@pytest.mark.parametrize(
    "target",
    [
        "https://front.example.org/?errors=0&",
        "/?errors=%5B%7B%22key%22:%22k%22,%22message%22:%22m%22%7D%5D&",
        "/?",
        "app://exit?",
    ],
)
def test_redirects_of_join_in_every_encoding(target: str, errors: str) -> None:
    location = f"{target}errors={errors}".encode()

    def reply(_: bytes) -> list[bytes]:
        return [b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]

    with serving(reply) as raw, Client(raw.url, SECRET) as bbb, pytest.raises(FixSecret) as caught:
        bbb.call("join", meetingID="x")
    assert (caught.value.status, caught.value.message) == (302, "Checksums do not match: é")
    assert len(raw.requests) == 1


def test_join_that_worked() -> None:
    answer = bbb_api.parse("join", 302, b"", "https://bbb.example.org/html5client/?sessionToken=2mzpvu9dnlzl")
    assert answer.returncode == "SUCCESS"
    assert answer.location.endswith("2mzpvu9dnlzl")
    assert "2mzpvu9dnlzl" not in repr(answer)


GOOD_TARGETS = [
    "http://bbb.example.org/html5client/?sessionToken=2mzpvu9dnlzl",
    "HTTPS://other.example.org:8443/a/b?lang=en&sessionToken=x%20y#top",
    "https://[2001:db8::1]/?sessionToken=x",
    "https://bbb.example.org?sessionToken=x",
]
BAD_TARGETS = [
    "javascript:alert(1)//?sessionToken=x",
    "JavaScript://bbb.example.org/%0aalert(1)?sessionToken=x",
    "data:text/html,<script>alert(1)</script>?sessionToken=x",
    "//bbb.example.org/?sessionToken=x",
    "/html5client/?sessionToken=x",
    "?sessionToken=x",
    "https:bbb.example.org/?sessionToken=x",
    "https:///bbb.example.org/?sessionToken=x",
    "https://?sessionToken=x",
    "https://:/?sessionToken=x",
    "https://../?sessionToken=x",
    "https://[]/?sessionToken=x",
    "https://bbb.example.org:port/?sessionToken=x",
    "https://bbb.example.org/#?sessionToken=x",
    "https://user:pass@bbb.example.org/?sessionToken=x",
    "https://bbb.example.org@evil.example/?sessionToken=x",
    "https://evil.example\\@bbb.example.org/?sessionToken=x",
    "https://evil.example/\\bbb.example.org/?sessionToken=x",
    "https://bbb.example.org/a b?sessionToken=x",
    "https://bbb.example.org/\t?sessionToken=x",
    " https://bbb.example.org/?sessionToken=x",
    "https://bbb.exämple.org/?sessionToken=x",
    "https://bbb.example.org/?sessionToken=x\u202e",
    "https://bbb.example.org/?xsessionToken=x",
    "https://bbb.example.org/?sessionToken=",
    "ftp://bbb.example.org/?sessionToken=x",
    "blob:https://bbb.example.org/?sessionToken=x",
    "view-source:https://bbb.example.org/?sessionToken=x",
]


@pytest.mark.parametrize("location", GOOD_TARGETS)
def test_where_join_may_lead(location: str) -> None:
    assert bbb_api.parse("join", 302, b"", location).location == location
    with pytest.raises(BadResponse):
        bbb_api.parse("create", 302, b"", location)


@pytest.mark.parametrize("location", BAD_TARGETS)
def test_where_join_may_not_lead(location: str) -> None:
    with pytest.raises(BadResponse, match="redirected elsewhere"):
        bbb_api.parse("join", 302, b"", location)
