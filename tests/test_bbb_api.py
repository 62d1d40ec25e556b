"""The client of the examples: settings, signing, and reading every answer of the catalog."""

from __future__ import annotations

import asyncio
import hashlib
import pickle
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bbb_api
from bbb_api import Answer, AsyncClient, BadAnswer, BBBError, Client, FixRequest, FixSecret, Refused, RetryLater
from reference import wire
from reference.catalog import Catalog
from reference.model import Kind, Sent, address_of
from tests.raw_server import RawServer, http, serving

SECRET = "not-to-be-seen-8f2a"  # noqa: S105 - no server has it
SUCCESS = b"<response>\n<returncode>SUCCESS</returncode>\n<running>false</running>\n</response>"
FAILED = b"<response><returncode>FAILED</returncode><messageKey>%s</messageKey><message>No.</message></response>"

KEYS: dict[type[BBBError], str] = {
    FixSecret: "checksumError",
    RetryLater: "maxParticipantsReached upload_text_track_failed",
    Refused: """guestDeniedAccess meetingForciblyEnded mismatchCreateTimeParam parentMeetingDoesNotExist meetingNotFound
        notFound noRecordings noCaptionsFound userNotFound""",
    FixRequest: """Params-required invalidPassword idNotUnique nonUniqueVoiceBridge parentMeetingIDMissing emptyError
        validationError sizeError nullError unsupportedContentType missingParamMeetingID missingParamFullName
        missingParamMessage missingParamRecordID missingParamPublish fullNameTooLong malformedXml
        invalidPresentationUrl paramError invalidKind invalidLang""",
}
KINDS = {page: kind for kind, pages in KEYS.items() for page in pages.split()}
"""By page, what each key that may be sent asks the caller to do."""
TRANSPORT: dict[str, type[BBBError]] = {
    "http-413": FixRequest,
    "wrong-http-method": FixRequest,
    "http-502": RetryLater,
    "http-504": RetryLater,
    "http-404": BadAnswer,
    "http-500": BadAnswer,
    "http-301-redirect": BadAnswer,
}
SAME_PAGE = {
    "http-500-accept": "http-500",
    "http-500-body": "http-500",
    "presentation-upload-texts": "not-bigbluebutton",
}
"""What no client can tell apart."""

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
AWKWARD = ["", " ", "+", "%20", "~", "a+b c", "[x]&y=z#", "ü/é", "'()*!", "&checksum=1", "\n", "日本🙂"]
awkward = st.sampled_from(AWKWARD)
names = st.text(st.characters(codec="ascii", categories=["L", "Nd"], include_characters="-_"), min_size=1).filter(
    lambda name: "checksum" not in name
)
pairs = st.lists(st.tuples(names, awkward | any_text), max_size=6)


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with serving(lambda _: [http(SUCCESS)]) as raw:
        yield raw


@pytest.fixture(scope="module")
def client(server: RawServer) -> Iterator[Client]:
    with Client(server.url, SECRET) as made:
        yield made


def accepted(call: str, query: str) -> bool:
    """Verify a raw query as the server does."""
    match = re.search(r"(?:^|&)checksum=([0-9a-f]+)", query)
    assert match is not None
    given = match[1]
    algorithm = {40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}[len(given)]
    for spelling in (f"&checksum={given}", f"checksum={given}&", f"checksum={given}"):
        query = query.replace(spelling, "")
    return hashlib.new(algorithm, f"{call}{query}{SECRET}".encode()).hexdigest() == given


@given(params=pairs, algorithm=st.sampled_from(bbb_api.ALGORITHMS), data=st.data())
def test_what_is_hashed_is_what_arrives(
    server: RawServer, client: Client, params: list[tuple[str, str]], algorithm: str, data: st.DataObject
) -> None:
    signing = Client(server.url, SECRET, algorithm, http=client._http)
    if data.draw(st.booleans(), "by GET"):
        params = list(dict(params).items())
        signing.call("create", **dict(params))
    else:
        signing.post("create", params, body=data.draw(st.binary(max_size=5) | st.dictionaries(names, any_text)))
    query = server.queries[-1]
    assert accepted("create", query)
    assert parse_qsl(query, keep_blank_values=True, errors="strict")[:-1] == params


