"""Requests with one mistake each, with odd values, made without the doctor's code: hashlib and urllib alone.

    python -m tests.tools.single_mistakes 2000      print how many of so many the doctor of the terminal names right

What is right is the id of the mistake that was made, or another one that gives exactly the same text.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, quote_plus, unquote, unquote_plus

ALGORITHMS = ("sha1", "sha256", "sha384", "sha512")
CALLS = ("create", "join", "end", "getMeetings", "getRecordings", "hooks/create", "hooks/list", "publishRecordings")
NAMES = (
    *("name", "meetingID", "welcome", "attendeePW", "moderatorPW", "logoutURL", "meta_bbb-origin", "meta_a", "record"),
    *("callbackURL", "fullName", "recordID", "duration", "guestPolicy", "voiceBridge", "dialNumber", "bannerText"),
)
VALUES = (
    *("Algebra I", "O'Neil & Sons", "100 % sure", "C++ (2)", "a=b&c=d", "äöü ß", "日本 語", "😀 hi", "~tilde~", "a*b!"),
    *(
        "",
        "true",
        "https://portal.example.org/back?x=1&y=2",
        "x/y:z",
        "[1,2];{3}",
        "semi;colon,comma",
        '"quoted"',
        "50%25",
    ),
    *("<b>bold</b>", "tab\tnew\nline", "plus+plus", "back\\slash|pipe", "Straße 12 é", "a@b.example", "$5.00", "^`"),
)


@dataclass(frozen=True)
class Parts:
    """What a checksum is made of, and what was sent."""

    call: str
    hashed: str
    sent: str
    secret: str
    text: str | None = None


def _strict(value: str) -> str:
    return quote(value, safe="")


ENCODERS: tuple[Callable[[str], str], ...] = (
    _strict,
    lambda v: quote_plus(v),
    lambda v: quote(v, safe="!*'()"),
    lambda v: quote(v, safe="/"),
    lambda v: quote_plus(v, safe="*").replace("~", "%7E"),
    lambda v: quote_plus(v).replace("~", "%7E"),
    lambda v: quote_plus(v, safe="!*()").replace("~", "%7E"),
    lambda v: quote_plus(v, safe="!~*'():$,"),
)


def request(chance: random.Random) -> tuple[list[tuple[str, str]], Parts]:
    """Parameters with odd values, and the same signed rightly."""
    count = chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 20))
    pairs = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(count)]
    encode = chance.choice(ENCODERS[:3])
    query = "&".join(f"{name}={encode(value)}" for name, value in pairs)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    secret = "".join(chance.choices(letters, k=chance.choice((20, 32, 40, 43))))
    return pairs, Parts(chance.choice(CALLS), query, query, secret)


def _query_changes(pairs: list[tuple[str, str]], query: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Id of a mistake, what was hashed, what was sent."""
    items = query.split("&") if query else []
    yield "query-missing", "", query
    yield "ampersand", f"&{query}", query
    yield "ampersand", f"{query}&", query
    yield "checksum-included", f"{query}&checksum=" if query else "checksum=", query
    yield "decoded", unquote(query), query
    yield "decoded", unquote_plus(query), query
    yield "plus-space", query.replace("%20", "+"), query
    yield "plus-space", query.replace("+", "%20"), query
    yield "hex-case", _lower(query), query
    yield "hex-case", query, _lower(query)
    yield "double-encoded", query.replace("%", "%25"), query
    yield "double-encoded", query, query.replace("%", "%25")
    yield "html-escaped", query, query.replace("&", "&amp;")
    yield "html-escaped", query.replace("&", "&amp;"), query
    yield "unicode-escaped", query, query.replace("&", "\\u0026")
    yield "unicode-escaped", query.replace("&", "\\u0026"), query
    yield "values-only", "".join(item.partition("=")[2] for item in items), query
    yield "values-only", "".join(value for _, value in pairs), query
    yield "ampersand-missing", query.replace("&", ""), query
    yield "json", json.dumps(dict(pairs)), query
    yield "json", json.dumps(dict(pairs), separators=(",", ":"), ensure_ascii=False), query
    yield "parameter-added", query, f"{query}&utm_source=a&utm_medium=b&utm_campaign=c" if query else query
    yield "tilde", query.replace("~", "%7E"), query
    for mark in "!'()*/:,;@":
        yield "marks", query.replace(quote(mark, safe=""), mark), query
        yield "marks", query.replace(mark, quote(mark, safe="")), query
    if any(item.endswith("=") for item in items):
        yield "empty-value", "&".join(item.removesuffix("=") for item in items), query
        yield "empty-value", query, "&".join(item.removesuffix("=") for item in items)
    if len(items) > 1:
        drop = chance.randrange(len(items))
        yield "parameter-added", "&".join(items[:drop] + items[drop + 1 :]), query
        yield "order", "&".join(sorted(items)), query
        yield "order", "&".join(items[::-1]), query
        yield "order", "&".join(items[-1:] + items[:-1]), query
        moved = [*items[:drop], *items[drop + 1 :], items[drop]]
        yield "order", "&".join(moved), query
        mixed = items[:]
        if len(mixed) <= 6:
            chance.shuffle(mixed)
        yield "order", "&".join(mixed), query
    latin = [(name, value) for name, value in pairs if value.isascii() or all(ord(c) < 256 for c in value)]
    if len(latin) == len(pairs) and any(not value.isascii() for _, value in pairs):
        wide = "&".join(f"{name}={_strict(value)}" for name, value in pairs)
        escaped = "&".join(f"{name}={quote(value, safe='', encoding='latin-1')}" for name, value in pairs)
        yield "latin-1-escaped", escaped, wide
        yield "latin-1-escaped", wide, escaped
    for first in ENCODERS:
        for second in ENCODERS:
            yield "encoder", _joined(pairs, first), _joined(pairs, second)


