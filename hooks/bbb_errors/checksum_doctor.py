"""Tell which mistake gives exactly the checksum of a BigBlueButton request. Python 3.11+, nothing else.

    python checksum_doctor.py 'https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=...'

The shared secret is asked for, or taken from the environment variable BBB_SECRET; it is never printed.
Exit status: 0 the checksum is right, 1 the mistake is named, or a right checksum is sent twice, 2 no mistake fits, or
the request cannot be read.
"""

# Written by `make generate` from hooks/bbb_errors/doctor/: change it there.

from __future__ import annotations

import argparse
import base64
import functools
import getpass
import hashlib
import hmac
import itertools
import json
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import unquote_to_bytes


# What the catalog says of mistakes, encoders, signatures and calls.

# fmt: off
MISTAKES = {
    "secret-line-end": (
        "The shared secret ends in a line break.",
        "Strip the secret after reading it from a file or a form.",
    ),
    "secret-space": (
        "There is a space before or after the shared secret.",
        "Strip the secret. Copying from a terminal often picks up a space.",
    ),
    "secret-quotes": (
        "The shared secret was hashed with quotation marks around it.",
        "Take the quotation marks out of the setting, or strip them in your code.",
    ),
    "secret-case": (
        "The shared secret was hashed in upper or lower case.",
        "Use the secret exactly as the server prints it; it's case-sensitive.",
    ),
    "secret-bom": (
        "The shared secret begins with a byte order mark.",
        "Save the file of the secret as UTF-8 without a byte order mark.",
    ),
    "secret-url": (
        "The server's URL was hashed instead of the shared secret.",
        "bbb-conf --secret prints both; use the value of the Secret line as the secret.",
    ),
    "secret-missing": (
        "The shared secret was not hashed.",
        "The secret's setting is empty where the checksum is computed. Fill it in, and append the secret.",
    ),
    "secret-label": (
        "The label in front of the shared secret, such as Secret:, was hashed with it.",
        "Use only what follows Secret: in the output of bbb-conf --secret.",
    ),
    "secret-invisible": (
        "There is an invisible character, such as a no-break space, next to the shared secret.",
        "Print the length of the secret your program uses; an invisible character makes it longer. Retype both ends.",
    ),
    "secret-twice": (
        "The shared secret was appended twice.",
        "Append it once. The function you call may already append it.",
    ),
    "secret-cut": (
        "The first or the last character of the shared secret is missing.",
        "Copy the whole secret again.",
    ),
    "call-missing": (
        "The call name was not hashed.",
        "Start the text you hash with the name of the call.",
    ),
    "call-case": (
        "The call name was hashed with different capitalization than in the URL.",
        "Use one variable for the name, both in the URL and in the hash.",
    ),
    "call-other": (
        "The name of a different call was hashed.",
        "Use one variable for the name, both in the URL and in the hash.",
    ),
    "call-slash": (
        "The call name was hashed with a slash or part of the path.",
        "Hash the bare name, such as create.",
    ),
    "question-mark": (
        "The question mark between call name and query was hashed.",
        "Join call name and query string with nothing between them.",
    ),
    "call-part": (
        "Only part of the call name was hashed, such as create for hooks/create.",
        "Hash everything after /api/, including the slash, such as hooks/create.",
    ),
    "signed-as-callback": (
        "The call was signed the way bbb-webhooks signs its callbacks, starting with the callback URL.",
        "For your own calls, start with the call name, such as hooks/create. Only callbacks start with their URL.",
    ),
    "ampersand": (
        "An & before or after the query was hashed.",
        "Hash the query string without the & that joins the checksum to it.",
    ),
    "checksum-included": (
        "The parameter checksum was also hashed.",
        "Hash the query string before you append the checksum to it.",
    ),
    "query-missing": (
        "The query string was not hashed.",
        "Hash call name, query string and secret. Only a form POST with everything in its body hashes an empty query.",
    ),
    "ampersand-missing": (
        "The parameters were hashed without the & between them.",
        "Hash the query string as it is in the URL, with every & and every =.",
    ),
    "values-only": (
        "Only the values were hashed, without the names of the parameters.",
        "Hash the query string as it is in the URL, with every name, = and &.",
    ),
    "json": (
        "The parameters were hashed as JSON.",
        "Hash the query string as it is in the URL.",
    ),
    "empty-value": (
        "A parameter without a value was hashed with = and sent without it, or the other way around.",
        "Build the query string once, then hash and send that same text. welcome and welcome= differ.",
    ),
    "parameter-added": (
        "A parameter was sent but not hashed.",
        "Sign once the last parameter is in the query. Check for a library, a proxy or a mail program that adds its own.",
    ),
    "order": (
        "The parameters were hashed in a different order than they were sent.",
        "Build the query string once, then hash and send that same text. The server doesn't sort.",
    ),
    "decoded": (
        "The query was hashed before it was percent-encoded.",
        "Encode first, then hash the encoded text.",
    ),
    "non-ascii-raw": (
        "Non-ASCII letters were hashed raw and encoded afterwards.",
        "Percent-encode them as UTF-8 before you hash the text.",
    ),
    "plus-space": (
        "Spaces were hashed as %20 and sent as +, or the other way around.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "tilde": (
        "~ and %7E differ between what was hashed and what was sent.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "marks": (
        "Marks such as ! ' ( ) * / : , @ [ ] were hashed in a different encoding than they were sent in.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "hex-case": (
        "Percent escapes were hashed with hex digits in the other case, such as %2f for %2F.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "double-encoded": (
        "The query was encoded one time more, or one time less, than what was sent.",
        "Encode values exactly once, and hash and send the same text.",
    ),
    "html-escaped": (
        "& and &amp; differ between what was hashed and what was sent.",
        "Escape a link for HTML after you sign it, and unescape it before you send it.",
    ),
    "unicode-escaped": (
        "& and \\u0026, its escape in JSON, differ between what was hashed and what was sent.",
        "Read the URL out of the JSON with a parser, and sign and send what the parser returns.",
    ),
    "latin-1-escaped": (
        "Letters were percent-encoded as Latin-1 in one text and as UTF-8 in the other: %FC and %C3%BC.",
        "Percent-encode as UTF-8, and hash and send the same text.",
    ),
    "encoder": (
        "One function encoded the text that was hashed, and another the URL that was sent.",
        "Build the query string once, and pass the whole URL to the HTTP library.",
    ),
    "whole-encoded": (
        "The whole text was percent-encoded before it was hashed.",
        "Encode each value separately, and hash the query string as it is in the URL.",
    ),
    "body-included": (
        "The body of the POST was hashed.",
        "BigBlueButton 3.0 never hashes the body. Hash only the query string of the URL.",
    ),
    "fragment": (
        "The part of the URL after # was hashed.",
        "Hash the query string up to the #.",
    ),
    "secret-first": (
        "The shared secret isn't at the end of the text that was hashed.",
        "Keep the order: call name, query string, secret.",
    ),
    "separator": (
        "Something was put between the parts before hashing.",
        "Join call name, query string and secret with nothing between them.",
    ),
    "url-hashed": (
        "The whole URL or its path was hashed.",
        "Hash the call name and what follows the ?, without host and path.",
    ),
    "newline": (
        "A line break at the end was hashed.",
        "Hash the text without it. In a shell, use printf %s, not echo.",
    ),
    "utf-16": (
        "The text was hashed as UTF-16.",
        "Convert the text to UTF-8 bytes before you hash it.",
    ),
    "latin-1": (
        "The text was hashed as Latin-1.",
        "Convert the text to UTF-8 bytes before you hash it.",
    ),
    "hmac": (
        "The checksum is an HMAC.",
        "Use a plain hash of call name, query string and secret.",
    ),
    "hmac-swapped": (
        "The checksum is an HMAC with key and text swapped.",
        "Use a plain hash of call name, query string and secret.",
    ),
    "hashed-twice": (
        "The hash was hashed again.",
        "Hash once, and send the digest as hex digits.",
    ),
    "base64": (
        "The digest is in Base64.",
        "Send the digest as hex digits.",
    ),
    "md5": (
        "The checksum is an MD5 hash.",
        "Use SHA-256. No release accepts MD5.",
    ),
    "sha224": (
        "The checksum is a SHA-224 hash.",
        "Use SHA-256. No release accepts SHA-224.",
    ),
    "checksum-tail": (
        "The checksum has something next to the digest, such as %0A or the - of a command-line tool.",
        "Send the digest alone. cut -d' ' -f1 extracts it from the line that sha256sum prints.",
    ),
    "cut-off": (
        "The checksum is correct but cut off.",
        "Send all digits. Look for a database column or a field that's too short.",
    ),
    "digits-case": (
        "The digits are in upper case, which bbb-webhooks refuses.",
        "Send the digest in lower case.",
    ),
    "secret-sent": (
        "The shared secret itself was sent as the checksum.",
        "Send the hash instead, and set a new secret with bbb-conf --setsecret; this one has been in a URL.",
    ),
    "callback-url": (
        "The callback URL was signed in a different spelling than the one given here.",
        "Hash the URL as it was registered in callbackURL, decoded, without the checksum.",
    ),
    "callback-body": (
        "The body given here isn't the one that was signed; it was decoded, or encoded again.",
        "Keep the raw bytes of the body, and verify before any parser touches them.",
    ),
}
FORMS = {
    "secret": [
        ("secret-line-end", "$secret\n"),
        ("secret-line-end", "$secret\r\n"),
        ("secret-line-end", "$secret\r"),
        ("secret-space", " $secret"),
        ("secret-space", "$secret "),
        ("secret-space", " $secret "),
        ("secret-space", "$secret\t"),
        ("secret-space", "\t$secret"),
        ("secret-quotes", "\"$secret\""),
        ("secret-quotes", "'$secret'"),
        ("secret-bom", "\ufeff$secret"),
        ("secret-missing", ""),
        ("secret-label", "Secret: $secret"),
        ("secret-label", "Secret:$secret"),
        ("secret-label", "    Secret: $secret"),
        ("secret-label", "secret: $secret"),
        ("secret-label", "secret=$secret"),
        ("secret-label", "SECRET=$secret"),
        ("secret-label", "securitySalt=$secret"),
        ("secret-invisible", "\u00a0$secret"),
        ("secret-invisible", "$secret\u00a0"),
        ("secret-invisible", "\u200b$secret"),
        ("secret-invisible", "$secret\u200b"),
        ("secret-invisible", "\u2060$secret"),
        ("secret-invisible", "$secret\u2060"),
        ("secret-invisible", "$secret\ufeff"),
        ("secret-invisible", "\u200e$secret"),
        ("secret-invisible", "$secret\u200e"),
        ("secret-invisible", "$secret\u202c"),
        ("secret-invisible", "\u202a$secret\u202c"),
        ("secret-twice", "$secret$secret"),
    ],
    "call": [
        ("call-missing", ""),
        ("call-slash", "/$call"),
        ("call-slash", "$call/"),
        ("call-slash", "/$call/"),
        ("call-slash", "api/$call"),
        ("call-slash", "/api/$call"),
        ("question-mark", "$call?"),
    ],
    "query": [
        ("ampersand", "&$query"),
        ("ampersand", "$query&"),
        ("query-missing", ""),
    ],
    "layout": [
        ("secret-first", "$secret$call$query"),
        ("secret-first", "$call$secret$query"),
        ("secret-first", "$query$call$secret"),
        ("secret-first", "$query$secret$call"),
        ("secret-first", "$secret$query$call"),
        ("secret-first", "$secret$call$query$secret"),
        ("separator", "$call&$query&$secret"),
        ("separator", "$call$query&$secret"),
        ("separator", "$call&$query$secret"),
        ("separator", "$call+$query+$secret"),
        ("separator", "$call$query+$secret"),
        ("separator", "$call+$query$secret"),
        ("separator", "$call $query $secret"),
        ("separator", "$call$query $secret"),
        ("separator", "$call $query$secret"),
        ("separator", "$call:$query:$secret"),
        ("separator", "$call$query:$secret"),
        ("separator", "$call:$query$secret"),
        ("separator", "$call|$query|$secret"),
        ("separator", "$call$query|$secret"),
        ("separator", "$call|$query$secret"),
        ("separator", "$call,$query,$secret"),
        ("separator", "$call$query,$secret"),
        ("separator", "$call,$query$secret"),
        ("separator", "$call.$query.$secret"),
        ("separator", "$call$query.$secret"),
        ("separator", "$call.$query$secret"),
        ("separator", "$call-$query-$secret"),
        ("separator", "$call$query-$secret"),
        ("separator", "$call-$query$secret"),
        ("separator", "$call_$query_$secret"),
        ("separator", "$call$query_$secret"),
        ("separator", "$call_$query$secret"),
        ("separator", "$call;$query;$secret"),
        ("separator", "$call$query;$secret"),
        ("separator", "$call;$query$secret"),
        ("separator", "$call/$query/$secret"),
        ("separator", "$call$query/$secret"),
        ("separator", "$call/$query$secret"),
        ("separator", "$call#$query#$secret"),
        ("separator", "$call$query#$secret"),
        ("separator", "$call#$query$secret"),
        ("separator", "$call\n$query\n$secret"),
        ("separator", "$call$query\n$secret"),
        ("separator", "$call\n$query$secret"),
        ("separator", "$call?$query&$secret"),
        ("separator", "$call&$query&secret=$secret"),
        ("separator", "$call$query&secret=$secret"),
        ("separator", "$call?$query&secret=$secret"),
        ("newline", "$call$query$secret\n"),
        ("newline", "$call$query$secret\r\n"),
    ],
}
REPLACE = [
    ("ampersand-missing", (("&", ""),)),
    ("ampersand-missing", (("&", ""), ("=", ""),)),
    ("ampersand-missing", (("=", ""),)),
    ("plus-space", (("%20", "+"),)),
    ("plus-space", (("+", "%20"),)),
    ("plus-space", (("%20", " "), ("+", " "),)),
    ("plus-space", (("+", " "),)),
    ("plus-space", (("%20", " "),)),
    ("plus-space", ((" ", "%20"),)),
    ("plus-space", ((" ", "+"),)),
    ("tilde", (("~", "%7E"),)),
    ("tilde", (("%7E", "~"), ("%7e", "~"),)),
    ("double-encoded", (("%", "%25"),)),
    ("double-encoded", (("%25", "%"),)),
    ("double-encoded", (("%", "%2525"),)),
    ("double-encoded", (("%2525", "%"),)),
    ("html-escaped", (("&amp;", "&"),)),
    ("html-escaped", (("&", "&amp;"),)),
    ("html-escaped", (("&#038;", "&"), ("&#38;", "&"),)),
    ("html-escaped", (("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"), ("&#039;", "'"), ("&lt;", "<"), ("&gt;", ">"),)),
    ("html-escaped", (("&", "&amp;"), ("'", "&#39;"),)),
    ("html-escaped", (("&", "&amp;"), ("'", "&#039;"),)),
    ("unicode-escaped", (("\\u0026", "&"),)),
    ("unicode-escaped", (("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="), ("\\u0027", "'"),)),
    ("unicode-escaped", (("&", "\\u0026"),)),
    ("unicode-escaped", (("&", "\\u0026"), ("=", "\\u003d"),)),
    ("unicode-escaped", (("&", "\\u0026"), ("=", "\\u003d"), ("'", "\\u0027"),)),
    ("unicode-escaped", (("/", "\\/"),)),
    ("unicode-escaped", (("\\/", "/"),)),
]
REPAIRS = {
    "double-encoded": (("%25", "%"),),
    "html-escaped": (("&amp;", "&"), ("&#038;", "&"), ("&#38;", "&"), ("&quot;", "%22"), ("&#39;", "%27"), ("&#039;", "%27"), ("&lt;", "%3C"), ("&gt;", "%3E"),),
    "unicode-escaped": (("\\u0026", "&"), ("\\u003d", "="), ("\\u003D", "="), ("\\u0027", "%27"), ("\\/", "/"),),
}
ENCODERS = [  # names, marks that stay, space, whether hex digits are in lower case
    (["encodeURIComponent"], "-_.!~*'()", "%20", False),
    (["encodeURI"], "-_.!~*'();/?:@&=+$,#", "%20", False),
    (["URLSearchParams", "Java's URLEncoder", "Ruby's encode_www_form_component"], "-_.*", "+", False),
    (["PHP's urlencode", "PHP's http_build_query"], "-_.", "+", False),
    (["PHP's rawurlencode", "Uri.EscapeDataString of .NET", "Ruby's url_encode"], "-_.~", "%20", False),
    (["Uri.EscapeDataString of .NET Framework 4"], "-_.~!*'()", "%20", False),
    (["HttpUtility.UrlEncode of .NET"], "-_.!*()", "+", True),
    (["WebUtility.UrlEncode of .NET"], "-_.!*()", "+", False),
    (["Python's quote"], "-_.~/", "%20", False),
    (["Python's quote_plus", "Ruby's CGI.escape", "Go's QueryEscape"], "-_.~", "+", False),
    (["axios"], "-_.!~*'():$,", "+", False),
    (["axios before 1.0"], "-_.!~*'():$,[]", "+", False),
    (["a browser's address bar"], "-_.!~*();/?:@&=+$,[]|\\^`", "%20", False),
]
SIGNATURES = [
    ("Up to 2.6.1", "The sender and the body."),
    ("3.0.0 to 3.3.1", "Only the sender. The checksum is the same for every event, so anyone who has seen one can send any body. It was fixed on September 10, 2025."),
    ("3.4.0 and later", "The sender and the body."),
]
NEXT = [
    ("The algorithm.", "A server accepts those in supportedChecksumAlgorithms, by default all four; 2.5.7 accepts only the one in checksumHash, by default SHA-256. Scalelite refuses SHA-384, and bbb-webhooks before 3.0 accepts only SHA-1. Try SHA-256.", True),
    ("The secret on the server.", "Run bbb-conf --secret there and compare it letter by letter with the one you use.", False),
    ("A load balancer with its own secret.", "With Scalelite and similar load balancers, your secret is the load balancer's, not that of a server behind it.", False),
    ("A secret that was changed without a restart.", "After bbb-conf --setsecret, the running server keeps the old secret until bbb-conf --restart.", False),
    ("A different URL than the one your program really sent.", "Check the server's access log. It shows the query string that arrived.", False),
    ("Several mistakes at once.", "Sign the example of the checksum guide with your code, and compare the digests.", False),
    ("Not the clock.", "The checksum doesn't include the time, so a wrong clock never makes it wrong.", False),
]
CALLS = [
    "create",
    "join",
    "isMeetingRunning",
    "end",
    "getMeetingInfo",
    "getMeetings",
    "getSessions",
    "insertDocument",
    "sendChatMessage",
    "getRecordings",
    "updateRecordings",
    "publishRecordings",
    "deleteRecordings",
    "getRecordingTextTracks",
    "putRecordingTextTrack",
    "hooks/create",
    "hooks/list",
    "hooks/destroy",
]
# fmt: on