@given(params=pairs)
def test_signed_url_is_what_a_call_would_send(client: Client, server: RawServer, params: list[tuple[str, str]]) -> None:
    url = client.url("join", **dict(params))
    assert accepted("join", urlsplit(url).query)
    client._http.get(url)
    assert server.queries[-1] == urlsplit(url).query


def test_encoding() -> None:
    params: bbb_api.Params = {"a": "x y", "b": "~é+/[]", "on": True, "off": False, "n": 3, "left out": None, "e": ""}
    assert bbb_api.encode(params) == "a=x%20y&b=~%C3%A9%2B%2F%5B%5D&on=true&off=false&n=3&e="
    assert bbb_api.encode([("a", "1"), ("a", "2")]) == "a=1&a=2"
    assert bbb_api.sign("getMeetings", {}, "s", "sha1") == "checksum=" + hashlib.sha1(b"getMeetingss").hexdigest()  # noqa: S324
    with pytest.raises(FixRequest, match="lone surrogate"):
        bbb_api.encode({"a": "\ud800"})
    with pytest.raises(ValueError, match="sha384"):
        bbb_api.sign("end", {}, SECRET, "md5")


def test_bodies_are_not_signed(server: RawServer, client: Client) -> None:
    client.post("create", body={"name": "A b", "meetingID": "é"})
    assert server.requests[-1].endswith(b"\r\n\r\nname=A%20b&meetingID=%C3%A9")
    assert b"Content-Type: application/x-www-form-urlencoded\r\n" in server.requests[-1]
    assert server.queries[-1] == bbb_api.sign("create", {}, SECRET)
    client.post("insertDocument", {"meetingID": "a"}, "<modules/>")
    assert server.requests[-1].endswith(b"\r\n\r\n<modules/>")
    assert b"Content-Type: application/xml\r\n" in server.requests[-1]
    assert server.queries[-1] == bbb_api.sign("insertDocument", {"meetingID": "a"}, SECRET)


BASES = ["", "/", "/bigbluebutton", "/bigbluebutton/", "/bigbluebutton/api", "/bigbluebutton/api/"]


@pytest.mark.parametrize("tail", BASES)
def test_base_urls(tail: str) -> None:
    with Client(f" https://bbb.example.org{tail}\n", SECRET) as bbb:
        assert repr(bbb) == "Client('https://bbb.example.org/bigbluebutton/api')"
        assert bbb.url("end").startswith("https://bbb.example.org/bigbluebutton/api/end?checksum=")
        assert bbb.url("").startswith("https://bbb.example.org/bigbluebutton/api?checksum=")


NO_BASES = ["", " ", "bbb.example.org", "ftp://x/", "https://", "https://u:p@x/", "https://x/?a", SECRET]


@pytest.mark.parametrize("url", NO_BASES)
def test_wrong_urls_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match="set BBB_URL") as caught:
        Client(url, SECRET)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("secret", ["", " \r\n", "ab\ncd", "ab\u200bcd", "ab\ud800"])
def test_wrong_secrets_are_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="set BBB_SECRET"):
        Client("https://bbb.example.org", secret)


def test_settings_from_the_environment(monkeypatch: pytest.MonkeyPatch, server: RawServer) -> None:
    monkeypatch.setenv("BBB_URL", server.url)
    monkeypatch.setenv("BBB_SECRET", f" {SECRET}\r\n")
    with Client.from_env(timeout=5) as bbb:
        assert bbb.call("isMeetingRunning", meetingID="x").get("running") == "false"
    assert accepted("isMeetingRunning", server.queries[-1])
    monkeypatch.delenv("BBB_SECRET")
    with pytest.raises(ValueError, match="set BBB_SECRET"):
        Client.from_env()


