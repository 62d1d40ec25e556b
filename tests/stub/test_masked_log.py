"""The log of the stub shows the secret nowhere, however it is written."""

from __future__ import annotations

import base64
import html
import logging
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from bbb_stub import log
from bbb_stub.server import StubServer
from bbb_wire.signing import EXAMPLE_SECRET
from tests.stub.wire import request, talk


@pytest.mark.parametrize("secret", [EXAMPLE_SECRET, "a b/c+d", "Ünïcode ß", "%41"])
def test_the_log_masks_the_secret_however_it_is_written(secret: str) -> None:
    once = quote(secret, safe="")
    ways = [secret, secret.upper(), once, once.lower(), quote(once, safe=""), secret.replace(" ", "+")]
    ways += ["".join(f"%{byte:02x}" for byte in secret.encode()), secret.encode().decode("latin-1")]
    for way in ways:
        line = log.line(f"GET /x?a={way}&b=1", secret)
        assert line == "GET /x?a=***&b=1", way
    assert log.line("x", "") == "x"


def wide(text: str) -> str:
    """Return a text in the wide letters of East Asian writing."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


DISGUISES: dict[str, Callable[[str], str]] = {
    "backwards": lambda text: text[::-1],
    "parted": " ".join,
    "invisible signs": "\u200b".join,
    "invisible signs in percent": lambda text: quote("\u200b".join(text), safe=""),
    "invisible signs in percent twice": lambda text: quote(quote("\u00ad".join(text), safe=""), safe=""),
    "invisible signs as bytes": lambda text: "\ufeff".join(text).encode().decode("latin-1"),
    "invisible signs in base64": lambda text: base64.b64encode("\u200d".join(text).encode()).decode(),
    "wide letters in base64": lambda text: base64.b64encode(wide(text).encode()).decode(),
    "wide letters": wide,
    "wide letters in percent": lambda text: quote(wide(text), safe=""),
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


def test_no_end_of_the_secret_is_left_where_a_line_is_cut() -> None:
    secret = "".join(f"%{'25' * 40}{byte:02x}" for byte in EXAMPLE_SECRET.encode())
    assert log.line("x" * 1500 + secret, EXAMPLE_SECRET, 2000) == "x" * 1500 + "***"


LETTERS = "MySecretKey42xyz"
METHODS = [
    LETTERS,
    LETTERS.lower(),
    LETTERS[::-1],
    LETTERS.encode().hex(),
    base64.b64encode(LETTERS.encode()).decode().rstrip("="),
    "x" * 15_000,
]


@pytest.mark.parametrize("method", METHODS, ids=range(len(METHODS)))
def test_the_method_is_masked_and_cut_too(caplog: pytest.LogCaptureFixture, method: str) -> None:
    caplog.set_level(logging.INFO, "bbb_stub")
    with StubServer({"secret": LETTERS}) as stub:
        talk(stub.origin, request(b"/x", method=method.encode()))
    [line] = [record.getMessage() for record in caplog.records if record.name == "bbb_stub"]
    assert method not in line
    assert " -> " in line
    assert len(line) < 3000
