"""What somebody pastes who means harm, or whose program mangled it: one of each kind, for both tools."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

LARGE = 60_000
"""Characters of a text that is long."""

PROTOTYPE = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "then", "length", "0")
"""Names that every object of JavaScript has, or that mean something to it."""

RESPONSE = "<response><returncode>FAILED</returncode><messageKey>{}</messageKey><message>{}</message></response>".format

REPEATED = (
    *("&amp;", "&#x", "&#1234567;", "&#xd800;&#xdfff;", "%", "%2", "%c3", "%255B", "\\u00", '\\"', "errors=[", "+"),
    *("<key>", "<messageKey>notFound</messageKey>", "<message><![CDATA[", "]]", '"message":"\\"', "'key' => '"),
    *("{", "[", '[{"key":', "{meetingID}", "Meeting with id [", "Start tag expected, '<' not found", '"x', "EOF "),
    *("https://", "https://a/api/create?", "wss://", "://x", "<path>/", '"path" : ', "BBB 2.6 ", "bbb-server-web"),
    *("HTTP status code was ", "error: ", "< HTTP/1.1 502\n", "\r\n", "\r", " ", "\t", "\u00a0"),
    *("\ud800", "a", "aB", "_"),
)
"""Pieces that come again and again without an end."""

LONG = (
    "a" + " " * LARGE + "b",
    ("<key>" + " " * 3990 + "x") * 15,
    ("<message><![CDATA[" + "]" * 3000 + "<") * 20,
    ("https://" + "a" * 399) * 150,
    ('"' + "a" * 399) * 150,
    "".join(f"<key>k{n}</key>" for n in range(4_000)),
    " ".join(f"word{n}" for n in range(7_000)),
)
"""Texts that a pattern could read again from every place."""

ODD = (
    RESPONSE("not\ud800Found", "\udc00"),
    RESPONSE("\u202enotFound", "\u2066x\u2069"),
    RESPONSE("not\u200bFound", "a\u2028b\x85c\x1cd\0e"),
    RESPONSE("not\x1b[31mFound", "\x9b2J\x1b]0;x\x07"),
    RESPONSE("notFound", "=cmd|' /C calc'!A0"),
    RESPONSE("notFound", "<script>alert(1)</script>"),
    RESPONSE("notFound", "$&$1$`$' {names} {wording}"),
    f'<!DOCTYPE x [<!ENTITY a "b">]>{RESPONSE("&a;", "&a;")}',
    "\0".join("<messageKey>notFound</messageKey>"),
    "Ã¼ber Â\xa0 checksumError",
    "\uff43\uff48\uff45\uff43\uff4b\uff53\uff55\uff4d \u0441hecksumError CHECKSUMERROR \u0130 \u0131 \u017f \u212a",
    json.dumps(json.dumps(json.dumps(json.dumps(RESPONSE("notFound", "x"))))),
    html.escape(html.escape(html.escape(RESPONSE("notFound", "x")))),
    "https://user:pass@[2001:db8::1]:8443/bigbluebutton/api/create?checksum=0",
    "https://bücher.example/bigbluebutton/api/join?checksum=0",
)
"""Texts with characters that are rare, or that mean something elsewhere."""

AS_NAMES = (
    "{0}",
    "SomeError: {0}: {0}",
    "GET /bigbluebutton/api/{0} HTTP/1.1 404",
    '{{"status":"{0}","{0}":{{"key":"{0}"}}}}',
    "<returncode>{0}</returncode>",
    RESPONSE("{0}", "{0}"),
    "Meeting with id [{0}] not found.",
    "BigBlueButton 2.6 said <key>{0}</key>",
)


def pastes() -> list[str]:
    """Return what the explain tool is given."""
    named = [form.format(name) for name in PROTOTYPE for form in AS_NAMES]
    return [*named, *ODD, *LONG, *(bit * (LARGE // len(bit)) for bit in REPEATED)]


SECRET = "Zq7Kx0PwLm42Vb9Tn"  # noqa: S105 - made up
SUM = "0" * 64
BASE = "https://bbb.example.org/bigbluebutton/api/create?"

URLS = (
    f"{BASE}checksum={SUM}&a=1&checksum={SUM}&checksum={'1' * 64}",
    BASE + f"checksum={SUM}&" * 200,
    f"https://user:p@ss@bbb.example.org/bigbluebutton/api/create?a=1&checksum={SUM}",
    f"https://[2001:db8::1]:8443/bigbluebutton/api/create?a=1&checksum={SUM}",
    f"https://bücher.example/bigbluebutton/api/create?a=1&checksum={SUM}",
    f"{BASE}a=$&$1$secret$call$query&checksum={SUM}",
    f"{BASE}a=\x1b[2J\0&checksum={SUM}",
    f"{BASE}a=1%0d%0aSet-Cookie:x&checksum={SUM}",
    f"{BASE}a=\ud800&checksum={SUM}",
    f'=HYPERLINK("{BASE}a=1&checksum={SUM}")',
    f'<a href="{BASE}a=1&amp;checksum={SUM}">x</a>',
    f"{BASE}a=1&checksum={SUM}" + "#" * 9000,
    f"{BASE}a=1&checksum=" + "%0A" * 3000,
    f"{BASE}a=1&checksum=" + "ab:" * 3000,
    f"{BASE}a=1\\u0026b=2\\u0026checksum={SUM}",
    "/api/" * 2000 + f"create?checksum={SUM}",
    "https://" * 1000 + f"{BASE}checksum={SUM}",
    f"POST /hook?checksum={SUM} HTTP/1.1\nhost:{' ' * 9000}\n\nevent=a&domain=b",
    "domain=a&" * 1000,
)
"""Requests for the checksum doctor."""


def requests() -> Iterator[dict[str, Any]]:
    """Yield what the checksum doctor is given."""
    for name in PROTOTYPE:
        yield {"url": f"{BASE}{name}={name}&{name}[{name}]=1&checksum={SUM}", "secret": name, "body": f"{name}={name}"}
        yield {"url": f"https://b.example/bigbluebutton/api/{name}?checksum={name}", "secret": SECRET}
        hook = f"https://portal.example.org/hook?checksum={SUM}"
        yield {"url": hook, "secret": SECRET, "body": f"{name}={name}&event=%5B%5D&timestamp=1&domain={name}"}
    for url in URLS:
        yield {"url": url, "secret": SECRET}
    for secret in ("a\ud800b", "$&.*[(\\", "<b>&amp;</b>", "$secret$call$query$&", " " * 900 + "x" + " " * 900):
        yield {"url": f"{BASE}a=1&checksum={SUM}", "secret": secret}
