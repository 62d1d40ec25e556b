"""The stub and values, bodies, paths and settings of any kind: each gets an answer, and nobody else waits for it."""

from __future__ import annotations

import logging
import time
from urllib.parse import urlencode

import httpx
import pytest

from bbb_stub import gson, log, multipart, xml_body
from bbb_stub.app import OWN_FAULT
from bbb_stub.server import StubServer
from bbb_stub.settings import names
from bbb_wire.signing import EXAMPLE_SECRET
from tests.stub.attacked import FORM, MANY, XML, ask, fine
from tests.stub.wire import request, talk

NUMBERS = [MANY, f"-{MANY}", f"+{MANY}", "0" * 5000, "٣" * 5000, "1_0", "½", ""]


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_numbers_of_any_length(stub: StubServer, client: httpx.Client, number: str) -> None:
    stub.reset()
    room = {"name": "Biology", "meetingID": "b-1", "isBreakout": "true", "parentMeetingID": "physics-1"}
    calls: list[tuple[str, dict[str, str]]] = [
        ("create", {"name": "Biology", "meetingID": "b-2", "voiceBridge": number, "duration": number}),
        ("create", {**room, "sequence": number}),
        ("join", {"fullName": "Ada", "meetingID": "algebra-1", "createTime": number, "role": "viewer"}),
        ("getRecordings", {"limit": number, "offset": number}),
    ]
    for call, query in calls:
        fine(ask(stub, client, call, query), stub)
        form = urlencode(query).encode()
        fine(ask(stub, client, call, {}, form, **FORM), stub)


DEEP = ["[" * 18_000, '{"a":' * 4000, "[" * 5000 + "]" * 5000, '[{"id":' * 900, "'" * 9000, "/*" * 9000]


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_nested_groups(stub: StubServer, client: httpx.Client, text: str) -> None:
    form = urlencode({"name": "Biology", "meetingID": "b-3", "groups": text}).encode()
    fine(ask(stub, client, "create", {}, form, **FORM), stub)


def test_nested_client_settings(stub: StubServer, client: httpx.Client) -> None:
    stub.settings(clientSettingsOverrideStrictValidation=True, allowOverrideClientSettingsOnCreateCall=True)
    body = b'<modules><module name="clientSettingsOverride">%s</module></modules>' % (b"[" * 200_000)
    fine(ask(stub, client, "create", {"name": "Biology", "meetingID": "b-4"}, body, **XML), stub)
    stub.reset()


BODIES = [
    b"<a>" * 100_000,
    b"<a>" * 30_000 + b"</a>" * 30_000,
    b"<m>" + b"<d/>" * 100_000 + b"</m>",
    b'<m><d name="presentation">' + b'<d url="%"/>' * 50_000 + b"</d></m>",
    b"<m " + b"".join(b'a%d="" ' % n for n in range(50_000)) + b"/>",
    b"<m " + b" " * 900_000,
    b"<!--" + b"-" * 900_000,
    b"<m>" + b"&amp;" * 150_000 + b"</m>",
    b'<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><m>&b;</m>',
    "<m>\ud800</m>".encode("utf-8", "surrogatepass"),
    b"\xff\xfe<\0m\0/\0>\0",
    b"<m>" + b"\0" * 1000 + b"</m>",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_xml_of_any_kind(stub: StubServer, client: httpx.Client, body: bytes) -> None:
    start = time.perf_counter()
    for call, query in (
        ("create", {"name": "Biology", "meetingID": "b-5"}),
        ("insertDocument", {"meetingID": "physics-1"}),
    ):
        fine(ask(stub, client, call, query, body, **XML), stub)
    assert time.perf_counter() - start < 10


def nested(depth: int) -> bytes:
    """Multipart bodies inside each other."""
    inner = b"--b0\r\n\r\nx\r\n--b0--\r\n"
    for level in range(1, depth):
        head = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (level - 1)
        inner = b"--b%d\r\n%s%s\r\n--b%d--\r\n" % (level, head, inner, level)
    return inner


PART = b"--b\r\nContent-Disposition: form-data; %s\r\n\r\nx\r\n--b--\r\n"
FORMS = [
    ("multipart/form-data; boundary=b2999", nested(3000)),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Type: message/rfc822\r\n\r\n" * 2000),
    ("multipart/form-data; boundary=b", PART % (b"(" * 5000)),
    ("multipart/form-data; boundary=b", PART % b";".join(b'a*%d="x"' % n for n in range(20_000))),
    ("multipart/form-data; boundary=b", PART % (b';a="' * 2000)),
    ("multipart/form-data; boundary=b", b"--b\r\n" * 100_000),
    ("multipart/form-data; boundary=b", b"".join(b"--b\r\nA: %s\r\n\r\n" % (b';a="' * 2000) for _ in range(100))),
    ("multipart/form-data; boundary=" + "(" * 3000, b"--x\r\n"),
    ("multipart/form-data" + "; a" * 3000, b"--x\r\n"),
    ("multipart/form-data", b"--x--\r\n"),
]


@pytest.mark.parametrize(("content_type", "body"), FORMS, ids=range(len(FORMS)))
def test_multipart_of_any_kind(stub: StubServer, client: httpx.Client, content_type: str, body: bytes) -> None:
    start = time.perf_counter()
    query = {"recordID": "5b7f0d3c9a1e4d2f8c6b7a5e4d3c2b1a09f8e7d6-1795414800000", "kind": "subtitles", "lang": "en"}
    headers = {"Content-Type": content_type}
    fine(ask(stub, client, "putRecordingTextTrack", query, body, **headers), stub)
    fine(ask(stub, client, "create", {"name": "Biology", "meetingID": "b-6"}, body, **headers), stub)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("body", [b"&" * 900_000, b"a&" * 400_000, b"%&" * 400_000, b"a=b&" * 200_000, b"=" * 900_000])
def test_forms_of_any_kind(stub: StubServer, client: httpx.Client, body: bytes) -> None:
    start = time.perf_counter()
    fine(ask(stub, client, "getMeetings", {}, body, **FORM), stub)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "read",
    [
        lambda size: gson.is_groups("[" * size + "]" * size),
        lambda size: gson.is_groups("[" + "{a:b}," * size),
        lambda size: multipart.parts("multipart/form-data; boundary=b", b"--b\r\n" * size),
        lambda size: multipart.parts("multipart/form-data" + ';a="' * size, b""),
        lambda size: log.line("example-shared" * size, EXAMPLE_SECRET, size),
        lambda size: log.line(EXAMPLE_SECRET[:-1] * size, EXAMPLE_SECRET, size),
        lambda size: log.line("%25" * size, EXAMPLE_SECRET, size),
    ],
    ids=["nesting", "objects", "parts", "quotes", "masking", "almost the secret", "percent signs"],
)
def test_nothing_is_quadratic(read: object) -> None:
    assert callable(read)

    def seconds(size: int) -> float:
        start = time.process_time()
        read(size)
        return time.process_time() - start

    seconds(1000)
    assert seconds(16_000) < 40 * max(seconds(2000), 0.002)