def _joined(pairs: list[tuple[str, str]], encode: Callable[[str], str]) -> str:
    return "&".join(f"{name}={encode(value)}" for name, value in pairs)


def _lower(query: str) -> str:
    first, *rest = query.split("%")
    return "%".join([first, *(each[:2].lower() + each[2:] for each in rest)])


def singles(chance: random.Random) -> Iterator[tuple[str, Parts]]:
    """One request, with every mistake in turn."""
    pairs, right = request(chance)
    call, query, secret = right.call, right.hashed, right.secret
    for one, hashed, sent in _query_changes(pairs, query, chance):
        yield one, replace(right, hashed=hashed, sent=sent)
    wrong_secrets = {
        "secret-line-end": (f"{secret}\n", f"{secret}\r\n"),
        "secret-space": (f" {secret}", f"{secret} "),
        "secret-quotes": (f'"{secret}"', f"'{secret}'"),
        "secret-case": (secret.upper(), secret.lower()),
        "secret-bom": (f"\ufeff{secret}",),
        "secret-missing": ("",),
        "secret-label": (f"Secret: {secret}",),
        "secret-invisible": (f"{secret}\u00a0", f"\u200b{secret}"),
        "secret-twice": (secret * 2,),
        "secret-cut": (secret[1:], secret[:-1]),
        "secret-url": ("https://bbb.example.org/bigbluebutton/",),
    }
    for one, secrets in wrong_secrets.items():
        for wrong in secrets:
            yield one, replace(right, text=call + query + wrong)
    base = "https://bbb.example.org/bigbluebutton/api/"
    texts = {
        "call-missing": (query + secret,),
        "call-case": (call.upper() + query + secret, call[:1].upper() + call[1:] + query + secret),
        "call-slash": (f"/{call}{query}{secret}", f"{call}/{query}{secret}", f"api/{call}{query}{secret}"),
        "call-other": (("isMeetingRunning" if call != "isMeetingRunning" else "end") + query + secret,),
        "question-mark": (f"{call}?{query}{secret}",),
        "secret-first": (secret + call + query, call + secret + query, query + call + secret),
        "separator": (f"{call}&{query}&{secret}", f"{call}{query} {secret}", f"{call}:{query}:{secret}"),
        "url-hashed": (
            f"{base}{call}?{query}{secret}",
            f"{base}?{query}{secret}",
            f"/bigbluebutton/api/{call}?{query}{secret}",
        ),
        "newline": (f"{call}{query}{secret}\n",),
        "whole-encoded": (_strict(call + query + secret),),
    }
    if "/" in call:
        texts["call-part"] = (call.split("/")[1] + query + secret,)
    for one, made in texts.items():
        for text in made:
            yield one, replace(right, text=text)


