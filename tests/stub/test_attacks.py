"""The stub under attack: whatever arrives gets an answer in time, and nobody else waits for it."""

from __future__ import annotations

import base64
import contextlib
import html
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus, urlencode, urlsplit

import httpx
import pytest

from bbb_stub import faults, gson, log, multipart, room, server, xml_body
from bbb_stub.app import OWN_FAULT
from bbb_stub.server import StubServer, bound_socket
from bbb_stub.settings import names
from bbb_wire.signing import EXAMPLE_SECRET, sign
from tests.stub.wire import request, talk

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
XML = {"Content-Type": "text/xml"}
MANY = "7" * 5000


@pytest.fixture(scope="module")
def stub() -> Iterator[StubServer]:
    with StubServer() as server:
        yield server


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=20) as found:
        yield found


def ask(
    stub: StubServer, client: httpx.Client, call: str, query: dict[str, str], body: bytes = b"", **headers: str
) -> httpx.Response:
    """A signed request; with a body it is a POST."""
    encoded = urlencode(query, quote_via=quote)
    url = f"{stub.origin}{sign(call, encoded, secret=stub.secret).path}"
    return client.request("POST" if body else "GET", url, content=body or None, headers=headers)


def fine(response: httpx.Response, stub: StubServer) -> None:
    """An answer of the catalog, an error page of BigBlueButton, or words about what is not modeled."""
    assert response.status_code in (200, 302, 400, 404, 408, 413, 500, 501), response.status_code
    assert OWN_FAULT not in response.text
    assert response.status_code != 500 or (stub.last_answer or "").startswith("http-500")


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
    ("clock", '{"advance": null}'), ("clock", "[1]"), ("clock", "{}"), ("clock", '{"advance": [1]}'),
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


CREATE = b"/bigbluebutton/api/create"


def test_large_bodies_are_refused_unread(stub: StubServer) -> None:
    announced = talk(stub.origin, request(CREATE, b"Content-Length: 400000000\r\n", method=b"POST"), seconds=1)
    assert announced.startswith(b"HTTP/1.1 413 ")
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    head = request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST")
    assert talk(stub.origin, head, *([chunk] * 40), b"0\r\n\r\n").startswith(b"HTTP/1.1 413 ")


BROKEN = [
    request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST") + b"zz\r\n",
    request(CREATE, b"Content-Length: " + MANY.encode() + b"\r\n", method=b"POST"),
    request(CREATE, b"Content-Length: 3\r\nContent-Length: 4\r\n", method=b"POST") + b"abcd",
    request(CREATE, b"Upgrade: websocket\r\n"),
    b"\x16\x03\x01\x02\x00" * 100,
    b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n",
    request(CREATE, b"Content-Length: 400000000\r\n", method=b"POST") + b"x" * 100_000,
]


@pytest.mark.parametrize("sent", BROKEN, ids=range(len(BROKEN)))
def test_broken_http_is_answered(stub: StubServer, sent: bytes) -> None:
    assert talk(stub.origin, sent, seconds=1).startswith(b"HTTP/1.1 ")
    assert talk(stub.origin, request(b"/bigbluebutton/api")).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("begin", [b"GET /", b"GET / HTTP/1.1\r\nA: ", b"\x16\x03\x01\r\n\r\n"])
def test_what_is_refused_while_it_is_sent_is_told_so(stub: StubServer, begin: bytes) -> None:
    place = urlsplit(stub.origin)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as connection:
        connection.sendall(begin + b"x" * 5_000_000)
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_half_requests_are_closed_after_a_time_and_hold_up_nobody(client: httpx.Client) -> None:
    with StubServer({"read_seconds": 0.5}) as server:
        place = urlsplit(server.origin)
        halves = [b"", b"GET /bigbluebutton", request(CREATE, b"Content-Length: 5\r\n", method=b"POST") + b"ab"]
        halves.append(request(b"/stub/clock", b"Content-Length: 5\r\n", method=b"POST")[:-4])
        open_ = [socket.create_connection((place.hostname or "", place.port or 0), timeout=10) for _ in halves]
        for connection, half in zip(open_, halves, strict=True):
            connection.sendall(half)
        start = time.perf_counter()
        assert client.get(f"{server.api}getMeetings").status_code == 200
        assert time.perf_counter() - start < 0.4
        ended = [connection.recv(1000) for connection in open_]
        assert time.perf_counter() - start < 5
        assert [found[:13] for found in ended] == [b"", b"", b"HTTP/1.1 408 ", b""]
        for connection in open_:
            connection.close()