# Reads the request of which the checksum is to be looked at: a call, or a callback of bbb-webhooks.

SPACE = " \t\r\n\f\v"
AROUND = SPACE + "\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\"'\u2018\u2019\u201c\u201d"
CLOSES = {'"': '"', "'": "'", "`": "`", "<": ">", "(": ")", "[": "]", "\u201c": "\u201d"}


@dataclass(frozen=True)
class Request:
    """A request as it was sent; `query` is without the checksum. A callback has its URL in place of call and query."""

    base: str
    call: str
    query: str
    checksum: str
    older: tuple[str, ...] = ()
    fragment: str = ""
    body: str = ""
    callback: str = ""


HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters. No UTF-8 has them; they are hashed as U+FFFD, as the page does."""
AFTER_DIGITS = re.compile(rf"(?<=[0-9a-fA-F]{{32}})[.,;:!)\]}}>{AROUND}]+\Z")
ESCAPED_SLASHES = re.compile(r":\\/\\/|\\/api\\/")
"""An address as JSON may hold it, with a backslash in front of each slash."""
NAME = re.compile(rf"api/([A-Za-z][^{SPACE}\"'<>?#&=]*)")
BEFORE = re.compile(rf"[^{SPACE}\"'<>`?#&=(\[\u201c]*\Z")
SIGNED = re.compile(rf"[?&;]checksum=[^{SPACE}]*")
SEPARATOR = r"(?:&amp;|&#0?38;|\\u0026)"
EVENT = re.compile(
    rf"(?:^|(?<=[{SPACE}'\"]))((?:domain|event|timestamp)=[^{SPACE}'\"]*&(?:domain|event|timestamp)=[^{SPACE}'\"]*)"
)
SUM = re.compile(rf"[?&]checksum=[^{SPACE}\"'<>&#]*")
POSTED = re.compile(rf"(?:POST|GET) (/[^{SPACE}\"]*?[?&]checksum=[^{SPACE}\"&#]*)")
HOST = re.compile(rf"(?:^|\n)host: *([^{SPACE}/]+)", re.IGNORECASE)


def request_in(text: str, body: str = "") -> Request | None:
    """Read a request out of a URL, a path, a curl line, a line of an access log, or a callback as it arrived."""
    text = HALVES.sub("\ufffd", text.strip(SPACE))
    text = text.replace("\\/", "/") if ESCAPED_SLASHES.search(text) else text
    body = HALVES.sub("\ufffd", body)
    event = EVENT.search(body) or EVENT.search(text)
    found = [] if event else list(itertools.islice(NAME.finditer(text), 20))
    requests = [read for match in found if (read := _call_at(text, match, body))]
    signed = [each for each in requests if each.checksum]
    url = _signed_url(text)
    if requests and (signed or not url or url.endswith("checksum=")):
        return (signed or requests)[0]
    return _callback_in(text, body or (event[1] if event else ""))


def _call_at(text: str, match: re.Match[str], body: str) -> Request | None:
    """The request of a call of which the path was found."""
    before = BEFORE.search(text, max(0, match.start() - 300), match.start())
    start = before.start() if before else match.start()
    scheme = max(text.rfind("http://", start, match.start()), text.rfind("https://", start, match.start()))
    start = max(start, scheme)
    if start < match.start() and text[match.start() - 1] != "/":
        return None
    end = _end(text, start, match.start())
    cut = text.rfind("/api/", start, min(match.end(), end)) + 1
    cut = max(cut, match.start()) + 4
    path = text[cut : min(match.end(), end)]
    call = path if path.startswith("hooks/") and len(path) > 6 else path.rstrip("/")
    if not re.fullmatch("[A-Za-z][A-Za-z0-9._/-]*", call):
        return None
    rest = text[cut + len(path) : end]
    asked, _, fragment = rest.removeprefix("?").partition("#") if rest.startswith("?") else ("", "", "")
    if rest.startswith("#"):
        fragment = rest[1:]
    if "checksum=" in fragment and "checksum=" not in asked:
        asked, fragment = rest[1:], ""  # a raw # in a value
    query, sums = _without_checksum(asked)
    sums = [AFTER_DIGITS.sub("", each) for each in sums]
    return Request(
        text[start:cut],
        call,
        query,
        sums[-1] if sums else "",
        tuple(sums[:-1]),
        f"#{fragment}" if fragment else "",
        body,
    )


def _end(text: str, start: int, path: int) -> int:
    """Where an address ends: at the quote that closes the one before it; else at white space."""
    closing = CLOSES.get(text[start - 1]) if start else None
    if closing:
        line = text.find("\n", path)
        line = len(text) if line < 0 else line
        last = re.compile(rf"{re.escape(closing)}(?=[{SPACE},;)\]}}>.\"'`\\]|\Z)")
        first = last.search(text, path, line)
        if first and (signed := SIGNED.search(text, first.start(), line)):
            between = text[path : signed.start()]
            if "checksum=" not in between and "://" not in between:  # that quote stands in a value
                first = last.search(text, signed.start(), line)
        end = first.start() if first else text.find(closing, path, line)
        if end >= 0:
            return end - 1 if text[end - 1] == "\\" else end
    space = re.compile(f"[{SPACE}]")
    stop = space.search(text, path)
    end = stop.start() if stop else len(text)
    if stop and "checksum=" not in text[start:end]:
        line = text.find("\n", end)
        later = SIGNED.search(text, end, len(text) if line < 0 else line)
        end = later.end() if later else end
    return end


def _without_checksum(asked: str) -> tuple[str, list[str]]:
    """The query without the parameter checksum, as a server cuts it out, and the values of that parameter."""
    kind = rf"{SEPARATOR}(?=checksum=)|&(?!amp;|#0?38;)" if re.search(f"{SEPARATOR}checksum=", asked) else "&"
    parts = re.split(kind, asked)
    sums = [part[9:] for part in parts if re.match(r"checksum(?:=|$)", part)]
    return "&".join(part for part in parts if not re.match(r"checksum(?:=|$)", part)), sums


def _signed_url(text: str) -> str:
    """The first URL with a checksum; empty if there is none."""
    for found in itertools.islice(SUM.finditer(text), 20):
        start = max(text.rfind(sign, 0, found.start()) for sign in SPACE + "\"'<>") + 1
        if scheme := re.compile("https?://").search(text, start, found.start()):
            return text[scheme.start() : found.end()]
    return ""


def _callback_in(text: str, body: str) -> Request | None:
    """The request of a callback: a URL that has a checksum and is no call, or the request as it arrived."""
    url, line = _signed_url(text), POSTED.search(text)
    if not url and line and (host := HOST.search(text)):
        url = f"//{host[1]}{line[1]}"
    if not url:
        return None
    address, _, checksum = re.sub(r"[?&]checksum=", "\0", url).rpartition("\0")
    return Request("", "", "", checksum, body=body.strip("\r\n"), callback=address.replace("\0", "?checksum="))


def bare_secret(secret: str) -> str:
    """Take off what commonly sticks to a secret."""
    bare = re.sub(f"^[{AROUND}]+", "", HALVES.sub("\ufffd", secret))
    bare = re.sub(f"^(?:[Ss]ecret|securitySalt) ?[:=][{SPACE}]*", "", bare)
    while bare and re.match(f"[{AROUND}]", bare[-1]):
        bare = bare[:-1]
    return re.sub(f"^[{AROUND}]+", "", bare)


# Percent-encoding, as the functions do it that programs use.

MARKS = "!'()*/:,;@[]$\"<>{}|\\^`?+"
ESCAPED = re.compile("%[0-9a-fA-F]{2}")
RAW = re.compile('[\\x00-\\x20"<>#\\\\^`{|}]|[^\\x00-\\x7e]')
"""Characters that no URL has: a program percent-encodes them before it sends the URL."""


def decoded(text: str) -> str:
    """Percent-decode what can be decoded."""

    def run(match: re.Match[str]) -> str:
        try:
            return unquote_to_bytes(match[0]).decode()
        except UnicodeDecodeError:
            return match[0]

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", run, text)


def quoted(text: str) -> str:
    """Percent-encode every byte."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def encode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-encode marks."""
    for mark in marks:
        text = text.replace(mark, quoted(mark))
    return text


