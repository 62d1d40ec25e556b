"""Reads the request of which the checksum is to be looked at: a call, or a callback of bbb-webhooks."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

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
