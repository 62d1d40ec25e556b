"""verify against servers that are slow, broken or hostile: the promises of the reference's client hold."""

from __future__ import annotations

import base64
import gzip
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bbb_errors.verify import data
from bbb_errors.verify.masking import Mask
from bbb_errors.verify.sending import Sender
from bbb_wire.gaps import fits
from bbb_wire.signing import EXAMPLE_HOST
from tests.client.raw_server import http, serving
from tests.verify.conftest import Verify

SECRET = "a-secret-of-the-tests"  # noqa: S105 - no server has it
OK = b"<response><returncode>SUCCESS</returncode>%s</response>"
FAILED = b"<response><returncode>FAILED</returncode><messageKey>%s</messageKey><message>%s</message></response>"
ENTITIES = b'<!DOCTYPE r [<!ENTITY a "%s"><!ENTITY x SYSTEM "file:///etc/hostname">]>' % (b"ha" * 1000)
CHECKSUM = re.compile(r"[0-9a-f]{40}")


def target(head: bytes) -> bytes:
    return head.split(b" ", 2)[1]


def endless(_: bytes) -> Iterable[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
    while True:
        yield b"<response>" * 6000


def dripping(_: bytes) -> Iterable[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        time.sleep(0.05)
        yield b"X: y\r\n"


def echoes(head: bytes) -> Iterable[bytes]:
    sent, checksum = target(head), target(head).rpartition(b"checksum=")[2]
    coded = base64.b64encode(SECRET.encode()) + b" " + base64.b64encode(bytes(checksum))
    spaced = b" ".join(checksum[at : at + 1] for at in range(len(checksum)))
    parted = b" %s %s %s %s" % (checksum.upper(), spaced, coded, SECRET.encode()[::-1])
    yield http(FAILED % (checksum, sent.replace(b"&", b"&amp;") + SECRET.encode() + parted))


REPLIES: dict[str, Callable[[bytes], Iterable[bytes]]] = {
    "endless": endless,
    "dripping": dripping,
    "echoes": echoes,
    "silence": lambda _: [],
    "no HTTP": lambda _: [b"\x00\xff\x00hello\r\n\r\n"],
    "headers without end": lambda _: [b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 200_000],
    "packed": lambda _: [http(gzip.compress(b"a" * 5_000_000), headers=["Content-Encoding: gzip"])],
    "entities": lambda _: [http(ENTITIES + b"<response><returncode>FAILED</returncode>&a;&x;</response>")],
    "deep JSON": lambda _: [http(b"[" * 50_000, headers=["Content-Type: application/json"])],
    "deep XML": lambda _: [http(b"<response>" + b"<a>" * 5_000)],
    "terminal": lambda _: [http(FAILED % (b"\xc2\x9b31m", b"\xe2\x80\xae &#x9b;2J \x7f"))],
    "a loop": lambda head: [http(b"", "302 Found", [f"Location: {target(head).decode()}"])],
    "strange statuses": lambda _: [http(b"", "999 What")],
    "half a character": lambda _: [http(b'{"response": {"returncode": "FAILED", "message": "\\ud800"}}')],
    "cookies": lambda _: [
        http(FAILED % (b"k", b"m"), headers=["Set-Cookie: JSESSIONID=evil; Path=/", "Set-Cookie: a=b"])
    ],
    "success": lambda _: [http(OK % b"<meetingID>of-somebody</meetingID>")],
    "broken target": lambda _: [http(b"", "302 Found", ["Location: http://[::bad?errors=[{&errors=%5b%7b%22key%22:1"])],
}


def behaves_first(reply: Callable[[bytes], Iterable[bytes]]) -> Callable[[bytes], Iterable[bytes]]:
    """Let the two questions at the start get right responses, so that the run begins."""

    def replying(head: bytes) -> Iterable[bytes]:
        path = target(head)
        if path.endswith(b"/api/"):
            return [
                http(OK % b"<version>2.0</version><apiVersion>2.0</apiVersion>", headers=["Content-Type: text/xml"])
            ]
        if b"-nobody&checksum" in path and b"isMeetingRunning" in path:
            return [http(OK % b"<running>false</running>", headers=["Content-Type: text/xml"])]
        return reply(head)

    return replying


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each eighth provocation will do here."""
    whole = data.load()
    free = [each for each in whole.provocations if each.needs is None]
    monkeypatch.setattr("bbb_errors.verify.data.load", lambda: replace(whole, provocations=tuple(free[::8])))


@pytest.mark.parametrize("name", REPLIES)
def test_a_hostile_server_gets_nothing_and_stops_nothing(name: str, run: Verify, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    with serving(behaves_first(REPLIES[name])) as server:
        begun = time.monotonic()
        ran = run(server.url, SECRET, "--json", "--timeout", "0.3", "--report", str(report))
        assert time.monotonic() - begun < 30
        cookies = [head for head in server.requests if b"cookie: " in head.lower()]
    told = ran.out + ran.err + report.read_text(encoding="utf-8")
    assert ran.status in (1, 2)
    assert ran.counted
    assert json.loads(ran.out)
    assert SECRET not in told
    assert SECRET[::-1] not in told
    assert not CHECKSUM.search(told)
    assert all(c.isprintable() or c == "\n" for c in told)
    assert "Traceback" not in told
    assert "of-somebody" not in told
    assert cookies == [] or name == "cookies"
    assert all(b"a=b" not in head for head in cookies)
    ended = [head for head in server.requests if b"/end?" in head]
    assert all(b"meetingID=bbb-errors-" in head for head in ended)


@pytest.mark.parametrize("name", ["echoes", "silence", "endless", "entities", "a loop"])
def test_a_server_that_is_none_is_told_so_in_one_line(name: str, run: Verify) -> None:
    with serving(REPLIES[name]) as server:
        ran = run(server.url, SECRET, "--timeout", "0.3")
        assert len(server.requests) <= 2
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert SECRET not in ran.err


def test_a_server_that_stops_responding_is_left_in_peace(run: Verify) -> None:
    with serving(behaves_first(REPLIES["silence"])) as server:
        ran = run(server.url, SECRET, "--json")
        tried = len(server.requests)
    assert tried < 12
    assert "got nothing" in ran.data["stopped"]


SPELLINGS: list[Callable[[str], str]] = [
    lambda s: s,
    lambda s: s.upper(),
    lambda s: "".join(f"%{ord(c):02x}" for c in s),
    lambda s: "".join(f"%25{ord(c):02X}" for c in s),
    lambda s: "".join(f"&#{ord(c)};" for c in s),
    lambda s: "".join(f"\\u00{ord(c):02x}" for c in s),
    lambda s: base64.b64encode(f"xy{s}z".encode()).decode(),
    lambda s: base64.urlsafe_b64encode(s.encode()).decode(),
    lambda s: s[::-1],
    lambda s: f"checksum={s}",
    lambda s: s.encode().hex(),
    lambda s: " ".join(s),
]


@pytest.mark.parametrize("number", range(len(SPELLINGS)))
@pytest.mark.parametrize("hidden", [SECRET, "0123456789abcdef" * 4])
def test_neither_secret_nor_checksum_shows_in_any_spelling(number: int, hidden: str) -> None:
    mask = Mask(SECRET)
    mask.hide("0123456789abcdef" * 4)
    told = mask(f"It said: {SPELLINGS[number](hidden)}.")
    assert SPELLINGS[number](hidden) not in told
    assert SPELLINGS[number](hidden)[4:] not in told


@pytest.mark.parametrize("end", ["", "b", "bc"])
def test_no_end_of_a_secret_shows_in_base64(end: str) -> None:
    for before in (b"", b"u", b"u:"):
        packed = base64.b64encode(before + SECRET.encode() + end.encode()).decode()
        assert packed[4:20] not in Mask(SECRET + end)(f"Authorization: Basic {packed}")


HOSTS = [
    ("https://h:8443/bbb", "h", ["https://{}:8443/x", "https://{}/x?y", "https%3A%2F%2F{}%2Fx", "me@{}"]),
    ("https://bbb.io", "bbb.io", ["{}", "https://{}/x", "no {}."]),
    ("http://10.0.0.1:80", "10.0.0.1", ["{}:80", "from {}, port 80"]),
    ("https://meetings.of.us:8443", "meetings.of.us", ["{}", "{}:8443"]),
    ("http://[::1]:8090", "[::1]", ["http://{}:8090/", "http://{}/"]),
]
"""URLs of servers, their hosts, and what may be said of them."""


@pytest.mark.parametrize(("url", "host", "texts"), HOSTS, ids=[host for _, host, _ in HOSTS])
def test_no_host_shows_however_short(url: str, host: str, texts: list[str]) -> None:
    mask = Mask(SECRET)
    Sender(url, SECRET, mask, "sha256", 1, 0)
    for text in texts:
        for name in (host, host.upper()):
            shown = text.format(EXAMPLE_HOST)
            assert mask(text.format(name)) in (shown, re.sub(r":\d+", "", shown))


def test_words_are_no_hosts() -> None:
    mask = Mask(SECRET)
    for url in ("https://h", "https://a.b"):
        Sender(url, SECRET, mask, "sha256", 1, 0)
    for text in ("the http status h", "xa.b", "a.bc", "no such meeting"):
        assert mask(text) == text


def test_a_part_of_a_checksum_does_not_show() -> None:
    mask = Mask(SECRET)
    mask.hide("0123456789abcdef" * 4)
    assert "456789abcdef0123" not in mask("part 456789abcdef0123 of it")
    assert "4 5 6 7" not in mask("part 4 5 6 7 8 9 a b c d e f 0 1 2 3 of it")


@pytest.mark.parametrize("before", range(30))
def test_a_cut_leaves_no_part_of_a_secret(before: int) -> None:
    assert SECRET[:4] not in Mask(SECRET)("." * before + SECRET + "." * 2000, 20)
    assert SECRET[:4] not in Mask(SECRET)("." * before + SECRET * 500, 20)


def test_what_a_server_says_of_its_form_and_version_is_masked_and_quoted(run: Verify, tmp_path: Path) -> None:
    def reply(head: bytes) -> Iterable[bytes]:
        checksum = target(head).rpartition(b"checksum=")[2].decode("latin-1")
        if b"-nobody&checksum" in target(head) and b"isMeetingRunning" in target(head):
            version = b"<running>false</running><bbbVersion>3.0 [x](//evil)</bbbVersion>"
            return [http(OK % version, headers=["Content-Type: text/xml"])]
        if target(head).endswith(b"/api/"):
            return [http(OK % b"<version>2.0</version>", headers=["Content-Type: text/xml"])]
        body = FAILED % (b"notFound", b"@everyone &lt;img src=x> [x](//evil)")
        return [http(body, headers=[f"Content-Type: {SECRET}/{checksum}"])]

    report = tmp_path / "report.md"
    with serving(reply) as server:
        ran = run(server.url, SECRET, "--json", "--timeout", "0.5", "--report", str(report))
    written = report.read_text(encoding="utf-8")
    assert SECRET not in ran.out + written
    assert not CHECKSUM.search(ran.out + written)
    parts = written.split("```")
    assert "evil" in "".join(parts[1::2])
    assert not [each for each in parts[::2] if "evil" in each or "@everyone" in each or "<img" in each]


def test_a_text_that_does_not_fit_is_known_in_no_time() -> None:
    begun = time.process_time()
    assert not fits(["a"] * 30, "a" * 200_000 + "b")
    assert fits(["a", "", "b", ""], "axxb")
    assert not fits(["ab", "ba"], "aba")
    assert fits(["ab"], "ab")
    assert not fits(["ab"], "abc")
    assert time.process_time() - begun < 1


def test_what_is_harmless_stays() -> None:
    mask = Mask(SECRET)
    text = "We could not find a meeting with that meeting ID"
    assert mask(text) == text