def test_async_client(server: RawServer) -> None:
    async def run() -> tuple[Answer, Answer]:
        async with AsyncClient(server.url, SECRET, "sha512") as bbb:
            return await bbb.call("end", meetingID="a b"), await bbb.post("create", {"name": "x"})

    first, second = asyncio.run(run())
    assert (first.returncode, second.get("running")) == ("SUCCESS", "false")
    assert accepted("end", server.queries[-2])
    assert accepted("create", server.queries[-1])


def test_a_client_of_httpx_that_was_passed_stays_open() -> None:
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=SUCCESS))) as shared:
        with Client("http://bbb.example.org", SECRET, http=shared) as bbb:
            bbb.call("getMeetings")
        assert not shared.is_closed


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


def read(call: str, sample: wire.Wire) -> Answer:
    location = sample.text.removeprefix("Location: ") if sample.label == "Redirect" else ""
    return bbb_api.parse(call, sample.status or 0, b"" if location else sample.text.encode(), location)


def test_every_sent_answer_is_read(catalog: Catalog) -> None:
    values = {name: placeholder.example for name, placeholder in catalog.placeholders.items()}
    samples = 0
    for slug, entry in catalog.errors.items():
        for answer in (a for a in entry.answers if a.sent is Sent.SENT):
            for sample in wire.forms(answer, entry, values):
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
                if answer.returncode == "FAILED":
                    assert (error.key, error.message) == (entry.key, message), where
                    assert type(error) is (KINDS[slug] if entry.key else Refused), where
                    assert error.page == (f"errors/{slug}/" if entry.key else "errors/"), where
                else:
                    assert error.key is None, where
                    assert type(error) is TRANSPORT.get(page, BadAnswer), where
                    assert error.page == f"errors/{page}/", where
    assert samples > 130


def test_every_key_is_sorted_by_what_to_do(catalog: Catalog) -> None:
    sent = {s: e for s, e in catalog.errors.items() if e.key and e.status in (Sent.SENT, Sent.UNDECIDED)}
    failures = {s: e.key or "" for s, e in sent.items() if any(a.returncode == "FAILED" for a in e.answers)}
    assert failures.keys() == KINDS.keys()
    for slug, key in failures.items():
        with pytest.raises(KINDS[slug]) as caught:
            bbb_api.parse("end", 200, FAILED % key.encode())
        assert type(caught.value) is KINDS[slug]
    assert bbb_api._KINDS.keys() <= set(failures.values())


def test_every_success_is_read(catalog: Catalog) -> None:
    bodies = [(call, form.body) for call in catalog.calls.values() for form in call.success if form.body]
    assert len(bodies) > 8
    for call, body in bodies:
        answer = bbb_api.parse("" if call.name == "version" else call.name, 200, body.encode())
        assert answer.returncode == "SUCCESS"
        assert answer.warning is None


def test_pages_exist(catalog: Catalog) -> None:
    pages = {"errors/time-out/"}
    for status in range(200, 600):
        with pytest.raises(BBBError) as caught:
            bbb_api.parse("end", status, b"")
        pages.add(caught.value.page)
    assert len(pages) == 9
    assert pages - {"errors/"} <= {f"errors/{slug}/" for slug in catalog.errors}


@given(key=any_text.filter(lambda text: plain(text) != ""))
def test_the_link_follows_the_rule_of_the_site(key: str) -> None:
    assert BBBError("x", key).page == f"errors/{address_of(key)}/"


def test_links_lead_to_your_copy_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for docs in ("https://docs.example.org/bbb", "https://docs.example.org/bbb/"):
        monkeypatch.setattr(bbb_api, "DOCS_URL", docs)
        assert BBBError("x", "Params required").page == "https://docs.example.org/bbb/errors/Params-required/"
        assert BBBError("x").page == "https://docs.example.org/bbb/errors/"


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
@pytest.mark.parametrize("target", ["https://front.example.org/?errors=0&", "/?", "app://exit?"])
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