def test_headers_that_drip_end_too() -> None:
    with StubServer({"read_seconds": 0.5}) as server:
        place = urlsplit(server.origin)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            start = time.perf_counter()
            with contextlib.suppress(OSError):
                while time.perf_counter() - start < 8:
                    connection.sendall(b"A: b\r\n")
                    time.sleep(0.05)
            assert time.perf_counter() - start < 5


def test_a_slow_answer_holds_up_nobody(stub: StubServer, client: httpx.Client) -> None:
    stub.settings(slow_seconds=1)
    slow = threading.Thread(
        target=httpx.get, args=(f"{stub.api}getMeetings",), kwargs={"headers": {"X-Stub-Fault": "slow"}}
    )
    slow.start()
    time.sleep(0.1)
    start = time.perf_counter()
    assert client.get(f"{stub.api}getMeetings").status_code == 200
    assert time.perf_counter() - start < 0.5
    slow.join()
    stub.reset()


@pytest.mark.parametrize("secret", [EXAMPLE_SECRET, "a b/c+d", "Ünïcode ß", "%41"])
def test_the_log_masks_the_secret_however_it_is_written(secret: str) -> None:
    once = quote(secret, safe="")
    ways = [secret, secret.upper(), once, once.lower(), quote(once, safe=""), secret.replace(" ", "+")]
    ways += ["".join(f"%{byte:02x}" for byte in secret.encode()), secret.encode().decode("latin-1")]
    for way in ways:
        line = log.line(f"GET /x?a={way}&b=1", secret)
        assert line == "GET /x?a=***&b=1", way
    assert log.line("x", "") == "x"


