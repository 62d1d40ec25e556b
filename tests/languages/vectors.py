"""What every client is asked, and what the client in Python makes of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import bbb_api
from bbb_api import BBBError, Params, Response
from bbb_wire import response as wire
from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Sent
from tests.client.test_calls import AWKWARD
from tests.client.test_responses_read import FAILED
from tests.languages.driving import Message

SEED = 20_240_229
"""Of what is cut, changed and mixed, so that every run asks the same."""


@dataclass(frozen=True)
class Arrival:
    """A response to be read."""

    name: str
    call: str
    status: int
    body: bytes
    location: str = ""


def signings() -> Iterator[tuple[str, Sequence[tuple[str, object]], str, str]]:
    """Call, parameters, secret and algorithm of what is to be signed."""
    for algorithm in bbb_api.ALGORITHMS:
        yield "create", [("name", "Algebra I"), ("meetingID", "algebra-1")], "s3cret", algorithm
        yield "getMeetings", [], "s3cret", algorithm
    for value in AWKWARD:
        yield "join", [("fullName", value), ("meetingID", "a")], "sécret +&", "sha256"
    yield "create", [("record", True), ("webcamsOnlyForModerator", False), ("maxParticipants", 3)], "s", "sha1"
    yield "create", [("name", None), ("meetingID", ""), ("voiceBridge", None)], "s", "sha512"
    yield "hooks/create", [("callbackURL", "https://example.org/a?b=c&d=%20"), ("meta_é", "x")], "s", "sha384"
    yield "create", [("z", "1"), ("a", "2"), ("m", "3")], "s", "sha256"
    every = "".join(map(chr, range(0x20, 0x7F)))
    yield "create", [("name", every)], every, "sha256"


def arrivals(catalog: Catalog) -> Iterator[Arrival]:
    """Every response of the catalog in each form, each also cut off, and responses that are broken or hostile."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    values = {name: placeholder.example for name, placeholder in catalog.placeholders.items()}
    for entry in catalog.errors.values():
        for answer in (each for each in entry.answers if each.sent is Sent.SENT):
            for sample in wire.forms(catalog.response(answer.id), values):
                call = answer.calls[0] if answer.calls else "end"
                redirect = sample.label == "Redirect"
                location = sample.text.removeprefix("Location: ") if redirect else ""
                body = b"" if redirect else sample.text.encode()
                name = f"{answer.id}, {sample.label}"
                yield Arrival(name, call, sample.status or 0, body, location)
                if body:
                    yield Arrival(f"{name}, cut off", call, sample.status or 0, body[: chance.randrange(len(body))])
    for known in catalog.calls.values():
        for number, form in enumerate(known.success):
            if form.body:
                call = "" if known.name == "version" else known.name
                yield Arrival(f"{known.name}, success {number}", call, 200, form.body.encode())
    for key in catalog.errors:
        yield Arrival(f"key {key}", "end", 200, FAILED % key.encode())
    for status in (*range(200, 227), *range(300, 309), *range(400, 430), *range(500, 512), 599):
        yield Arrival(f"empty, {status}", "end", status, b"")
        yield Arrival(f"a page, {status}", "end", status, b"<html><body><h1>Sorry</h1>\n Try &amp; wait </body></html>")
    yield from _odd()
    yield from _redirects()


_OK = "<response><returncode>SUCCESS</returncode><meetingID>a</meetingID></response>"
_NO = "<response><returncode>FAILED</returncode><messageKey>notFound</messageKey><message>{}</message></response>"

_NO_KEY = "<response><returncode>FAILED</returncode><message>No.</message></response>"