def test_deep_xml_is_read() -> None:
    assert xml_body.read(b'<m><d name="a">' + b"<x>" * 50_000 + b"</x>" * 50_000 + b"</d></m>")["a"].documents


PATHS = [b"/bigbluebutton/api/%00", b"/bigbluebutton/api/create.%00", b"/%0d%0aX:%20y", b"/bigbluebutton/api/%0d%0a"]
PATHS += [b"/%ff%fe", b"//", b"/bigbluebutton/api/%F0%9F%98%80", b"/stub/%0a", b"*", b"http://other/x", b"/%", b"/%zz"]


@pytest.mark.parametrize("fault", [b"", b"redirect-loop", b"html301", b"no\xffsuch"])
@pytest.mark.parametrize("path", PATHS)
def test_paths_of_any_kind_are_answered_and_logged_as_one_line(
    stub: StubServer, caplog: pytest.LogCaptureFixture, path: bytes, fault: bytes
) -> None:
    caplog.set_level(logging.INFO, "bbb_stub")
    response = talk(stub.origin, request(path, b"X-Stub-Fault: %s\r\n" % fault if fault else b""))
    assert response.startswith(b"HTTP/1.1 ")
    assert b"Internal Server Error" not in response.partition(b"\r\n\r\n")[2] or b" 500 " not in response[:16]
    assert OWN_FAULT.encode() not in response
    lines = [record.getMessage() for record in caplog.records if record.name == "bbb_stub"]
    assert [len(line.splitlines()) for line in lines] == [1]


OWN = [
    ("clock", '{"advance": null}'), ("clock", '{"advance": true}'), ("clock", '{"advance": [1]}'),
    ("clock", "[1]"), ("clock", "{}"),
    ("clock", f'{{"advance": {MANY}}}'), ("fault", "{"), ("fault", '{"name": {}}'), ("response", '{"id": "\\ud800"}'),
    ("settings", "[" * 100_000), ("settings", '{"a":' * 100_000), ("settings", '{"\\ud800": 1}'), ("settings", "\xff"),
    ("settings", '{"secret": "\\ud800"}x'), ("settings", '{"end_delay": 1e999}'), ("settings", '{"end_delay": "-1"}'),
    ("settings", f'{{"end_delay": {MANY}}}'), ("settings", '{"slow_seconds": "nan"}'),
    ("settings", '{"huge_megabytes": 100000}'), ("settings", f'{{"secret": "{"x" * 1001}"}}'),
    ("settings", f'{{"logoutURL": "{"x" * 200_000}"}}'), ("settings", '{"read_seconds": 0}'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body"), OWN, ids=range(len(OWN)))
def test_the_stubs_own_paths_answer_in_words(stub: StubServer, client: httpx.Client, name: str, body: str) -> None:
    response = client.post(f"{stub.origin}/stub/{name}", content=body.encode())
    assert (response.status_code, len(response.text.splitlines())) == (400, 1)
    assert len(response.text) < 4000


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e15", "1e300", "-1e11", "-1e15", "1e9999", "x", ""])
def test_absurd_times_are_refused_and_harm_nobody(stub: StubServer, client: httpx.Client, seconds: str) -> None:
    stub.reset()
    assert client.get(f"{stub.origin}/stub/clock", params={"advance": seconds}).status_code == 400
    assert "Algebra I" in ask(stub, client, "getMeetings", {}).text


def test_the_latest_time_can_be_written_down(stub: StubServer, client: httpx.Client) -> None:
    assert client.get(f"{stub.origin}/stub/clock?advance=2e11").status_code == 200
    fine(ask(stub, client, "create", {"name": "Late", "meetingID": "late-1"}), stub)
    fine(ask(stub, client, "getMeetings", {}), stub)
    stub.reset()


TEXTS = [name for name, known in names().items() if isinstance(known.default, str) and not known.metadata["words"]]


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_holds_half_a_character(stub: StubServer, client: httpx.Client, name: str) -> None:
    response = client.post(f"{stub.origin}/stub/settings", content=b'{"%s": "\\ud800"}' % name.encode())
    assert (response.status_code, response.text.split("; ")[1]) == (400, "leave it out\n")
