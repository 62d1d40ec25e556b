"""No client takes long for any sign of XML or JSON that is repeated, wherever it stands."""

from __future__ import annotations

import time
from itertools import product

import pytest

from tests.client.test_calls import SUCCESS
from tests.languages.driving import Driver, wire

SIZE = 100_000
"""Bytes of a body. What is quadratic takes seconds at that size, or minutes."""

MOST = 3.0
"""Seconds, on a busy machine; the usual is 0.02."""

MOST_IN_BASH = 20.0
"""Seconds; the usual is 1."""

SIGNS: tuple[str, ...] = (
    *("<", ">", "&", ";", '"', "'", "=", "-", "--", "]", "]]>", "</", "/>", "<!", "%", "\\", "\x01", "\u00e9", "1"),
    *(" ", "\n", "\t", "\r\n", "\u2028", "<!--", "-->", "<!---->", "<![CDATA[", "<![CDATA[]]>", "<?a ", "?>", "<?a?>"),
    *("<a>", "</a>", "<a/>", '<a b="', '<a b="c"/>', "<a:b/>", "a:", 'a=""', ' a="" ', 'xmlns=""', "<!DOCTYPE a>"),
    *(
        "&amp;",
        "&#65;",
        "&a;",
        "<response>",
        "</response>",
        "<returncode>",
        "{",
        '{"',
        "[",
        ",",
        '":',
        '"a":',
        "\\ud800",
    ),
)

FIRST = "<response><returncode>SUCCESS</returncode>"
PLACES = {
    "text": FIRST + "<message>{}</message></response>",
    "a text that has no end": FIRST + "{}",
    "an attribute": FIRST + '<a b="{}"/></response>',
    "an attribute of the root": '<response a="{}"><returncode>SUCCESS</returncode></response>',
    "a tag": FIRST + "<a {}/></response>",
    "a comment": FIRST + "<!--{}--></response>",
    "CDATA": FIRST + "<![CDATA[{}]]></response>",
    "an instruction": FIRST + "<?a {}?></response>",
    "the declaration": '<?xml version="1.0" {}?>' + FIRST + "</response>",
    "before the root": "{}" + FIRST + "</response>",
    "after the root": FIRST + "</response>{}",
    "the code": "<response><returncode>{}</returncode></response>",
    "the key": FIRST + "<messageKey>{}</messageKey></response>",
    "JSON": '{{"response":{{"returncode":"SUCCESS","message":{}}}}}',
    "a text in JSON": '{{"response":{{"returncode":"SUCCESS","message":"{}"}}}}',
}

COLLIDING = {
    "numbers": [str(number * 131_072) for number in range(200_000)],
    "texts": ["".join(pieces) for pieces in product(("Ez", "FY"), repeat=17)],
}
"""Names that PHP, which uses the same hash everywhere, puts into one place of its arrays."""


def seconds(driver: Driver, body: str) -> float:
    """Return how long a client reads a body."""
    start = time.perf_counter()
    driver.ask("parse", call="create", status=200, body=wire(body.encode()), location="", read=[])
    return time.perf_counter() - start


def test_every_sign_may_be_repeated_everywhere(driver: Driver, language: str) -> None:
    signs, places = SIGNS, [*PLACES]
    if language == "bash":  # a process reads each body
        signs, places = ("<!--", "--", ">", "<?a?>"), ["text", "a comment", "an attribute", "after the root"]
    driver.ask("parse", call="create", status=200, body=wire(SUCCESS), location="", read=[])
    took = {
        (sign, place): seconds(driver, PLACES[place].format(sign * (SIZE // len(sign.encode()))))
        for sign, place in product(signs, places)
    }
    most = MOST_IN_BASH if language == "bash" else MOST
    assert {each: time_ for each, time_ in took.items() if time_ > most} == {}


@pytest.mark.parametrize("kind", COLLIDING)
def test_names_may_have_one_hash(driver: Driver, language: str, kind: str) -> None:
    members = ",".join(f'"{name}":0' for name in COLLIDING[kind])
    took = seconds(driver, f'{{"response":{{"returncode":"SUCCESS","x":{{{members}}}}}}}')
    assert took < (MOST_IN_BASH if language == "bash" else MOST)