def decode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-decode marks."""
    for mark in marks:
        text = text.replace(quoted(mark), mark).replace(quoted(mark).lower(), mark)
    return text


@functools.cache
def table_of(safe: str, space: str, lower: bool) -> list[str]:
    """What an encoder makes of each byte."""
    signs = map(chr, range(256))
    kept = {sign for sign in map(chr, range(128)) if sign.isalnum()} | set(safe)
    table = [sign if sign in kept else f"%{ord(sign):02{'x' if lower else 'X'}}" for sign in signs]
    table[32] = space
    return table


def recoded(query: str) -> list[tuple[int, str]]:
    """The query as each encoder writes it, with the encoder's place in the list; no text twice for one encoder."""
    raw = query.replace("+", " ")
    readings = [re.split("([&=])", text) for text in dict.fromkeys((raw, query))]
    found: dict[tuple[int, str], None] = {}
    for pieces in readings:
        units: list[str | bytes] = []
        values = False  # a second = in a parameter is a part of its value
        for piece in pieces:
            if piece == "=" and values:
                units.append(b"=")
            else:
                units.append(piece if piece in "&=" and piece else unquote_to_bytes(piece))
            values = piece == "=" or (values and piece != "&")
        for place, (_, safe, space, lower) in enumerate(ENCODERS):
            table = table_of(safe, space, lower)
            said = [unit if isinstance(unit, str) else "".join([table[byte] for byte in unit]) for unit in units]
            found[place, "".join(said)] = None
    return list(found)