DISGUISES: dict[str, Callable[[str], str]] = {
    "backwards": lambda text: text[::-1],
    "parted": " ".join,
    "invisible signs": "\u200b".join,
    "wide letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "hex, parted": lambda text: text.encode().hex(":"),
    "C": lambda text: "".join(f"\\x{ord(c):02x}" for c in text),
    "C, octal": lambda text: "".join(f"\\{ord(c):03o}" for c in text),
    "JavaScript": lambda text: "".join(f"\\u{{{ord(c):x}}}" for c in text),
    "quoted-printable": lambda text: "".join(f"={ord(c):02X}" for c in text),
    "JSON": lambda text: text.replace("/", "\\/"),
    "entities in percent": lambda text: quote("".join(f"&#{ord(c)};" for c in text), safe=""),
    "percent and plus twice": lambda text: quote_plus(quote_plus(text)),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("secret", [EXAMPLE_SECRET, "Qw7/x+Zr9=Abc d<e>f&g"])
def test_of_a_text_with_the_secret_in_disguise_nothing_is_left(secret: str, disguise: str) -> None:
    line = log.line(f"GET /x?a={DISGUISES[disguise](secret)}&b=1", secret)
    assert line.startswith(("***", "GET /x?a=***")), line


ALMOST = ["Zq7Kx0PwLm42Vb9TnZq7Kx0PwLm42Vb9Tn", "ÄÖÜäöüßÄÖÜäöüßÄÖÜäöüß", "a" * 60]


@pytest.mark.parametrize("secret", ALMOST)
def test_what_is_almost_the_secret_is_logged_at_once(secret: str) -> None:
    texts = [secret[:-1] + "!", quote(secret[:-1], safe="") + "!", secret[:-1].encode().decode("latin-1") + "!"]
    for text in texts:
        start = time.process_time()
        assert secret not in log.line(text * 20, secret)
        assert time.process_time() - start < 1


@pytest.mark.parametrize("secret", [EXAMPLE_SECRET, "a\"<b>&'c/+", "Ünïcode ß"])
def test_the_log_masks_the_secret_in_other_alphabets(secret: str) -> None:
    data = secret.encode()
    ways = ["".join(f"&#{ord(c)};" for c in secret), "".join(f"&#x{ord(c):X};" for c in secret), html.escape(secret)]
    ways += ["".join(f"\\u{ord(c):04x}" for c in secret), base64.b64encode(data).decode().rstrip("="), data.hex()]
    for way in ways:
        assert log.line(f"GET /x?a={way}&b=1", secret) == "GET /x?a=***&b=1", way


@pytest.mark.parametrize("around", [(b"", b""), (b"?", b""), (b"ab", b"z"), (b"user:", b"\n"), (b"", b"\xff\xff")])
@pytest.mark.parametrize("secret", [EXAMPLE_SECRET, "a b>>c??d/+", "Ünïcode ß"])
def test_the_log_masks_the_secret_among_others_in_base64(secret: str, around: tuple[bytes, bytes]) -> None:
    data = secret.encode().join(around)
    for pack in (base64.b64encode, base64.urlsafe_b64encode):
        packed = pack(data).decode()
        for way in (packed, packed.rstrip("="), quote(packed, safe=""), quote(quote(packed, safe=""), safe="")):
            line = log.line(f"GET /x?a={way}&b=1", secret)
            assert "***" in line, way
            assert len(line) < len("GET /x?a=***&b=1") + 30
    assert (
        log.line(base64.b64encode(b"something else").decode(), secret) == base64.b64encode(b"something else").decode()
    )


def test_little_is_read_at_once(monkeypatch: pytest.MonkeyPatch, stub: StubServer) -> None:
    sizes: list[int] = []
    real = server._Protocol.data_received

    def data_received(self: server._Protocol, data: bytes) -> None:
        sizes.append(len(data))
        real(self, data)

    monkeypatch.setattr(server._Protocol, "data_received", data_received)
    body = b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n"
    sent = request(CREATE, b"Transfer-Encoding: chunked\r\n", method=b"POST")
    assert talk(stub.origin, sent + body).startswith(b"HTTP/1.1 200 ")
    assert sum(sizes) == len(sent + body)
    assert max(sizes) <= server.PIECE


def test_large_answers_share_their_room_and_hold_up_nobody(stub: StubServer, client: httpx.Client) -> None:
    stub.settings(huge_megabytes=4)
    assert faults._huge(4) is faults._huge(4)
    with client.stream("GET", f"{stub.api}getMeetings", headers={"X-Stub-Fault": "huge"}) as half:
        assert client.get(f"{stub.api}getMeetings").status_code == 200
        assert half.read() == faults._huge(4)
    stub.reset()


def test_no_end_of_the_secret_is_left_where_a_line_is_cut() -> None:
    secret = "".join(f"%{'25' * 40}{byte:02x}" for byte in EXAMPLE_SECRET.encode())
    assert log.line("x" * 1500 + secret, EXAMPLE_SECRET, 2000) == "x" * 1500 + "***"


FORMS_OF_ANSWERS = [b"X-Stub-Fault: not-bbb\r\n", b"X-Stub-Response: notFound-meeting\r\n", b""]


@pytest.mark.parametrize("headers", FORMS_OF_ANSWERS)
@pytest.mark.parametrize("target", [b"/", b"stub:80", b"/stub/reset", b"/bigbluebutton/api"])
def test_connect_is_answered_in_full(stub: StubServer, target: bytes, headers: bytes) -> None:
    response = talk(stub.origin, request(target, headers, method=b"CONNECT"))
    head, _, body = response.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 501 ", b"HTTP/1.1 400 "))
    assert f"content-length: {len(body)}".encode() in head


@pytest.mark.parametrize("authority", [b"http://bbb.example.org", b"HTTPS://[::1]:8090", b"http://"])
def test_the_target_may_begin_with_the_host(stub: StubServer, authority: bytes) -> None:
    signed = sign("getMeetings", "", secret=EXAMPLE_SECRET).path.removeprefix("/bigbluebutton").encode()
    for target in (b"/stub/reset", b"/bigbluebutton" + signed, b"", b"?a=b"):
        usual = target if target.startswith(b"/") else b"/" + target
        assert talk(stub.origin, request(authority + target)) == talk(stub.origin, request(usual))
    assert b" 404 " in talk(stub.origin, request(b"/http://x/stub/reset")).partition(b"\r\n")[0]


FULL = {
    "create": "name=Room&meetingID=room-{number}&meta_a={text}",
    "join": "meetingID=algebra-1&role=VIEWER&fullName=Ann&userID={text}",
    "hooks/create": "callbackURL=http%3A%2F%2Flocalhost%2F{text}",
}
"""Queries of calls that leave something."""


@pytest.mark.parametrize("call", FULL)
def test_what_is_kept_has_a_limit(client: httpx.Client, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    monkeypatch.setattr(room, "MOST", 100_000)
    with StubServer({"webhooks": True}) as server:

        def said(number: int) -> httpx.Response:
            query = FULL[call].format(number=number, text=f"{number}{'x' * 10_000}")
            return client.get(server.origin + sign(call, query, secret=server.secret).path)

        replies = [said(number) for number in range(20)]
        statuses = [reply.status_code for reply in replies]
        assert statuses == sorted(statuses)
        assert statuses[0] < 400
        assert statuses[-1] == 501
        assert "/stub/reset makes room" in replies[-1].text
        assert ask(server, client, "getMeetings", {}).status_code == 200
        client.get(f"{server.origin}/stub/reset")
        assert said(99).status_code == statuses[0]


def test_what_is_gone_makes_room(monkeypatch: pytest.MonkeyPatch, client: httpx.Client) -> None:
    monkeypatch.setattr(room, "MOST", 100_000)
    with StubServer() as server:
        for number in range(30):
            query = {"name": "Room", "meetingID": f"room-{number}", "meta_a": "x" * 10_000}
            assert ask(server, client, "create", query).status_code == 200
            ask(server, client, "end", {"meetingID": f"room-{number}"})
            server.advance(4000)


@pytest.mark.parametrize("port", ["99999", "0", "65536"])
def test_a_port_that_cannot_be_is_a_callback_that_failed(
    stub: StubServer, client: httpx.Client, port: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"http://127.0.0.1:{port}/"
    ask(stub, client, "create", {"name": "Room", "meetingID": "room-1", "meta_endCallbackUrl": url})
    ask(stub, client, "end", {"meetingID": "room-1"})
    [sent] = stub.sent()
    stub.reset()
    assert sent["outcome"] in ("failed", "given up")
    assert sent["why"]
    assert "Traceback" not in caplog.text


def test_a_port_that_cannot_be_had_is_told_in_one_line() -> None:
    taken = bound_socket("127.0.0.1", 0)
    taken.listen()
    port = taken.getsockname()[1]
    try:
        with pytest.raises(ValueError, match=f"Port {port} is taken"):
            bound_socket("127.0.0.1", port)
    finally:
        taken.close()
    for number in (99_999, -1, 10**30):
        with pytest.raises(ValueError, match=r"^The port is a number from 0 to 65535"):
            bound_socket("127.0.0.1", number)
    with pytest.raises(ValueError, match=r"^Nothing can listen at no\.such\.host\.example"):
        bound_socket("no.such.host.example", 0)


def test_a_stub_with_all_voice_bridges_taken_goes_on(client: httpx.Client) -> None:
    with StubServer() as server:
        chance = server.stub.world.chance
        chance.number = lambda *_: "70757"  # type: ignore[method-assign]  # the one that is taken
        assert ask(server, client, "create", {"name": "Full", "meetingID": "full-1"}).status_code == 200