def _digests(text: str, call: str, query: str, secret: str, name: str) -> Iterator[tuple[str, str]]:
    """Wrong digests of the right text."""
    once = hashlib.new(name, text.encode())
    key, unsigned = secret.encode(), (call + query).encode()
    yield "hashed-twice", hashlib.new(name, once.hexdigest().encode()).hexdigest()
    yield "hashed-twice", hashlib.new(name, once.digest()).hexdigest()
    yield "hmac", hmac.new(key, unsigned, name).hexdigest()
    yield "hmac-swapped", hmac.new(unsigned, key, name).hexdigest()
    yield "utf-16", hashlib.new(name, text.encode("utf-16-le")).hexdigest()
    yield "base64", quote(base64.b64encode(once.digest()).decode(), safe="")
    yield "base64", base64.urlsafe_b64encode(once.digest()).decode().rstrip("=")
    yield "md5", hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - that is the mistake
    yield "sha224", hashlib.sha224(text.encode()).hexdigest()
    yield "checksum-tail", f"{once.hexdigest()}%0A"
    yield "checksum-tail", f"{once.hexdigest()}%20%20-"
    yield "checksum-tail", "-".join(once.hexdigest()[n : n + 2] for n in range(0, once.digest_size * 2, 2)).upper()
    yield "cut-off", once.hexdigest()[:-1]
    yield "secret-sent", secret


def made(count: int, seed: int = 16) -> Iterator[dict[str, str]]:
    """So many requests: the URL, the secret, the mistake. One that changes nothing is left out."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    done = 0
    while True:
        _, right = request(chance)
        name = chance.choice(ALGORITHMS)
        text = right.call + right.sent + right.secret
        found = [
            (one, right.sent, digest, right)
            for one, digest in _digests(text, right.call, right.sent, right.secret, name)
        ]
        for one, parts in singles(chance):
            hashed = parts.text if parts.text is not None else parts.call + parts.hashed + parts.secret
            if hashed != parts.call + parts.sent + parts.secret and (
                parts.text is not None or parts.sent or parts.hashed
            ):
                found.append((one, parts.sent, hashlib.new(name, hashed.encode()).hexdigest(), parts))
        for one, sent, digest, parts in chance.sample(found, min(len(found), 25)):
            joined = f"{sent}&" if sent else ""
            url = f"https://bbb.example.org/bigbluebutton/api/{parts.call}?{joined}checksum={digest}"
            yield {"url": url, "secret": parts.secret, "mistake": one}
            done += 1
            if done == count:
                return


def is_right(mistake: str, verdict: str, found: list[list[str]]) -> bool:
    """Whether a diagnosis names the mistake, or one other that gives the same text."""
    return verdict == "mistake" and bool(found) and (any(mistake in ids for ids in found) or len(found[0]) == 1)


def main(count: int) -> None:
    """Print the rate."""
    from bbb_errors import checksum_doctor as doctor

    wrong = []
    for each in made(count):
        asked = doctor.request_in(each["url"])
        assert asked
        result = doctor.diagnose(asked, doctor.bare_secret(each["secret"]))
        if not is_right(each["mistake"], result.verdict, [list(ids) for ids in result.mistakes]):
            wrong.append((each["mistake"], result.verdict, result.mistakes, each["url"]))
    print(f"{100 * (1 - len(wrong) / count):.2f} % of {count} single mistakes are named right")
    for case in wrong[:20]:
        print(*case)


if __name__ == "__main__":
    main(int(sys.argv[1]))