def swapped(text: str, pairs: Iterable[Sequence[str]]) -> str:
    """A text after replacements, one after the other."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def on_the_wire(query: str) -> str:
    """The query with characters encoded that no URL has."""
    return RAW.sub(lambda match: quoted(match[0]), query)


def from_latin(query: str, *, back: bool = False) -> str:
    """The query with letters escaped as UTF-8 in place of Latin-1, or the other way `back`."""

    def run(match: re.Match[str]) -> str:
        raw = unquote_to_bytes(match[0])
        try:
            text = raw.decode("utf-8" if back else "latin-1")
            if not back:
                raw.decode()
                return match[0]  # it is UTF-8 already
        except UnicodeDecodeError:
            return match[0] if back else quoted(raw.decode("latin-1"))
        if any(ord(letter) > 255 for letter in text):
            return match[0]
        return "".join(f"%{ord(letter):02X}" for letter in text)

    return re.sub("(?:%[89a-fA-F][0-9a-fA-F])+", run, query)


# The mistakes that are tried: small changes of what is hashed. Those of the query stand in queries.py.

Change = tuple[str, str]


def changes(text: str, pairs: Iterable[Change]) -> list[Change]:
    """Drop what changes nothing, and what comes twice."""
    return [pair for pair in dict.fromkeys(pairs) if pair[1] != text]


def filled(part: str, right: str) -> Iterator[Change]:
    """The wrong forms of a part that the catalog lists."""
    yield from ((one, form.replace(f"${part}", right)) for one, form in FORMS[part])


def secrets(secret: str, request: Request) -> list[Change]:
    """Wrong secrets."""
    base, host = request.base, request.base.removesuffix("/api/")
    return changes(
        secret,
        [
            *filled("secret", secret),
            *(("secret-case", each) for each in (secret.upper(), secret.lower())),
            *(("secret-cut", each) for each in (secret[1:], secret[:-1]) if each),
            *(("secret-url", each) for each in ((host, f"{host}/", base, base[:-1]) if host else ())),
        ],
    )


def calls(call: str, request: Request) -> list[Change]:
    """Wrong call names."""
    path = re.sub(r"^https?://[^/]+", "", request.base)
    first, _, last = call.rpartition("/")
    return changes(
        call,
        [
            *(
                ("call-part", each)
                for each in ((last, first, first + last, f"{first}.{last}") if first else ())
                if each
            ),
            *filled("call", call),
            *(("call-case", each) for each in (call.lower(), call.upper(), call[:1].upper() + call[1:])),
            ("call-slash", path + call),
            ("call-slash", path.removesuffix("api/") + call),
            *(("call-other", name) for name in CALLS if name not in (call, last)),
        ],
    )


def layouts(call: str, query: str, secret: str, request: Request, *, second: bool = False) -> list[Change]:
    """Wrong ways to put the text together; fewer if it is the second mistake."""
    base = request.base
    mark = f"{call}?{query}" if query else call
    path = re.sub(r"^https?://[^/]+", "", base)
    bases = [base, path, path[1:], re.sub(r"^(https?://[^/:]+)(?::\d+)?", r"\1", base)]
    bases += [
        re.sub(r"^(https://[^/:]+)(?::\d+)?", r"\1:443", base),
        re.sub(r"^(http://[^/:]+)(?::\d+)?", r"\1:80", base),
    ]
    parts = {"$call": call, "$query": query, "$secret": secret}
    pairs = [
        (one, re.sub(r"\$(?:call|query|secret)", lambda match: parts[match[0]], form)) for one, form in FORMS["layout"]
    ]
    for each in dict.fromkeys(bases):
        pairs += [("url-hashed", each + mark + secret), ("url-hashed", each + call + query + secret)]
        if second:
            continue
        pairs += [("url-hashed", f"{each}{call}?{query}{secret}"), ("url-hashed", f"{each}?{query}{secret}")]
        pairs += [("url-hashed", f"{each[:-1]}?{query}{secret}"), ("url-hashed", each + query + secret)]
        pairs += [("url-hashed", call + each + mark + secret)]
    return changes(call + query + secret, pairs)


def as_a_whole(call: str, query: str, secret: str) -> list[Change]:
    """Texts that are wrong as a whole: encoded once more, or signed as a callback is."""
    text = call + query + secret
    data = text.encode()
    pairs = []
    for _, safe, space, lower in ENCODERS:
        table = table_of(safe, space, lower)
        pairs += [("whole-encoded", "".join([table[byte] for byte in data]))]
    own = re.search("(?:^|&)callbackURL=([^&]*)", query)
    for each in dict.fromkeys((decoded(own[1].replace("+", " ")), own[1]) if own else ()):
        pairs += [("signed-as-callback", each + query + secret), ("signed-as-callback", each + secret)]
        pairs += [("signed-as-callback", f"{each}{{}}{secret}"), ("signed-as-callback", call + each + secret)]
    return changes(text, pairs)


# Parameters in another order, and without some.

LEFT_OUT = 50  # parameters of which each is left out
EVERY_ORDER = 6  # parameters of which every order is tried
MOVED = 16  # parameters of which each is moved to each place
TRACKING = re.compile(r"(?:utm_|mc_|_|gclid|fbclid|msclkid|yclid|dclid|igshid)[^=]*=")


def _by_name(parts: Iterable[str]) -> list[str]:
    return sorted(parts, key=lambda part: part.split("=", 1)[0].encode("utf-16-be"))


def orders(parts: list[str], *, every: int = EVERY_ORDER) -> Iterator[Sequence[str]]:
    """All orders of a few parameters; of more, those that programs make."""
    count = len(parts)
    if count <= every:
        yield from itertools.permutations(parts)
        return
    yield from (sorted(parts, key=lambda part: part.encode("utf-16-be")), _by_name(parts), parts[::-1])
    if every < EVERY_ORDER:
        yield from (parts[1:] + parts[:1], parts[-1:] + parts[:-1])
        return
    yield from (_by_name(parts)[::-1], sorted(parts, key=lambda part: part.lower().encode("utf-16-be")))
    yield from (sorted(parts, key=lambda part: part.partition("=")[2].encode("utf-16-be")),)
    if count > LEFT_OUT:
        yield from (parts[1:] + parts[:1], parts[-1:] + parts[:-1])
        return
    yield from (parts[n:] + parts[:n] for n in range(1, count))
    for n in range(count):
        rest = parts[:n] + parts[n + 1 :]
        for m in range(count) if count <= MOVED else (0, count - 1):
            yield [*rest[:m], parts[n], *rest[m:]]
    for n in range(count):
        for m in range(n + 1, count if count <= MOVED else min(count, n + 2)):
            yield [*parts[:n], parts[m], *parts[n + 1 : m], parts[n], *parts[m + 1 :]]


def fewer(parts: list[str], *, few: bool) -> Iterator[list[str]]:
    """The parameters without some: one of them, a few in a row, the first or the last ones, those of a known kind."""
    count = len(parts)
    yield [part for part in parts if not part.endswith("=")]
    yield [part for part in parts if not TRACKING.match(part)]
    if count > LEFT_OUT:
        yield from (parts[:-n] for n in range(1, 6))
        yield from (parts[n:] for n in range(1, 6))
        return
    for size in (1,) if few else (1, 2, 3):
        yield from (parts[:n] + parts[n + size :] for n in range(count - size + 1))
    if few:
        return
    yield from (parts[:n] for n in range(1, count))
    yield from (parts[n:] for n in range(1, count))


# The mistakes of the query.

ROOM = 3_000_000  # bytes that may be hashed for mistakes of one kind


def json_of(pairs: Iterable[tuple[str, str]], comma: str = ",", colon: str = ":") -> str:
    """A JSON object of texts."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    return "{" + comma.join(f"{text(name)}{colon}{text(value)}" for name, value in pairs) + "}"