def _odd() -> Iterator[Arrival]:
    """Bodies that parsers differ about."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bodies: dict[str, str | bytes] = {
        "empty": "",
        "spaces": "  \n ",
        "text": "OK",
        "number": "12",
        "null": "null",
        "list": '[{"returncode": "SUCCESS"}]',
        "string": '"SUCCESS"',
        "byte order mark": b"\xef\xbb\xbf" + _OK.encode(),
        "line break before": "\n" + _OK,
        "declaration": '<?xml version="1.0" encoding="UTF-8"?>\n' + _OK,
        "declaration and line break before": '\n<?xml version="1.0"?>\n' + _OK,
        "document type": "<!DOCTYPE response>" + _OK,
        "entity": '<!DOCTYPE response [<!ENTITY x "y">]>' + _NO.format("&x;"),
        "bomb": f'<!DOCTYPE response [<!ENTITY e0 "ha">{bomb}]>' + _NO.format("&e11;"),
        "outer entity": '<!DOCTYPE response [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _NO.format("&x;"),
        "undeclared entity": _NO.format("&nbsp;"),
        "bare ampersand": _NO.format("a & b"),
        "numbered characters": _NO.format("&#233;&#x1F642;&amp;lt;"),
        "forbidden character": _NO.format("&#0;"),
        "control character": _NO.format("a\x01b"),
        "CDATA": _NO.format("<![CDATA[a <b> & c]]>"),
        "CDATA before text": _OK.replace("SUCCESS", "<![CDATA[SUCC]]>ESS"),
        "CDATA behind text": _NO.replace("notFound", "not<![CDATA[Found]]>").format("No<![CDATA[.]]>"),
        "CDATA and CDATA": _NO.replace("notFound", "<![CDATA[not]]><![CDATA[Found]]>").format("No."),
        "many entities": _NO.format("&amp;" * 20_000 + "&#65;" * 20_000),
        "entities of other names": _NO.format("&apos;&quot;&gt;&lt;&amp;amp;"),
        "attribute with entities": _OK.replace("<meetingID>", '<image alt="a &amp; &lt;b&gt; &#38;"/><meetingID>'),
        "attribute with many entities": _OK.replace("<meetingID>", f'<image alt="{"&amp;" * 20_000}"/><meetingID>'),
        "attribute that ends like CDATA": _OK.replace("<meetingID>", '<image alt="]]>"/><meetingID>'),
        "attribute with a bare ampersand": _OK.replace("<meetingID>", '<image alt="a & b"/><meetingID>'),
        "attribute with less-than": _OK.replace("<meetingID>", '<image alt="a<b"/><meetingID>'),
        "text that ends like CDATA": _NO.format("a]]>b"),
        "comment": _NO.format("a<!-- b -->c"),
        "element inside": _NO.format("a<b>c</b>d"),
        "line breaks": _NO.format("a\n  b\r\n\tc"),
        "invisible characters": _NO.format("a\u200b\u202eb\u2028c\u00a0d"),
        "escape sequences": _NO.format("&#27;").encode() + b"",
        "long message": _NO.format("x" * 100_000),
        "long run of digits": _NO.format("a" * 100_000),
        "long run of escapes": _NO.format("%61" * 30_000),
        "no message": "<response><returncode>FAILED</returncode><messageKey>notFound</messageKey></response>",
        "no key": _NO_KEY,
        "empty key": "<response><returncode>FAILED</returncode><messageKey/><message>No.</message></response>",
        "spaces around": "<response><returncode> SUCCESS </returncode></response>",
        "another returncode": "<response><returncode>ERROR</returncode></response>",
        "lower case": "<response><returncode>success</returncode></response>",
        "no returncode": "<response><version>2.0</version></response>",
        "empty returncode": "<response><returncode></returncode></response>",
        "two returncodes": "<response><returncode>FAILED</returncode><returncode>SUCCESS</returncode></response>",
        "another root": "<answer><returncode>SUCCESS</returncode></answer>",
        "longer root": "<responses><returncode>SUCCESS</returncode></responses>",
        "nested too deep": f"<response><returncode>SUCCESS</returncode>{'<a>' * 5000}{'</a>' * 5000}</response>",
        "never closed": "<response>" + "<a>" * 50_000,
        "more after it": _OK + "<more/>",
        "text after it": _OK + "more",
        "attribute twice": '<response a="1" a="2"><returncode>SUCCESS</returncode></response>',
        "namespace": '<response xmlns="urn:x"><returncode>SUCCESS</returncode></response>',
        "unbound prefix": "<response><a:b/><returncode>SUCCESS</returncode></response>",
        "apiVersion": _OK.replace("<meetingID>", "<apiVersion>2.0</apiVersion><meetingID>"),
        "not UTF-8": _NO.format("x").encode() + b"\xe9",
        "not UTF-8 inside": _NO.format("x").encode().replace(b"x", b"\xe9"),
        "latin-1": ('<?xml version="1.0" encoding="ISO-8859-1"?>' + _NO.format("x\xe9")).encode("latin-1"),
        "list of errors": "<response><returncode>FAILED</returncode><errors><error><key>a</key><message>b</message>"
        "</error><error><key>c</key><message>d</message></error></errors></response>",
        "JSON": '{"response": {"returncode": "FAILED", "messageKey": "notFound", "message": "No."}}',
        "JSON, flat": '{"returncode": "SUCCESS", "meetingID": "a", "n": 3, "on": true, "f": 1.5}',
        "JSON, odd members": '{"returncode": "FAILED", "messageKey": {}, "message": ["a"]}',
        "JSON, null members": '{"response": {"returncode": "FAILED", "messageKey": null, "message": null}}',
        "JSON, returncode is a number": '{"returncode": 1}',
        "JSON, response is a list": '{"response": ["returncode"]}',
        "JSON, lone surrogate": '{"response": {"returncode": "FAILED", "messageKey": "a", "message": "\\ud800"}}',
        "JSON, twice": '{"returncode": "SUCCESS", "returncode": "FAILED"}',
        "JSON, more after it": '{"returncode": "SUCCESS"} x',
        "JSON, comma at the end": '{"returncode": "SUCCESS",}',
        "JSON, single quotes": "{'returncode': 'SUCCESS'}",
        "JSON, names of objects": '{"__proto__": {"returncode": "SUCCESS"}, "constructor": {}}',
        "JSON, deep": "[" * 100_000,
        "JSON, deep object": '{"response":' * 20_000,
        "JSON, words for numbers": '{"returncode": "SUCCESS", "n": NaN, "f": -Infinity}',
        "JSON, UTF-16": '{"returncode": "SUCCESS"}'.encode("utf-16-le"),
        "JSON, byte order mark": b'\xef\xbb\xbf{"returncode": "SUCCESS"}',
        "JSON, escapes": '{"returncode": "FAILED", "message": "a\\u0000b\\n\\u001b[31mc"}',
    }
    for name, body in bodies.items():
        raw = body.encode() if isinstance(body, str) else body
        yield Arrival(name, "end", 200, raw)
    for status in (401, 403, 404, 500, 503):
        yield Arrival(f"a failure with status {status}", "end", status, _NO.format("No.").encode())
        yield Arrival(f"success with status {status}", "end", status, _OK.encode())
        yield Arrival(f"a failure without a key, {status}", "end", status, _NO_KEY.encode())


def _redirects() -> Iterator[Arrival]:
    """Targets of redirects."""
    errors = "%5B%7B%22key%22%3A%22a%22%2C%22message%22%3A%22b+c%22%7D%5D"
    token = "https://bbb.example.org/html5client/?sessionToken=abc"  # noqa: S105 - of no session
    targets = (
        "",
        "/",
        f"https://example.org/?errors={errors}",
        f"https://example.org/?a=b&errors={errors}#top",
        "https://example.org/?errors=%5B%5D",
        "https://example.org/?errors=%7B%7D",
        "https://example.org/?errors=%5B%7B%22key%22%3A1%2C%22message%22%3A2%7D%5D",
        "https://example.org/?errors=%zz",
        "https://example.org/?errors=%5B%7B%22key%22%3A%22a%22%2C%22message%22%3A%22b%E4c%22%7D%5D",
        f"/?errors={errors}",
        f"http://[::bad?errors={errors}",
        token,
        token.upper(),
        token.replace("https", "http"),
        token.replace("https", "javascript"),
        token.replace("https://", "//"),
        token.replace("https://", ""),
        token.replace("bbb.", "user:password@bbb."),
        token.replace(".org", ".org:8443"),
        token.replace(".org", ".org:99999999"),
        token.replace("bbb.example.org", "[::1]"),
        token.replace("sessionToken=abc", "sessionToken="),
        token.replace("?", "#"),
        token + " x",
        token + "\\x",
        token + "é",
        f"{token}&a=b",
        "https://bbb.example.org/login",
        token.replace("https", "http\u017f"),  # a letter that is an s in some comparisons without case
        token.replace("sessionToken", "sessionTo\u212aen"),
        "https://bbb.example.org/api/join?checksum=0123456789abcdef0123456789abcdef01234567".replace("k", "\u212a"),
        "mailto:x",
        "data:text/html,x?sessionToken=a",
        "https://bbb.example.org/bigbluebutton/api/join?meetingID=a&checksum=0123456789abcdef0123456789abcdef01234567",
        "https://bbb.example.org/bigbluebutton/api/join?checksum=0123456789abcdef0123456789abcdef01234567&a=b",
        "\x7f",
    )
    for status in (301, 302, 303, 307, 308):
        for call in ("join", "create"):
            for number, target in enumerate(targets):
                yield Arrival(f"redirect {number} of {call}, {status}", call, status, b"", target)


def outcome(act: Callable[[], Response], read: Sequence[str] = ()) -> Message:
    """What the client in Python makes of something, as a driver would say it, but for `shown`."""
    try:
        response = act()
    except BBBError as error:
        names = ("key", "message", "call", "status", "page")
        return {"error": {"class": type(error).__name__, **{name: getattr(error, name) for name in names}}}
    members = ("returncode", "key", "message", "status", "location", "warning")
    return {"ok": {**{name: getattr(response, name) for name in members}, "values": {x: response.get(x) for x in read}}}


def signed(call: str, params: Params, secret: str, algorithm: str) -> Message:
    """What the client in Python signs."""
    return {"query": bbb_api.sign(call, params, secret, algorithm)}
