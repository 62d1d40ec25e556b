"""Tell which mistake gives exactly the checksum of a BigBlueButton request. Python 3.11+, nothing else.

    python checksum_doctor.py 'https://bbb.example.org/bigbluebutton/api/create?name=A&checksum=...'

The shared secret is asked for, or taken from the environment variable BBB_SECRET; it is never printed.
Exit status: 0 the checksum is right, 1 the mistake is named, 2 no mistake fits, or the request cannot be read.
"""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import hmac
import itertools
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

# fmt: off
# [mistakes] written by `make generate` from the catalog
MISTAKES = {
    "secret-line-end": (
        "The shared secret ends in a line break.",
        "Strip the secret after reading it from a file or a form.",
    ),
    "secret-space": (
        "The shared secret has a space in front of it or behind it.",
        "Strip the secret. Copying from a terminal often takes a space along.",
    ),
    "secret-quotes": (
        "The shared secret was hashed with quotation marks around it.",
        "Take the quotation marks out of the setting, or strip them in your code.",
    ),
    "secret-case": (
        "The shared secret was hashed in upper or lower case.",
        "Use the secret exactly as the server prints it; its case counts.",
    ),
    "secret-bom": (
        "The shared secret begins with a byte order mark.",
        "Save the file of the secret as UTF-8 without a byte order mark.",
    ),
    "secret-url": (
        "The address of the server was hashed in place of the shared secret.",
        "bbb-conf --secret prints both; put the line Secret into the setting of the secret.",
    ),
    "secret-missing": (
        "No shared secret was hashed.",
        "The setting of the secret is empty where the checksum is computed. Fill it in, and append it.",
    ),
    "call-missing": (
        "The call name was not hashed.",
        "Begin the text that is hashed with the name of the call.",
    ),
    "call-case": (
        "The call name was hashed in other upper and lower case than it was sent.",
        "Use one variable for the name in the URL and in the hash.",
    ),
    "call-other": (
        "The name of another call was hashed.",
        "Use one variable for the name in the URL and in the hash.",
    ),
    "call-slash": (
        "The call name was hashed with a slash or a part of the path.",
        "Hash the bare name, such as create.",
    ),
    "question-mark": (
        "The question mark between call name and query was hashed.",
        "Join call name and query string with nothing between them.",
    ),
    "ampersand": (
        "An & in front of the query, or behind it, was hashed.",
        "Hash the query string without the & that joins the checksum to it.",
    ),
    "checksum-included": (
        "The parameter checksum was hashed as well.",
        "Hash the query string before the checksum is appended to it.",
    ),
    "query-missing": (
        "The query string was not hashed.",
        "Hash call name, query string and secret. Only a form POST with everything in its body hashes an empty query.",
    ),
    "parameter-added": (
        "A parameter that was sent was not hashed.",
        "Sign after the last parameter is in the query. Look for a library, a proxy or a mail program that adds its own.",
    ),
    "order": (
        "The parameters were hashed in another order than they were sent.",
        "Build the query string once, and hash and send that text. The server does not sort.",
    ),
    "decoded": (
        "The query was hashed before it was percent-encoded.",
        "Encode first, then hash the encoded text.",
    ),
    "non-ascii-raw": (
        "Letters outside ASCII were hashed raw, and encoded later.",
        "Percent-encode them as UTF-8 before you hash.",
    ),
    "plus-space": (
        "Blanks were hashed as %20 and sent as +, or the other way round.",
        "Build the query string once, and hand the whole URL to the HTTP library.",
    ),
    "tilde": (
        "~ and %7E differ between what was hashed and what was sent.",
        "Build the query string once, and hand the whole URL to the HTTP library.",
    ),
    "marks": (
        "Marks such as ! ' ( ) * / : , @ [ ] were hashed in another encoding than they were sent in.",
        "Build the query string once, and hand the whole URL to the HTTP library.",
    ),
    "hex-case": (
        "Percent escapes were hashed with hex digits of the other case, such as %2f for %2F.",
        "Build the query string once, and hand the whole URL to the HTTP library.",
    ),
    "double-encoded": (
        "The query was encoded once more, or once less, than what was sent.",
        "Encode values exactly once, and hash and send the same text.",
    ),
    "html-escaped": (
        "& and &amp; differ between what was hashed and what was sent.",
        "Escape a link for HTML after it is signed, and unescape it before it is sent.",
    ),
    "body-included": (
        "The body of the POST was hashed.",
        "BigBlueButton 3.0 never hashes the body. Hash the query string of the URL only.",
    ),
    "fragment": (
        "The part of the address behind # was hashed.",
        "Hash the query string up to the #.",
    ),
    "secret-first": (
        "The shared secret does not stand at the end of the text that was hashed.",
        "Keep the order: call name, query string, secret.",
    ),
    "separator": (
        "Something was put between the parts before hashing.",
        "Join call name, query string and secret with nothing between them.",
    ),
    "url-hashed": (
        "The whole URL or its path was hashed.",
        "Hash the call name and what stands behind the ?, without host and path.",
    ),
    "newline": (
        "A line break at the end was hashed.",
        "Hash the text without it. In a shell, use printf %s and not echo.",
    ),
    "utf-16": (
        "The text was hashed as UTF-16.",
        "Turn the text into UTF-8 bytes before you hash.",
    ),
    "latin-1": (
        "The text was hashed as Latin-1.",
        "Turn the text into UTF-8 bytes before you hash.",
    ),
    "hmac": (
        "It is an HMAC.",
        "Use a plain hash over call name, query string and secret.",
    ),
    "hashed-twice": (
        "The hash was hashed once more.",
        "Hash once, and send the digest in hex digits.",
    ),
    "base64": (
        "The digest is in Base64.",
        "Send the digest in hex digits.",
    ),
    "md5": (
        "It is an MD5 hash.",
        "Use SHA-256. No release accepts MD5.",
    ),
}
NEXT = [
    ("The secret on the server.", "Run bbb-conf --secret there and compare it letter by letter with the one you use."),
    ("A load balancer with a secret of its own.", "Behind Scalelite and its like, your secret is that of the load balancer, not that of a server behind it."),
    ("A secret that was changed without a restart.", "After bbb-conf --setsecret the running server keeps the old one until bbb-conf --restart."),
    ("Another URL than the one your program really sent.", "Look into the access log of the server. It shows the query string that arrived."),
    ("Several mistakes at once.", "Sign the example of the checksum guide with your code, and compare the digests."),
    ("Not the clock.", "The checksum has no time in it. A wrong clock never makes it wrong."),
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
# [/mistakes]
# fmt: on

BY_LENGTH = {16: "md5", 20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512"}
LEFT_OUT = 50  # parameters of which each is left out
MARKS = "!'()*/:,;@[]$"
ADDRESS = re.compile(
    r"((?:https?://[^\s\"'<>/]{1,300})?/[^\s\"'<>]{0,300}/api/|"
    r"(?:https?://[^\s\"'<>/]{1,300})?/?(?:bigbluebutton/)?api/)"
    r"((?:hooks/)?[A-Za-z.]+)/?(?:\?([^\s\"'<>#]*))?(#[^\s\"'<>]*)?"
)
Change = tuple[str, str]


@dataclass(frozen=True)
class Request:
    """A request as it was sent; `query` is without the checksum."""

    base: str
    call: str
    query: str
    checksum: str
    older: tuple[str, ...] = ()
    fragment: str = ""
    body: str = ""


HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters. No UTF-8 has them; they are hashed as U+FFFD, as the page does."""


def request_in(text: str, body: str = "") -> Request | None:
    """Read a request out of a URL, a path, a curl line or a line of an access log."""
    found = ADDRESS.search(HALVES.sub("\ufffd", text.strip()))
    if not found:
        return None
    separator = r"&amp;(?=checksum)|&(?!amp;)" if "&amp;checksum=" in text else "&"
    parts = [part for part in re.split(separator, found[3] or "") if part]
    sums = [part[9:] for part in parts if re.match(r"checksum(?:=|$)", part)]
    query = "&".join(part for part in parts if not re.match(r"checksum(?:=|$)", part))
    return Request(found[1], found[2], query, sums[-1] if sums else "", tuple(sums[:-1]), found[4] or "", body)


def bare_secret(secret: str) -> str:
    """Take off what commonly sticks to a secret."""
    return HALVES.sub("\ufffd", secret).strip(" \t\r\n\f\v\ufeff\"'")


def quote(letter: str) -> str:
    """Percent-encode one ASCII character."""
    return f"%{ord(letter):02X}"


def decoded(text: str) -> str:
    """Percent-decode what can be decoded."""

    def run(match: re.Match[str]) -> str:
        try:
            return unquote_to_bytes(match[0]).decode()
        except UnicodeDecodeError:
            return match[0]

    return re.sub(r"(?:%[0-9a-fA-F]{2})+", run, text)


def encode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-encode marks."""
    for mark in marks:
        text = text.replace(mark, quote(mark))
    return text


def decode_marks(text: str, marks: str = MARKS) -> str:
    """Percent-decode marks."""
    for mark in marks:
        text = text.replace(quote(mark), mark).replace(quote(mark).lower(), mark)
    return text


def changes(text: str, pairs: Iterable[Change]) -> list[Change]:
    """Drop what changes nothing, and what comes twice."""
    return [pair for pair in dict.fromkeys(pairs) if pair[1] != text]


def secrets(secret: str, request: Request) -> list[Change]:
    """Wrong secrets."""
    base, host = request.base, request.base.removesuffix("/api/")
    spaced = (f" {secret}", f"{secret} ", f" {secret} ", f"{secret}\t", f"\t{secret}")
    return changes(
        secret,
        [
            *(("secret-line-end", secret + end) for end in ("\n", "\r\n", "\r")),
            *(("secret-space", each) for each in spaced),
            *(("secret-quotes", each) for each in (f'"{secret}"', f"'{secret}'")),
            *(("secret-case", each) for each in (secret.upper(), secret.lower())),
            ("secret-bom", f"\ufeff{secret}"),
            *(("secret-url", each) for each in ((host, f"{host}/", base, base[:-1]) if host else ())),
            ("secret-missing", ""),
        ],
    )


def calls(call: str, request: Request) -> list[Change]:
    """Wrong call names."""
    path = re.sub(r"^https?://[^/]+", "", request.base)
    return changes(
        call,
        [
            ("call-missing", ""),
            *(("call-case", each) for each in (call.lower(), call.upper(), call[:1].upper() + call[1:])),
            *(("call-slash", each) for each in (f"/{call}", f"{call}/", f"api/{call}", f"/api/{call}", path + call)),
            ("question-mark", f"{call}?"),
            *(("call-other", name) for name in CALLS if name != call),
        ],
    )


def orders(parts: list[str]) -> Iterable[Sequence[str]]:
    """All orders of up to five parameters; of more, only some."""
    if len(parts) <= 5:
        return itertools.permutations(parts)
    return sorted(parts), parts[::-1], parts[1:] + parts[:1]


def queries(query: str, request: Request, *, reordered: bool = False) -> list[Change]:
    """Wrong query strings. An order of a query in another order is no new one if all were tried."""
    parts = [part for part in query.split("&") if part]
    after = f"{query}&" if query else ""
    body, fragment = request.body, request.fragment
    in_body = [part for part in body.strip().split("&") if part] if re.match(r"[^<{\s]+=", body) else []
    escapes = re.compile("%[0-9a-fA-F]{2}")
    pairs = [
        ("decoded", decoded(query)),
        ("decoded", decoded(query.replace("+", " "))),
        ("non-ascii-raw", re.sub(r"(?:%[89a-fA-F][0-9a-fA-F])+", lambda match: decoded(match[0]), query)),
        ("plus-space", query.replace("%20", "+")),
        ("plus-space", query.replace("+", "%20")),
        ("plus-space", query.replace("%20", " ").replace("+", " ")),
        ("tilde", query.replace("~", "%7E")),
        ("tilde", re.sub("%7E", "~", query, flags=re.IGNORECASE)),
        ("marks", encode_marks(query)),
        ("marks", decode_marks(query)),
        *(("marks", change(query, mark)) for mark in MARKS for change in (encode_marks, decode_marks)),
        ("hex-case", escapes.sub(lambda match: match[0].lower(), query)),
        ("hex-case", escapes.sub(lambda match: match[0].upper(), query)),
        ("double-encoded", query.replace("%", "%25")),
        ("double-encoded", query.replace("%25", "%")),
        ("html-escaped", query.replace("&amp;", "&")),
        ("html-escaped", query.replace("&", "&amp;")),
        ("ampersand", f"&{query}"),
        ("ampersand", f"{query}&"),
        *(("checksum-included", f"{after}checksum={each}") for each in request.older),
        *(("checksum-included", f"checksum={each}&{query}") for each in request.older),
        ("checksum-included", f"{after}checksum="),
        ("checksum-included", f"checksum=&{query}"),
        ("checksum-included", f"{after}checksum"),
        ("checksum-included", f"checksum={query}"),
        *(
            ("parameter-added", "&".join(parts[:n] + parts[n + 1 :]))
            for n in range(len(parts))
            if len(parts) <= LEFT_OUT
        ),
        ("parameter-added", "&".join(part for part in parts if not part.endswith("="))),
        *(("order", "&".join(order)) for order in (() if reordered and len(parts) <= 5 else orders(parts))),
        *(("body-included", each) for each in ((query + body, after + body, body) if body else ())),
        *(("body-included", each) for each in (("&".join(sorted(parts + in_body)),) if in_body else ())),
        *(("fragment", query + each) for each in ((fragment, fragment[1:]) if fragment else ())),
        ("query-missing", ""),
    ]
    return changes(query, [pair for pair in pairs if pair[1] or pair[0] == "query-missing"])


def layouts(call: str, query: str, secret: str, request: Request) -> list[Change]:
    """Wrong ways to put the text together."""
    base = request.base
    mark = f"{call}?{query}" if query else call
    path = re.sub(r"^https?://[^/]+", "", base)
    bases = [base, path, path[1:], re.sub(r"^(https?://[^/:]+)(?::\d+)?", r"\1", base)]
    bases += [
        re.sub(r"^(https://[^/:]+)(?::\d+)?", r"\1:443", base),
        re.sub(r"^(http://[^/:]+)(?::\d+)?", r"\1:80", base),
    ]
    wrong = (
        secret + call + query,
        call + secret + query,
        query + call + secret,
        query + secret + call,
        secret + query + call,
    )
    pairs = [("secret-first", each) for each in wrong]
    for sign in "&+ :|\n,":
        pairs += [
            ("separator", call + sign + query + sign + secret),
            ("separator", call + query + sign + secret),
            ("separator", call + sign + query + secret),
        ]
    for each in dict.fromkeys(bases):
        pairs += [("url-hashed", each + mark + secret), ("url-hashed", each + call + query + secret)]
    pairs += [("newline", f"{call}{query}{secret}\n"), ("newline", f"{call}{query}{secret}\r\n")]
    return changes(call + query + secret, pairs)


def texts(request: Request, secret: str, depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts with one mistake, or with two."""
    call, query = request.call, request.query
    in_secret, in_call, in_query = secrets(secret, request), calls(call, request), queries(query, request)
    if depth == 1:
        yield from (((one,), call + query + text) for one, text in in_secret)
        yield from (((one,), text + query + secret) for one, text in in_call)
        yield from (((one,), call + text + secret) for one, text in in_query)
        yield from (((one,), text) for one, text in layouts(call, query, secret, request))
        return
    for one, text in in_query:
        yield from (
            ((one, two), call + other + secret) for two, other in queries(text, request, reordered=one == "order")
        )
        yield from (((one, two), call + text + other) for two, other in in_secret)
        yield from (((one, two), other + text + secret) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, text, secret, request))
    for one, text in in_secret:
        yield from (((one, two), call + query + other) for two, other in secrets(text, request))
        yield from (((one, two), other + query + text) for two, other in in_call)
        yield from (((one, two), other) for two, other in layouts(call, query, text, request))
    for one, text in in_call:
        yield from (((one, two), other) for two, other in layouts(text, query, secret, request))


def hashings(text: str, call: str, query: str, secret: str, algorithm: str) -> Iterator[Change]:
    """Hex digests that come from hashing a text in a wrong way."""
    once = hashlib.new(algorithm, text.encode())
    yield "hashed-twice", hashlib.new(algorithm, once.digest()).hexdigest()
    yield "hashed-twice", hashlib.new(algorithm, once.hexdigest().encode()).hexdigest()
    if secret:
        for hashed in (call + query, text):
            yield "hmac", hmac.new(secret.encode(), hashed.encode(), algorithm).hexdigest()
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in ("", "\ufeff"):
            yield "utf-16", hashlib.new(algorithm, (start + text).encode(encoding)).hexdigest()
    if not text.isascii() and all(ord(letter) < 256 for letter in text):
        yield "latin-1", hashlib.new(algorithm, text.encode("latin-1")).hexdigest()


def form_of(checksum: str) -> tuple[str, bool, str] | None:
    """Algorithm by the length, whether it is in Base64, and the digest in hex digits."""
    if re.fullmatch("[0-9a-fA-F]+", checksum) and len(checksum) / 2 in BY_LENGTH:
        return BY_LENGTH[len(checksum) // 2], False, checksum.lower()
    text = re.sub("%2B", "+", checksum, flags=re.IGNORECASE)
    text = re.sub("%3D", "=", re.sub("%2F", "/", text, flags=re.IGNORECASE), flags=re.IGNORECASE)
    text = text.replace("-", "+").replace("_", "/").replace(" ", "+")
    if not re.fullmatch("[A-Za-z0-9+/]+={0,2}", text):
        return None
    try:
        digest = base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except (binascii.Error, ValueError):
        return None
    return (BY_LENGTH[len(digest)], True, digest.hex()) if len(digest) in BY_LENGTH else None


@dataclass(frozen=True)
class Result:
    """What was found: the verdict, the sets of mistakes that fit, and the right checksum."""

    verdict: str
    algorithm: str | None
    mistakes: tuple[tuple[str, ...], ...]
    checksum: str


def _attempts(
    request: Request, secret: str, algorithm: str, right: str, depth: int
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Mistakes and the digest that each gives."""
    call, query = request.call, request.query
    for ids, text in [((), call + query + secret)] if depth == 1 else texts(request, secret, 1):
        for one, digest in hashings(text, call, query, secret, algorithm):
            yield (*ids, one), digest
    if depth == 2:

        def keyed(key: str, text: str) -> str:
            return hmac.new(key.encode(), text.encode(), algorithm).hexdigest()

        yield from (((one, "hmac"), keyed(secret, call + text)) for one, text in queries(query, request))
        yield from (((one, "hmac"), keyed(secret, text + query)) for one, text in calls(call, request))
        yield from (((one, "hmac"), keyed(text, call + query)) for one, text in secrets(secret, request) if text)
    else:
        after = f"{query}&" if query else ""
        text = f"{call}{after}checksum={right}{secret}"
        yield ("checksum-included",), hashlib.new(algorithm, text.encode()).hexdigest()
    hashed = getattr(hashlib, algorithm)
    for ids, text in texts(request, secret, depth):
        yield ids, hashed(text.encode()).hexdigest()


def diagnose(request: Request, secret: str) -> Result:
    """Look for the mistake: first each alone, then two together."""
    form = form_of(request.checksum)
    good = form[0] if form and form[0] != "md5" else "sha256"
    hashed = (request.call + request.query + secret).encode()
    right = hashlib.new(good, hashed).hexdigest()
    if not request.checksum or not request.call or not secret:
        return Result("incomplete", form[0] if form else None, (), right if request.call and secret else "")
    if form is None:
        return Result("not-accepted", None, (), right)
    algorithm, is_base64, digest = form
    always = (("base64",) if is_base64 else ()) + (("md5",) if algorithm == "md5" else ())
    if hashlib.new(algorithm, hashed).hexdigest() == digest:
        return Result("mistake" if always else "right", algorithm, (always,) if always else (), right)
    for depth in (1, 2):
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for ids, made in _attempts(request, secret, algorithm, right, depth):
            if made == digest:
                names = tuple(dict.fromkeys((*ids, *always)))
                found[tuple(sorted(names))] = names
        if found:
            return Result("mistake", algorithm, tuple(sorted(found.values(), key=len)), right)
    return Result("unknown", algorithm, (), right)


def report(request: Request, result: Result) -> Iterator[str]:
    """Say it in words. The secret is not among them."""
    joined = f"{request.query}&" if request.query else ""
    if result.verdict == "right":
        yield f"The checksum is right ({result.algorithm}). If the server refuses it, the secret there is another one:"
        yield from (f"- {check} {how}" for check, how in NEXT)
        return
    if result.verdict == "incomplete":
        yield "The request has no checksum, or the secret is empty."
    elif result.verdict == "not-accepted":
        yield "No algorithm gives a checksum of this length: 40, 64, 96 or 128 hex digits are accepted."
    elif result.verdict == "unknown":
        yield "No mistake that is known gives this checksum, alone or with another one. What to check next:"
        yield from (f"- {check} {how}" for check, how in NEXT)
    for number, ids in enumerate(result.mistakes):
        yield "Or:" if number else "This gives exactly your checksum:"
        for title, fix in (MISTAKES[each] for each in ids):
            yield f"- {title} {fix}"
    if result.checksum:
        yield f"Right checksum: {result.checksum}"
        yield f"Right URL: {request.base}{request.call}?{joined}checksum={result.checksum}"


LONGEST = 20_000  # characters; no server takes a URL of this length


def main(arguments: list[str]) -> int:
    """Run the command; return the exit status."""
    if any(len(each) > LONGEST for each in arguments):
        print("checksum_doctor.py: longer than any server takes in a URL; give the URL of one call", file=sys.stderr)
        return 2
    request = request_in(arguments[0]) if len(arguments) == 1 else None
    if request is None:
        print("usage: checksum_doctor.py URL   (with /api/, the call and its checksum)", file=sys.stderr)
        return 2
    try:
        secret = os.environ.get("BBB_SECRET") or getpass.getpass("Shared secret: ")
    except (EOFError, KeyboardInterrupt):
        print("checksum_doctor.py: there is no secret; set BBB_SECRET, or type it", file=sys.stderr)
        return 2
    if HALVES.search(arguments[0] + secret):
        print("checksum_doctor.py: URL or secret is not UTF-8; percent-encode the URL", file=sys.stderr)
        return 2
    result = diagnose(request, bare_secret(secret))
    said = "\n".join(report(request, result))
    print("".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in said))
    return {"right": 0, "mistake": 1, "not-accepted": 1}.get(result.verdict, 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