def _ascii(text: str) -> str:
    """A text of JSON with every character outside ASCII escaped, in units of UTF-16."""

    def escaped(match: re.Match[str]) -> str:
        units = match[0].encode("utf-16-be").hex()
        return "".join(f"\\u{units[n : n + 4]}" for n in range(0, len(units), 4))

    return re.sub("[^ -~]", escaped, text)


def _jsons(parts: list[str]) -> Iterator[str]:
    """The parameters as JSON, as several languages write it."""
    if not parts:
        yield from ("{}", "[]")
        return
    pairs = [(name, value) for part in parts for name, _, value in [decoded(part.replace("+", " ")).partition("=")]]
    for each in (pairs, list(dict(pairs).items())) if len(dict(pairs)) < len(pairs) else (pairs,):
        plain, wide = json_of(each), json_of(each, ", ", ": ")
        yield from (plain, _ascii(wide), _ascii(plain).replace("/", "\\/"), wide, _ascii(plain))
        yield from (plain.replace("/", "\\/"), re.sub(r':"(true|false|0|[1-9][0-9]{0,14})"', r":\1", plain))


def queries(query: str, request: Request, *, second: bool = False) -> list[Change]:
    """Wrong query strings; fewer if it is the second mistake, or to be followed by one."""
    parts = [part for part in query.split("&") if part]
    after = f"{query}&" if query else ""
    body, fragment = request.body, request.fragment
    room = ROOM // (len(query.encode()) + 64)
    in_body = [part for part in body.strip(SPACE).split("&") if part] if re.match(r"[^<{\s]+=", body) else []
    values = [part.partition("=")[2] for part in parts]
    bare = [part.removesuffix("=") for part in parts]
    full = [part if "=" in part else f"{part}=" for part in parts]
    few = range(len(parts)) if len(parts) <= LEFT_OUT else ()
    pairs = [
        *((one, swapped(query, each)) for one, each in REPLACE),
        ("decoded", decoded(query)),
        ("decoded", decoded(query.replace("+", " "))),
        ("non-ascii-raw", re.sub(r"(?:%[89a-fA-F][0-9a-fA-F])+", lambda match: decoded(match[0]), query)),
        ("marks", encode_marks(query)),
        ("marks", decode_marks(query)),
        *(("marks", change(query, mark)) for mark in MARKS for change in (encode_marks, decode_marks)),
        ("marks", swapped(query, (("%3D", "="), ("%3d", "=")))),
        ("marks", swapped(query, (("%26", "&"),))),
        ("hex-case", ESCAPED.sub(lambda match: match[0].lower(), query)),
        ("hex-case", ESCAPED.sub(lambda match: match[0].upper(), query)),
        ("latin-1-escaped", from_latin(query)),
        ("latin-1-escaped", from_latin(query, back=True)),
        ("latin-1-escaped", ESCAPED.sub(lambda match: match[0].lower(), from_latin(query, back=True))),
        *filled("query", query),
        ("ampersand", re.sub("&&+", "&", query.strip("&"))),
        *(("checksum-included", f"{after}checksum={each}") for each in request.older),
        *(("checksum-included", f"checksum={each}&{query}") for each in request.older),
        ("checksum-included", f"{after}checksum="),
        ("checksum-included", f"checksum=&{query}"),
        ("checksum-included", f"{after}checksum"),
        ("checksum-included", f"checksum={query}"),
        *(("parameter-added", "&".join(each)) for each in itertools.islice(fewer(parts, few=second), room)),
        *(("values-only", "".join(each)) for each in (values, [decoded(value.replace("+", " ")) for value in values])),
        *(("values-only", sign.join(values)) for sign in ",&|"),
        *(("json", each) for each in _jsons(parts)),
        *(("empty-value", "&".join(each)) for each in (bare, full)),
        *(("empty-value", "&".join([*parts[:n], bare[n], *parts[n + 1 :]])) for n in few),
        *(("empty-value", "&".join([*parts[:n], full[n], *parts[n + 1 :]])) for n in few),
        *(
            ("order", "&".join(each))
            for each in itertools.islice(orders(parts, every=3 if second else EVERY_ORDER), room)
        ),
        *(("body-included", each) for each in ((query + body, after + body, body) if body else ())),
        *(("body-included", each) for each in (("&".join(sorted(parts + in_body)),) if in_body else ())),
        *(("fragment", query + each) for each in ((fragment, fragment[1:]) if fragment else ())),
    ]
    return changes(query, [pair for pair in pairs if pair[1] or pair[0] == "query-missing"])


# The texts that are hashed: those with one or two mistakes in them.

Attempt = tuple[tuple[str, ...], str]


def alone(request: Request, secret: str) -> Iterator[Attempt]:
    """All texts with one mistake."""
    call, query = request.call, request.query
    yield from (((one,), call + query + text) for one, text in secrets(secret, request))
    yield from (((one,), text + query + secret) for one, text in calls(call, request))
    yield from (((one,), call + text + secret) for one, text in queries(query, request))
    yield from (((one,), text) for one, text in layouts(call, query, secret, request))
    yield from (((one,), text) for one, text in as_a_whole(call, query, secret))


def together(request: Request, secret: str) -> Iterator[Attempt]:
    """Texts with two mistakes; no part is left out and changed as well."""
    call, query = request.call, request.query
    in_secret, in_call = secrets(secret, request), calls(call, request)
    in_query = [*queries(query, request, second=True), *_otherwise(query)]
    for one, text in in_query:
        yield from (((one, two), call + text + other) for two, other in in_secret)
        yield from (((one, two), other + text + secret) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, text, secret, request, second=True))
    for one, text in in_secret:
        yield from (((one, two), other + query + text) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, query, text, request, second=True))
    for one, text in in_call:
        yield from (((one, two), other) for two, other in layouts(text, query, secret, request, second=True))
    for one, text in in_secret:
        yield from (((one, two), call + query + other) for two, other in secrets(text, request) if text and other)


def _otherwise(query: str) -> list[Change]:
    """The query as other encoders write it."""
    return changes(query, [("encoder", text) for _, text in recoded(query)])


