"""Texts as people paste them, generated from the tool's data: pieces of it, in every dress, cut and mangled."""

from __future__ import annotations

import base64
import html
import json
import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import yaml

from bbb_errors.patterns import PATTERNS
from tests.real import ROOT

Data = dict[str, Any]

CORPUS: list[Data] = yaml.safe_load((ROOT / "tests" / "data" / "explain" / "corpus.yml").read_text(encoding="utf-8"))
"""What people paste, and what must be said of it."""

VALUES = ("algebra-1", "Übung 1", 'say "hi"', "it's", "{x}", "1 < 2 & 3", "[0]", "😀 two", "7", "")
SPACES = (" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2028", "\ufeff", "\x85", "\x1c")
ODD = (
    "é",
    "\u017f",
    "İ",
    "ß",
    "\u212a",
    "😀",
    "\ud83d",
    "\x00",
    "&",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "%5B",
    "\\u00e9",
    "&amp;",
    "{",
    "}",
)
STATUSES = (200, 302, 301, 400, 401, 403, 404, 405, 408, 413, 414, 415, 418, 429, 500, 502, 503, 504)
SPELLINGS = (
    "HTTP/1.1 {} X",
    "status_code={}",
    "Response code was {}",
    "failed [{}]",
    "{}",
    "HTTP Status {}",
    "<Map><status>{}</status><path>/bigbluebutton/api/create</path></Map>",
    '{{"status":{},"error":"x","path":"/bigbluebutton/create"}}',
)
RELEASES = (
    "BigBlueButton Server {}.12 (3064)",
    '"bbbVersion":"{}.4"',
    "bbb-web v{}",
    "BBB {}.18, upgraded from BBB 2.5.1",
    "Apache/{}.57",
)
ADDRESSES = (
    "https://bbb.example.org/bigbluebutton/api/create?name=a&checksum=00",
    "https://bbb.example.org/bigbluebutton/api/api/join?checksum=0",
    "/bigbluebutton/create",
    "/bigbluebutton/api/hooks/create",
    "Location: https://bbb.example.org/html5client/?sessionToken=x",
    "/bigbluebutton/api/rest/meetingStaticData",
    "https://shop.example.org/cart/7",
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/404",
    "redis://10.0.0.7:6379",
    "https://portal.example.org/?errors=%5B%7B%22message%22%3A%22x+y%22%2C%22key%22%3A%22notFound%22%7D%5D",
)


NAMINGS = (
    *("SomeException: {}: {}", "FAILED [{}] {}", "error {} ({})", "bbb said {} and {}", "{} {}"),
    *("if (bbb.key == '{}') throw '{}'", "bbb: {} => '{}'", "bbb?name={}&text={}", "BBB: {} | {}"),
    *("bbb has no {} any more, but {}", "bbb: {} is solved. {}", "<metadata><key>{}</key><message>{}</message>"),
)
"""Lines that name a key and a message."""


def pastes(data: Data, seed: int, count: int) -> Iterator[str]:
    """Yield so many texts, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    maker = _Maker(data, chance)
    for _ in range(count):
        yield maker.paste()


class _Maker:
    """Makes texts of pieces that are drawn by lot."""

    def __init__(self, data: Data, chance: random.Random) -> None:
        self.chance = chance
        self.keys = [entry["key"] for entry in data["entries"].values() if entry["key"]] + list(data["keys"])
        self.messages = [each["message"] for each in data["answers"] if each["message"]]
        self.messages += [each["text"] for each in data["aliases"]]
        self.texts = [text for each in data["sentences"] for text in each["texts"]]
        self.texts += [each["text"] for each in (*data["signs"], *data["markers"], *data["bodies"])]
        self.pieces: list[Callable[[], str]] = [
            self.response,
            self.response,
            lambda: self.filled(chance.choice(self.messages)),
            lambda: self.filled(chance.choice(self.texts)),
            lambda: chance.choice(SPELLINGS).format(chance.choice(STATUSES)),
            lambda: chance.choice(ADDRESSES),
            lambda: chance.choice(RELEASES).format(chance.choice(("2.2", "2.3", "2.6", "2.7", "3.0", "4.0"))),
            self.key,
            self.named,
            self.noise,
        ]

    def paste(self) -> str:
        """Return one text."""
        chance = self.chance
        pieces = [chance.choice(self.pieces)() for _ in range(chance.choice((1, 1, 1, 2, 2, 3)))]
        text = chance.choice(SPACES).join(pieces)
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            text = chance.choice(DRESSES)(text)
        if chance.random() < 0.15:
            text = text[: chance.randrange(len(text) + 1)]
        for _ in range(chance.choice((0, 0, 0, 0, 1, 3))):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice((*ODD, *SPACES)) + text[at + chance.choice((0, 1)) :]
        return text

    def filled(self, text: str) -> str:
        """Return a text with values in place of its placeholders."""
        return PATTERNS["placeholder"].sub(lambda _: self.chance.choice(VALUES), text)

    def key(self) -> str:
        """Return a key, sometimes misspelled or in other letters."""
        key = self.chance.choice(self.keys)
        at = self.chance.randrange(len(key))
        forms = (key, key, key, key.lower(), key.upper(), key[:at] + key[at + 1 :], f"{key}X")
        return self.chance.choice(forms)

    def response(self) -> str:
        """Return a response of the API, with parts that do not always belong together."""
        chance = self.chance
        code = chance.choice(("FAILED", "FAILED", "SUCCESS", "ERROR", "failed", ""))
        key = chance.choice((self.key(), self.key(), "wibbleWobble", ""))
        message = chance.choice((self.filled(chance.choice(self.messages)), "Nobody says that", ""))
        parts = [
            (name, value) for name, value in (("returncode", code), ("messageKey", key), ("message", message)) if value
        ]
        forms = (
            "<response>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts) + "</response>",
            "<response>\n" + "\n".join(f"  <{n}><![CDATA[{v}]]></{n}>" for n, v in parts) + "\n</response>",
            json.dumps({"response": dict(parts)}),
            json.dumps([{"key": key, "message": message}]),
            f'<error key="{key}" message="{message}"/>',
            " ".join(f"{name}={value}" for name, value in parts),
            "array(" + ", ".join(f"'{name}' => '{value}'" for name, value in parts) + ")",
        )
        return chance.choice(forms)

    def named(self) -> str:
        """Return a line of a program that names a key."""
        form = self.chance.choice(NAMINGS)
        return str(form.format(self.key(), self.filled(self.chance.choice(self.messages))))

    def noise(self) -> str:
        """Return words that mean nothing, with odd signs."""
        words = ("meeting", "the", "server", "not found", "join", "a", "ERROR", "2026-01-01", "checksum", *ODD)
        return " ".join(self.chance.choices(words, k=self.chance.randrange(12)))


def _in_log(text: str) -> str:
    return f"2026-11-24 10:00:00 ERROR portal: bad answer: {' '.join(text.split())} (retry 3)"


DRESSES: tuple[Callable[[str], str], ...] = (
    html.escape,
    json.dumps,
    lambda text: json.dumps({"body": text}),
    lambda text: quote(text.encode("utf-8", "replace")),
    lambda text: quote_plus(text.encode("utf-8", "replace")),
    _in_log,
    lambda text: text.replace("\n", "\n    "),
    str.upper,
    lambda text: "".join(f"< {line}\n" for line in text.splitlines()),
    lambda text: base64.b64encode(text.encode("utf-8", "replace")).decode(),
    lambda text: base64.encodebytes(text.encode("utf-8", "replace")).decode(),
)
