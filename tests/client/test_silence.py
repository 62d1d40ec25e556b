"""Neither the secret nor the checksum that was sent shows, wherever and however a server repeats it."""

from __future__ import annotations

import asyncio
import base64
import logging
import re
import traceback
from collections.abc import Callable
from urllib.parse import quote, unquote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bbb_api
from bbb_api import ALGORITHMS, AsyncClient, BBBError, Client, Refused
from tests.client.raw_server import Reply, http, serving
from tests.client.test_calls import SECRET
from tests.client.test_responses_read import FAILED


def encoded(text: str, times: int) -> str:
    """Percent-encode every character, also those that need it not."""
    for _ in range(times):
        text = "".join(f"%{ord(c):02X}" for c in text) if "%" not in text else quote(text, safe="")
    return text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "bare": lambda c: c,
    "upper case": lambda c: c.upper(),
    "mixed case": lambda c: "".join(x.upper() if i % 3 else x for i, x in enumerate(c)),
    "named": lambda c: f"checksum={c}",
    "named and encoded": lambda c: f"checksum%3D{c}",
    "named and encoded twice": lambda c: f"checksum%253D{c}",
    "named and encoded four times": lambda c: f"CheckSum%2525253d{c.upper()}",
    "every digit encoded": lambda c: encoded(c, 1),
    "every digit encoded twice": lambda c: encoded(c, 2),
    "every digit encoded three times in lower case": lambda c: encoded(c.upper(), 3).lower(),
    "half of the digits encoded": lambda c: "".join(encoded(x, i % 2) for i, x in enumerate(c)),
    "JSON": lambda c: f'"checksum": "{c}"',
    "after letters": lambda c: f"expectedabc{c}",
    "before letters": lambda c: f"{c}deadbeef, ghi",
    "its first half": lambda c: c[: len(c) // 2],
    "its second half": lambda c: c[len(c) // 2 :],
    "invisible characters": lambda c: c[:20] + "\u200b" + c[20:],
}
HEADERS = ["Location: /x?{}", "X-Expected: {}", "Set-Cookie: c={}", "ETag: {}"]


def found(checksum: str, text: str) -> bool:
    """Whether a text holds a long piece of the checksum, however it is spelled."""
    for _ in range(5):
        text = unquote(text)
    low = text.lower()
    return SECRET in text or any(checksum[i : i + 16] in low for i in range(len(checksum) - 15))


def shown(error: BBBError) -> str:
    """All that is shown of an error, with the local variables of its own frames."""
    with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
    own = [frame for frame in with_locals.stack if frame.filename.endswith("bbb_api.py")]
    assert own
    assert error.__context__ is None
    parts = (
        str(error),
        repr(error),
        repr(vars(error)),
        *traceback.format_exception(error),
        repr([x.locals for x in own]),
    )
    return "".join(parts)


RESPONSES = [
    ("200 OK", (FAILED % b"{}").decode().replace("<message>", "<message>{} ")),
    ("200 OK", '{"response": {"returncode": "FAILED", "messageKey": "{}", "message": "not {}"}}'),
    ("404 {}", "<html>expected {}, sorry</html>"),
    ("200 {}", ""),
    ("302 Found", "{}"),
    (f"500 {SECRET}", f"hashed: create{SECRET} {{}}"),
]


def repeating(spelling: Callable[[str], str], status: str, body: str) -> Reply:
    """Put the checksum of the request, in some spelling, where the response has {}."""

    def reply(head: bytes) -> list[bytes]:
        said = spelling(head.split(b" ")[1].decode().rpartition("checksum=")[2])
        header = said.encode("ascii", "ignore").decode()
        lines = [x.format(header) for x in HEADERS]
        return [http(body.replace("{}", said).encode(), status.replace("{}", header), lines)]

    return reply


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_whatever_a_server_repeats(
    spelling: Callable[[str], str], algorithm: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def run(url: str) -> None:
        async with AsyncClient(url, SECRET, algorithm) as other:
            await other.call("join", meetingID="x")

    for status, body in RESPONSES:
        with (
            serving(repeating(spelling, status, body)) as raw,
            caplog.at_level(logging.DEBUG),
            Client(raw.url, SECRET, algorithm) as bbb,
        ):
            with pytest.raises(BBBError) as caught:
                bbb.call("join", meetingID="x")
            with pytest.raises(BBBError) as by_async:
                asyncio.run(run(raw.url))
        checksum = raw.queries[0].rpartition("checksum=")[2]
        assert len(checksum) >= 40
        assert not found(checksum, shown(caught.value))
        assert not found(checksum, shown(by_async.value))
    assert "receive_response_headers" in caplog.text
    assert "X-Expected" in caplog.text
    assert not found(checksum, caplog.text)
    assert bbb_api._CALL.get()[1:] == ("", "")


@given(
    upper=st.lists(st.booleans(), min_size=64, max_size=64), times=st.lists(st.integers(0, 4), min_size=64, max_size=64)
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_mix_of_spellings(upper: list[bool], times: list[int]) -> None:
    def reply(head: bytes) -> list[bytes]:
        checksum = head.split(b" ")[1].decode().rpartition("checksum=")[2]
        digits = (x.upper() if up else x for x, up in zip(checksum, upper, strict=True))
        said = "".join(encoded(x, n) for x, n in zip(digits, times, strict=True))
        return [http((FAILED % b"notFound").replace(b"<message>", b"<message>" + said.encode()))]

    with serving(reply) as raw, Client(raw.url, SECRET) as bbb, pytest.raises(Refused) as caught:
        bbb.call("end")
    assert not found(raw.queries[0].rpartition("=")[2], shown(caught.value))


ALPHABETS: dict[str, Callable[[str], str]] = {
    "backwards": lambda text: text[::-1],
    "its letters in hex": lambda text: text.encode().hex(),
    "its letters in hex, parted": lambda text: text.encode().hex(":"),
    "words": " ".join,
    "entities": lambda c: "".join(f"&amp;#{ord(x)};" for x in c),
    "entities of entities in hex": lambda c: "".join(f"&amp;amp;#x{ord(x):x};" for x in c),
    "JSON": lambda c: "".join(f"\\u{ord(x):04X}" for x in c),
    "escape() of JavaScript": lambda c: "".join(f"%u{ord(x):04X}" for x in c),
    "code points of JavaScript": lambda c: "".join(f"\\u{{{ord(x):x}}}" for x in c),
    "long code points": lambda c: "".join(f"\\U{ord(x):08x}" for x in c),
    "entities with zeros": lambda c: "".join(f"&amp;#{ord(x):014};" for x in c),
    "C": lambda c: "".join(f"\\x{ord(x):02x}" for x in c),
    "quoted-printable": lambda c: "".join(f"={ord(x):02X}" for x in c),
    "percent": lambda c: "".join(f"%{ord(x):02X}" for x in c),
    "wide letters": lambda c: "".join(chr(ord(x) + 0xFEE0) for x in c),
    "upper case": str.upper,
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.b64encode,
    "base64 behind one byte": lambda c: base64.b64encode(b"?" + c),
    "base64 between others": lambda c: base64.b64encode(b'{"' + c + b'"}'),
    "base64 for URLs": lambda c: base64.urlsafe_b64encode(b"\xff\xfe" + c).rstrip(b"="),
    "base64 that is percent-encoded": lambda c: quote(base64.b64encode(c), safe="").encode(),
    "half of it in base64": lambda c: base64.b64encode(c[: len(c) // 2]),
    "base64 behind letters": lambda c: b"expected" + base64.b64encode(c),
}


@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
def test_base64(packed: Callable[[bytes], bytes]) -> None:
    assert in_message(lambda c: packed(c.encode()).decode()) == "***"


def test_the_digest_itself_in_base64() -> None:
    assert in_message(lambda c: base64.b64encode(bytes.fromhex(c)).decode()) == "***"
    assert in_message(lambda _: base64.b64encode(b"user:" + SECRET.encode()).decode()) == "***"


def test_other_base64_stays() -> None:
    said = base64.b64encode(b"the meeting of this morning is over").decode()
    assert in_message(lambda _: said) == said


PARTED = {" ": 1, ":": 2, "-": 7, ", ": 4, "&lt;i&gt;": 5}


def in_message(say: Callable[[str], str], algorithm: str = "sha256") -> str:
    """Return what a client makes of a message that a server makes of the checksum, and repeats in a header."""

    def reply(head: bytes) -> list[bytes]:
        said = say(head.split(b" ")[1].decode().rpartition("checksum=")[2])
        body = (FAILED % b"notFound").replace(b"No.", said.encode())
        return [http(body, headers=[f"X-Expected: {said.encode('ascii', 'ignore').decode()}"])]

    with serving(reply) as raw, Client(raw.url, SECRET, algorithm) as bbb, pytest.raises(Refused) as caught:
        bbb.call("end")
    return caught.value.message


@pytest.mark.parametrize("spelling", ALPHABETS.values(), ids=ALPHABETS)
def test_other_alphabets(spelling: Callable[[str], str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert in_message(spelling) == "***"
        assert in_message(lambda _: spelling(SECRET)) == "***"
    assert spelling(SECRET) not in caplog.text


@pytest.mark.parametrize(("sign", "size"), PARTED.items())
def test_digits_that_are_parted(sign: str, size: int) -> None:
    assert in_message(lambda c: sign.join(c[i : i + size] for i in range(0, len(c), size)), "sha512") == "***"


def test_other_digits_stay() -> None:
    meeting = "183f0bf3a0982a127bdb8161e0c44eb696b3e75c-1531240585189"
    body = (FAILED % b"notFound").replace(b"<message>", f"<message>no {meeting} ".encode())
    with serving(lambda _: [http(body)]) as raw, Client(raw.url, SECRET) as bbb, pytest.raises(Refused) as caught:
        bbb.call("end", meetingID=meeting)
    assert caught.value.message.startswith(f"no {meeting}")


def test_signed_urls_that_others_fetch_do_not_show_in_their_log(caplog: pytest.LogCaptureFixture) -> None:
    with serving(lambda _: [http(b"")]) as raw, Client(raw.url, SECRET) as bbb, caplog.at_level(logging.INFO):
        httpx.get(bbb.url("join", fullName="Ada"))
    assert "fullName=Ada&checksum=***" in caplog.text
    assert not re.search("[0-9a-f]{64}", caplog.text)