def both_in_query(request: Request) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Queries with two mistakes, and as they are with the first one alone."""
    query = request.query
    for one, text in [*queries(query, request, second=True), *_otherwise(query)]:
        if text:
            yield from (((one, two), other, text) for two, other in queries(text, request, second=True))


def keyed_pairs(request: Request, secret: str, algorithm: str) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """HMACs with one mistake besides."""
    call, query = request.call, request.query
    for one, text in queries(query, request, second=True):
        yield (one,), hmac.digest(secret.encode(), (call + text).encode(), algorithm)
    for one, text in calls(call, request):
        yield (one,), hmac.digest(secret.encode(), (text + query).encode(), algorithm)
    for one, text in secrets(secret, request):
        if text:
            yield (one,), hmac.digest(text.encode(), (call + query).encode(), algorithm)


def _units(query: str) -> list[str]:
    """The bytes of a query, each as it is written: raw, or as an escape."""
    found = re.findall("%[0-9a-fA-F]{2}|[^%]+|%", query)
    return [unit for each in found for unit in ([each] if each[0] == "%" else [chr(byte) for byte in each.encode()])]


def undone(query: str, changed: str, again: str) -> bool:
    """Whether a second change of a query takes back a part of the first, so that they are no two mistakes."""
    if again == query:
        return True
    if len(query) > 2000:
        return False
    first, second, third = _units(query), _units(changed), _units(again)
    same = len(first) == len(second) == len(third)
    return same and any(a != b and a == c for a, b, c in zip(first, second, third, strict=True))


# Hash functions, and wrong ways to hash.

BY_LENGTH = {16: "md5", 20: "sha1", 28: "sha224", 32: "sha256", 48: "sha384", 64: "sha512"}
ACCEPTED = ("sha1", "sha256", "sha384", "sha512")


def hmacs(unsigned: str, secret: str, algorithm: str) -> Iterator[tuple[str, bytes]]:
    """The HMACs of call and query."""
    yield "hmac", hmac.digest(secret.encode(), unsigned.encode(), algorithm)
    yield "hmac-swapped", hmac.digest(unsigned.encode(), secret.encode(), algorithm)


def wrong_hashes(text: str, secret: str, algorithm: str) -> Iterator[tuple[str, bytes]]:
    """Digests that come from hashing a text in a wrong way."""
    once = hashlib.new(algorithm, text.encode())
    yield "hashed-twice", hashlib.new(algorithm, once.digest()).digest()
    yield "hashed-twice", hashlib.new(algorithm, once.hexdigest().encode()).digest()
    yield "hashed-twice", hashlib.new(algorithm, once.hexdigest().upper().encode()).digest()
    yield "hmac", hmac.digest(secret.encode(), text.encode(), algorithm)
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in ("", "\ufeff"):
            yield "utf-16", hashlib.new(algorithm, (start + text).encode(encoding)).digest()
    if not text.isascii() and all(ord(letter) < 256 for letter in text):
        yield "latin-1", hashlib.new(algorithm, text.encode("latin-1")).digest()


# Reads a checksum by its form.

JUNK = r"(?:%0[aAdD9]|%2[0-9]|%2[dD]|%C2%A0|[ \t\r\n\"'+*-])*"
TOOL = r"(?:[A-Za-z0-9-]+(?:\(|%28)stdin(?:\)|%29)(?:=|%3[dD])|sha-?\d+[:=])"


def _is_hex(text: str) -> bool:
    """Whether a text is the hex digits of a digest."""
    return bool(re.fullmatch("[0-9a-fA-F]+", text)) and len(text) / 2 in BY_LENGTH


def form_of(checksum: str) -> tuple[str, tuple[str, ...], bytes] | None:
    """Algorithm by the length, the mistakes that the form shows, and the digest."""
    beside: tuple[str, ...] = ()
    if not re.fullmatch("[0-9a-fA-F]+", checksum) and len(checksum) < 1000:
        found = re.fullmatch(rf"{TOOL}?{JUNK}([0-9a-fA-F]{{32,128}}){JUNK}", checksum)
        spread = re.fullmatch("(?:[0-9a-fA-F]{2}[-: ])+[0-9a-fA-F]{2}", checksum)
        if found or spread:
            beside = ("checksum-tail",)
            checksum = found[1] if found else re.sub("[-: ]", "", checksum)
    if _is_hex(checksum):
        digest = bytes.fromhex(checksum)
    else:
        if stripped := re.fullmatch(r"(.*?)(?:%0[aAdD]|[ \t\r\n])+", checksum):
            checksum, beside = stripped[1], ("checksum-tail",)
        beside += ("base64",)
        text = re.sub("%2B", "+", checksum, flags=re.IGNORECASE)
        text = re.sub("%3D", "=", re.sub("%2F", "/", text, flags=re.IGNORECASE), flags=re.IGNORECASE)
        text = text.replace("-", "+").replace("_", "/").replace(" ", "+")
        if not re.fullmatch("[A-Za-z0-9+/]+={0,2}", text) or len(text.rstrip("=")) % 4 == 1:
            return None
        held = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
        digits = held.decode("latin-1")
        digest = bytes.fromhex(digits) if _is_hex(digits) else held
    name = BY_LENGTH.get(len(digest))
    if not name:
        return None
    return name, beside + ((name,) if name not in ACCEPTED else ()), digest


# The search for mistakes that give one digest.


@dataclass(frozen=True)
class Result:
    """What was found; nothing of it holds the secret.

    `mistakes` are the sets that fit, each one mistake or two. `query` and `url` are repaired; `url` is empty if it
    would show the secret. `signed` tells which text of a callback was signed, by versions. `encoders` wrote what was
    hashed. `repeated` tells that a right checksum is sent more than once.
    """

    verdict: str
    algorithm: str | None
    mistakes: tuple[tuple[str, ...], ...] = ()
    checksum: str = ""
    query: str = ""
    url: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    encoders: tuple[str, ...] = ()
    signed: str = ""
    raw: bool = False
    repeated: bool = False
    tried: int = 0


class Search:
    """The search for mistakes that give one digest."""

    def __init__(self, algorithm: str, shown: tuple[str, ...], digest: bytes) -> None:
        """Take the algorithm, the mistakes that the form of the checksum shows, and the digest."""
        self.algorithm, self.shown, self.digest = algorithm, shown, digest
        self.found: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.shorter: set[tuple[str, ...]] = set()
        self.hash = getattr(hashlib, algorithm)
        self.missed: set[str] = set()  # several mistakes can make one text
        self.tried = 0

    def fit(self, ids: Iterable[str], *, shorter: bool = False) -> None:
        """Note that mistakes give the digest, and whether the text that was hashed is shorter than the right one."""
        names = tuple(dict.fromkeys((*ids, *self.shown)))
        self.found.setdefault(tuple(sorted(names)), names)
        if shorter:
            self.shorter.add(names)

    def gives(self, text: str) -> bool:
        """Return whether a text has the digest."""
        if text in self.missed:
            return False
        self.tried += 1
        fits = bool(self.hash(text.encode()).digest() == self.digest)
        if not fits:
            self.missed.add(text)
        return fits

    def texts(self, attempts: Iterable[Attempt], length: int, most: int | None = None) -> None:
        """Try texts, at most so many; `length` is that of the right one."""
        for ids, text in itertools.islice(attempts, most):
            if self.gives(text):
                self.fit(ids, shorter=len(text) < length)

    def hashes(self, made: Iterable[tuple[str, bytes]], ids: tuple[str, ...] = ()) -> None:
        """Try digests, each with its mistake."""
        for one, digest in made:
            self.tried += 1
            if digest == self.digest:
                self.fit((*ids, one))

    @property
    def mistakes(self) -> tuple[tuple[str, ...], ...]:
        """The sets of mistakes that fit, the smallest first."""
        return tuple(sorted(self.found.values(), key=len))


# Tells what the checksum of a callback of bbb-webhooks was made of.


def _json_2(fields: dict[str, str]) -> str:
    """The JSON that bbb-webhooks 2 signs."""
    text = json.JSONEncoder(ensure_ascii=False).encode
    event, domain = text(fields.get("event", "")), text(fields.get("domain", ""))
    return f'{{"event":{event},"timestamp":{fields.get("timestamp", "")},"domain":{domain}}}'


def _addresses(callback: str) -> list[Change]:
    """The URL of a callback as it may have been registered; those without a mistake first."""
    schemes = ("https:", "http:") if callback.startswith("//") else ("",)
    right = [scheme + each for scheme in schemes for each in (callback, decoded(callback))]
    pairs = [("", url) for url in right]
    for url in right:
        pairs += [("callback-url", f"{url}/"), ("callback-url", url.removesuffix("/")), ("callback-url", url.lower())]
        pairs += [("callback-url", url.split("?", 1)[0]), ("callback-url", on_the_wire(url))]
        pairs += [("callback-url", "".join([table_of("-_.~", "%20", False)[byte] for byte in url.encode()]))]
        pairs += [("callback-url", re.sub("^https?:", scheme, url)) for scheme in ("https:", "http:")]
        pairs += [("callback-url", re.sub(r"^(https?://[^/:]+):\d+", r"\1", url))]
        pairs += [("callback-url", re.sub(r"^https?://[^/]+", "", url))]
    seen: dict[str, str] = {}
    for one, url in pairs:
        seen.setdefault(url, one)
    return [(one, url) for url, one in seen.items()]


def _bodies(body: str) -> list[tuple[str, int, str]]:
    """What may have been signed after the URL: mistake or nothing, the place in SIGNATURES, the text."""
    fields = {
        name: decoded(value.replace("+", " ")) for part in body.split("&") for name, _, value in [part.partition("=")]
    }
    made = [("", 2, body), ("", 1, "{}"), ("", 0, _json_2(fields))]
    parts = body.split("&")
    again = [*(text for _, text in recoded(body)), decoded(body), decoded(body.replace("+", " "))]
    again += ["&".join(each) for each in (itertools.permutations(parts) if len(parts) <= 4 else ())]
    again += [fields.get("event", ""), f"{body}\n", f"{body}\r\n", body.strip(SPACE), json_of(fields.items())]
    again += [ESCAPED.sub(lambda match: match[0].lower(), body)]
    made += [("callback-body", 2, text) for text in again]
    if re.match("[{[]", body):
        made += [("callback-body", 0, body)]
    seen: dict[str, tuple[str, int, str]] = {}
    for each in made:
        seen.setdefault(each[2], each)
    return list(seen.values())


def of_callback(request: Request, secret: str, form: tuple[str, tuple[str, ...], bytes] | None) -> Result:
    """Tell what a callback's checksum was made of."""
    if form is None:
        return Result("not-accepted", None)
    search = Search(form[0], form[1], form[2])
    addresses, bodies = _addresses(request.callback), _bodies(request.body)
    wrong = secrets(secret, replace(request, base=""))
    good = [url for one, url in addresses if not one]
    attempts = itertools.chain(
        (((one, two), place, url + body + secret) for one, url in addresses for two, place, body in bodies),
        (
            ((one,), place, url + body + key)
            for one, key in wrong
            for url in good
            for two, place, body in bodies
            if not two
        ),
    )
    for ids, place, text in attempts:
        if not search.gives(text):
            continue
        search.fit(one for one in ids if one)
        exact = () in search.found
        mistakes = () if exact else search.mistakes
        verdict = "right" if exact else "mistake"
        return Result(verdict, form[0], mistakes, signed=SIGNATURES[place][0], tried=search.tried)
    if not request.body:
        return Result("incomplete", form[0], tried=search.tried)
    return Result("unknown", form[0], tried=search.tried)


# Keeps the secret out of what is shown, however it is spelled.


def holds(text: str, secret: str) -> bool:
    """Whether a text holds a part of the secret, in any common spelling."""
    if len(secret) < 4:
        return False
    views = [text]
    for _ in range(3):
        views.append(re.sub("&#(\\d{1,3});", lambda match: chr(int(match[1])), decoded(views[-1])))
    views += [re.sub(r"\\u00|\\x|0x|&#x", "", each) for each in views]
    bare = ["".join(c for c in each.lower() if c.isascii() and c.isalnum()) for each in views]
    runs: dict[int, set[str]] = {}
    for spelled, least in _spellings(secret):
        size = min(len(spelled), max(least, len(spelled) // 2))
        if size >= 4:
            runs.setdefault(size, set()).update(spelled[n : n + size] for n in range(len(spelled) - size + 1))
    own = secret.lower()
    return any(own in each.lower() or own[::-1] in each.lower() for each in views) or any(
        each[n : n + size] in known
        for size, known in runs.items()
        for each in dict.fromkeys(bare)
        for n in range(len(each) - size + 1)
    )


ALPHABETS = (
    "0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz234567",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789+/",
)


def _spellings(secret: str) -> Iterator[tuple[str, int]]:
    """The secret as it may stand in a text, and the least length of a part that counts."""
    plain = "".join(c for c in secret.lower() if c.isascii() and c.isalnum())
    turned = plain.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm"))
    for each in (plain, plain[::-1], turned):
        yield each, 8
    yield "".join(str(byte) for byte in secret.encode()), 12
    for data in (secret.encode(), secret.encode("utf-16-le"), secret.encode()[::-1]):
        bits = "".join(f"{byte:08b}" for byte in data)
        for width, alphabet in zip((4, 5, 6), ALPHABETS, strict=True):
            for skip in range(width):
                whole = (len(bits) - skip) // width
                digits = (alphabet[int(bits[skip + n * width : skip + (n + 1) * width], 2)] for n in range(whole))
                yield "".join(c for c in digits if c.isalnum()), 12 if width == 4 else 8


# Looks for the mistake: first each alone, then two together.

PAIRS = 8_000_000  # bytes that may be hashed for two mistakes at once; half with the longer hashes


def diagnose(request: Request, secret: str) -> Result:
    """Look for the mistake: first each alone, then two together."""
    form = form_of(request.checksum)
    algorithm = form[0] if form else None
    if not secret or not (request.call or request.callback):
        return Result("incomplete", algorithm, query=request.query)
    if not request.checksum:
        return _finished(Result("incomplete", algorithm), request, secret)
    if bare_secret(decoded(request.checksum)).lower() == secret.lower():
        return _finished(Result("mistake", algorithm, (("secret-sent",),)), request, secret)
    if request.callback:
        return of_callback(request, secret, form)
    text = request.call + request.query + secret
    if form is None:
        cut = re.fullmatch("[0-9a-fA-F]{8,127}", request.checksum)
        right = [hashlib.new(name, text.encode()).hexdigest() for name in ACCEPTED]
        if cut and any(each.startswith(request.checksum.lower()) for each in right):
            return _finished(Result("mistake", None, (("cut-off",),)), request, secret)
        return _finished(Result("not-accepted", None), request, secret)
    shown = form[1]
    if request.call.startswith("hooks/") and re.search("[A-F]", request.checksum) and "base64" not in shown:
        shown += ("digits-case",)
    search = Search(form[0], shown, form[2])
    encoders = _look(search, request, secret)
    verdict = "mistake" if search.found else "unknown"
    if () in search.found:
        verdict, search.found = "right", {}
    raw = on_the_wire(request.query) != request.query
    found = Result(verdict, algorithm, search.mistakes, encoders=encoders, raw=raw, tried=search.tried)
    found = replace(found, repeated=verdict == "right" and bool(request.older))
    longer = not search.mistakes or search.mistakes[0] not in search.shorter
    return _finished(found, request, secret, as_it_is=longer)


def _look(search: Search, request: Request, secret: str) -> tuple[str, ...]:
    """Try all, until something fits; return the encoders that fit."""
    call, query = request.call, request.query
    text = call + query + secret
    length, size = len(text), len(text.encode()) + 64
    if search.gives(text) or (on_the_wire(query) != query and search.gives(call + on_the_wire(query) + secret)):
        search.fit(())
        return ()
    right = hashlib.new(search.algorithm, text.encode()).hexdigest()
    after = f"{query}&" if query else ""
    singles, others = list(alone(request, secret)), recoded(query)
    search.texts(singles, length)
    search.texts([(("checksum-included",), f"{call}{after}checksum={right}{secret}")], length)
    search.hashes(hmacs(call + query, secret, search.algorithm))
    search.hashes(wrong_hashes(text, secret, search.algorithm))
    if search.found:
        return ()
    names = []
    for place, other in others:
        if search.gives(call + other + secret):
            search.fit(("encoder",), shorter=len(other) < len(query))
            names += ENCODERS[place][0]
    if search.found:
        return tuple(dict.fromkeys(names))
    most = PAIRS // (size * (2 if len(search.digest) > 32 else 1))
    few = max(1, most // 16)
    for ids, other in singles[:few]:
        search.hashes(wrong_hashes(other, secret, search.algorithm), ids)
    for ids, digest in itertools.islice(keyed_pairs(request, secret, search.algorithm), few):
        search.hashes([("hmac", digest)], ids)
    search.texts(together(request, secret), length, most)
    for ids, other, first in itertools.islice(both_in_query(request), max(1, most - search.tried)):
        if search.gives(call + other + secret) and not undone(query, first, other):
            search.fit(ids, shorter=len(other) < len(query))
    return ()


def _finished(found: Result, request: Request, secret: str, *, as_it_is: bool = True) -> Result:
    """Fill in the right checksum, the digests and the repaired URL."""
    if request.callback:
        return found
    query = request.query
    for one in found.mistakes[0] if found.mistakes else ():
        if not as_it_is or one != "double-encoded":
            query = swapped(query, REPAIRS.get(one, ()))
        if one == "latin-1-escaped":
            query = from_latin(query)
    query = on_the_wire(query)
    text = (request.call + query + secret).encode()
    digests = tuple((name, hashlib.new(name, text).hexdigest()) for name in ACCEPTED)
    checksum = dict(digests)[found.algorithm if found.algorithm in ACCEPTED else "sha256"]
    joined = f"{query}&" if query else ""
    url = f"{request.base}{request.call}?{joined}checksum={checksum}"
    if holds(f"{request.base}{request.call}?{query}", secret):
        url = query = ""
    return replace(found, checksum=checksum, query=query, url=url, digests=digests)


# Says in words what was found.


def report(request: Request, result: Result) -> Iterator[str]:
    """Say it in words. The secret is not among them."""
    if request.callback:
        yield from _callback_report(request, result)
        return
    if result.repeated:
        yield f"The checksum is correct ({result.algorithm}), but it is sent more than once. {REPEATED_REMARK}"
    elif result.verdict == "right":
        yield f"The checksum is correct ({result.algorithm}). If the server still refuses it, check in this order:"
        yield from (f"- {check} {how}" for check, how, _ in NEXT)
    elif result.verdict == "incomplete":
        yield "The request has no checksum." if result.checksum else "The shared secret is empty."
    elif result.verdict == "not-accepted":
        yield (
            "No accepted algorithm produces this length. A server accepts 40, 64, 96 or 128 hex digits. "
            "It may be cut off."
        )
    elif result.verdict == "unknown":
        yield "None of the known mistakes gives this checksum, alone or in pairs. What to check next:"
        yield from (f"- {check} {how}" for check, how, right in NEXT if not right)
    yield from _named(result)
    if result.raw:
        yield RAW_REMARK
    if not result.checksum:
        return
    yield f"Right URL: {result.url}" if result.url else HIDDEN_REMARK
    yield f"Right checksum: {result.checksum}"
    yield "The correct digest for each algorithm; a server accepts those in its setting supportedChecksumAlgorithms:"
    yield from (f"- {name}: {digest}" for name, digest in result.digests)


REPEATED_REMARK = (
    "BigBlueButton 3.0.37 and later refuse a URL that has the parameter checksum twice, with equal values too. "
    "Sign each URL once, and send the right one below."
)
RAW_REMARK = (
    "The URL has characters that aren't allowed in a URL, such as spaces. They are encoded before it is sent, and the "
    "server hashes what arrives: encode first, then sign."
)
HIDDEN_REMARK = "The URL contains part of the shared secret, so it is not shown. Remove the secret from the query."


def _named(result: Result) -> Iterator[str]:
    for number, ids in enumerate(result.mistakes):
        yield "Or:" if number else "This gives exactly your checksum:"
        for title, fix in (MISTAKES[each] for each in ids):
            yield f"- {title} {fix}"
    if result.encoders:
        yield f"What was hashed is written as {' and '.join(result.encoders[:3])} would write it."


def _callback_report(request: Request, result: Result) -> Iterator[str]:
    yield "This URL has no call, so it is treated as a callback from bbb-webhooks to you."
    if result.verdict == "right":
        yield f"The signature is correct ({result.algorithm})."
    elif result.verdict == "incomplete":
        yield (
            "Give the body of the request too, exactly as it arrived, and the shared secret."
            if request.checksum
            else "It has no checksum."
        )
    elif result.verdict == "not-accepted":
        yield "No accepted algorithm produces this length: 40, 64, 96 or 128 hex digits are possible."
    elif result.verdict == "unknown":
        yield (
            "The checksum doesn't match this URL, body and secret. Don't trust the request. Compare the secret, "
            "the URL with the one in hooks/list, and the body byte by byte with what arrived."
        )
    yield from _named(result)
    for number, (versions, proves) in enumerate(SIGNATURES):
        if versions == result.signed:
            hashed = ("the JSON of event, timestamp and domain", "the two characters {}", "the body as it arrived")[
                number
            ]
            yield f"What was hashed: the callback URL as it was registered, {hashed}, and the shared secret."
            yield (
                f"Versions of bbb-webhooks that sign like this: {_in_sentence(versions)}. "
                f"It proves {_in_sentence(proves)}"
            )


def _in_sentence(text: str) -> str:
    """A text that begins in upper case, as it stands within a sentence."""
    return text[:1].lower() + text[1:]


# The command: python checksum_doctor.py URL.

LONGEST = 8_192  # characters; nginx refuses a longer line by default
BODY = 100_000  # characters of a body
SECRET = 500  # characters of a secret


class RefusedError(Exception):
    """Something that the user can put right; shown as one line."""


def typed() -> str:
    """What is typed and not shown; without a terminal, a line of standard input. Raises EOFError if there is none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass("Shared secret: ")
        except getpass.GetPassWarning:
            line = sys.stdin.readline() if sys.stdin else ""
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def secret_from(environment: Mapping[str, str]) -> str:
    """The shared secret, from the environment or typed; raises RefusedError, with other words if it is empty."""
    if "BBB_SECRET" in environment:
        secret = environment["BBB_SECRET"]
    else:
        try:
            secret = typed()
        except (EOFError, KeyboardInterrupt):
            raise RefusedError("there is no secret; set BBB_SECRET, or type the secret") from None
    if not secret:
        source = "BBB_SECRET is set, but it" if "BBB_SECRET" in environment else "the secret that was typed"
        raise RefusedError(f"{source} is empty; bbb-conf --secret prints the secret")
    if len(secret) > SECRET:
        raise RefusedError("the secret is longer than 500 characters; give only the secret")
    if not bare_secret(secret):
        raise RefusedError("the secret has only spaces or quotation marks")
    return secret


def body_from(given: str | None) -> str:
    """The body: a text, @FILE, or - for standard input; raises RefusedError."""
    if given is None or not (given == "-" or given.startswith("@")):
        return given or ""
    if given == "-" and sys.stdin is None:
        raise RefusedError("standard input is closed; give the body as a text, or as @FILE")
    try:
        if given == "-":
            return sys.stdin.buffer.read(BODY + 1).decode(errors="replace")
        with Path(given[1:]).open("rb") as file:
            return file.read(BODY + 1).decode(errors="replace")
    except (OSError, ValueError):
        raise RefusedError("the file of the body cannot be read") from None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("url", metavar="URL", help="the URL as it was sent, with its checksum; or a callback's")
    parser.add_argument(
        "--body", metavar="BODY", help="the body of a POST or of a callback: a text, @FILE, or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(options: argparse.Namespace) -> int:
    """Diagnose what was given; return the exit status. Raises RefusedError."""
    if len(options.url) > LONGEST:
        raise RefusedError(
            f"the URL has {len(options.url)} characters; nginx refuses more than {LONGEST:,} by default (HTTP 414);"
            " give the URL of one call"
        )
    body = body_from(options.body)
    if len(body) > BODY:
        raise RefusedError(
            "the body is longer than 100,000 characters, so it wasn't tested; for a call to 3.0, leave it out"
        )
    request = request_in(options.url, body)
    if request is None:
        raise RefusedError("this has no API call; give a URL with /api/, the call and its checksum")
    secret = secret_from(os.environ)
    if HALVES.search(options.url + secret):
        raise RefusedError("URL or secret is not UTF-8; percent-encode the URL")
    result = diagnose(request, bare_secret(secret))
    if options.json:
        print(json.dumps({**asdict(result), "digests": dict(result.digests)}, indent=2))
    else:
        said = "\n".join(report(request, result))
        print("".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in said))
    if result.repeated:
        return 1
    return {"right": 0, "mistake": 1, "not-accepted": 1}.get(result.verdict, 2)


def main(arguments: list[str]) -> int:
    """Run the command; return the exit status."""
    parser = argparse.ArgumentParser(prog="checksum_doctor.py", description="Find out what is wrong with a checksum.")
    add_arguments(parser)
    try:
        status = run(parser.parse_args(arguments))
        sys.stdout.flush()
    except RefusedError as problem:
        print(f"checksum_doctor.py: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader, such as head, has enough
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
