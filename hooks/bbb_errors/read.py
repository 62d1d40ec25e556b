"""Makes a pasted text readable, one coat of encoding after the other, as the page's coats.js and responses.js do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

LONGEST = 200_000
COATS = 4
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_SIGNS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})


def cut(text: str) -> str:
    """The part of a text that is looked at: all of it, or its beginning and its end."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"


def unescape_entities(text: str) -> str:
    """Take HTML's and XML's entities off once."""

    def number(match: re.Match[str]) -> str:
        value = int(match[1], 16) if match[1] else int(match[2])
        return chr(value) if 0 < value <= 0x10FFFF else ""

    text = re.sub(r"&(amp|lt|gt|quot|apos|nbsp);", lambda match: _NAMED[match[1]], text)
    return re.sub(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));", number, text, flags=re.IGNORECASE)


def unescape_json(text: str) -> str:
    """Take the escapes of a JSON text off once."""

    def one(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else match[2] or " "

    return re.sub(r'\\(?:u([0-9a-f]{4})|(["\\/])|[nrt])', one, text, flags=re.IGNORECASE)


def unescape_percent(text: str) -> str:
    """Take percent-encoding off once; + is a space."""

    def run(match: re.Match[str]) -> str:
        try:
            return unquote_to_bytes(match[0]).decode()
        except UnicodeDecodeError:
            return match[0]

    return re.sub(r"(?:%[0-9a-f]{2})+", run, text.replace("+", " "), flags=re.IGNORECASE)


def coats(text: str) -> list[str]:
    """The text in each of its coats, the outermost first."""
    found = [re.sub(r"^[<>*] ", "", cut(text), flags=re.MULTILINE)]
    for _ in range(COATS):
        last = after = found[-1]
        if re.search(r"&(?:lt|quot|amp|#)", last, re.IGNORECASE):
            after = unescape_entities(last)
        elif re.search(r'\\["nu]', last):
            after = unescape_json(last)
        elif re.search(r"%(?:25)?(?:5B|7B|22|3C)", last, re.IGNORECASE):
            after = unescape_percent(last)
        elif "errors=[" in last:
            after = last.replace("+", " ")
        if after == last:
            break
        found.append(after)
    return found


def plain(text: str) -> str:
    """White space as single spaces, straight quotation marks."""
    return " ".join(text.translate(_SIGNS).split())


def lower(text: str) -> str:
    """Lower case without a change of length."""
    return re.sub("[A-Z\u00c0-\u00de]+", lambda match: match[0].lower(), text)


def long_words(text: str) -> set[str]:
    """The words of four letters or more of a text in lower case."""
    return set(re.findall("[a-z]{4,}", text))


# ---- Answers of the API ---------------------------------------------------------------------------------------------

_VALUE = 4000
_TOKEN = re.compile(
    rf"<(returncode|messageKey|key|message)>\s{{0,99}}(?:<!\[CDATA\[)?((?:[^<\]]|\](?!\]>)){{0,{_VALUE}}})"
    rf'|"(returncode|messageKey|key|message)"\s{{0,9}}:\s{{0,9}}"((?:[^"\\]|\\.){{0,{_VALUE}}})"'
    rf"|'(returncode|messageKey|key|message)'\s{{0,9}}(?::|=>)\s{{0,9}}'([^']{{0,{_VALUE}}})'"
    rf'|\b(key|message)="([^"<>]{{0,{_VALUE}}})"',
    re.IGNORECASE,
)
_NAMES = {"returncode": "returncode", "messagekey": "key", "key": "key", "message": "message"}


def answers(text: str) -> list[dict[str, str]]:
    """Every answer in a text, in order: returncode, key, message and form; what one lacks is an empty text."""
    return [each for each in _answers(text) if each["returncode"] or each["key"] or each["message"]]


def _answers(text: str) -> Iterator[dict[str, str]]:
    now: dict[str, str] | None = None
    returncode = ""
    for match in _TOKEN.finditer(text):
        at = next(n for n in (1, 3, 5, 7) if match[n])
        tag, value = match[at].lower(), match[at + 1].strip()
        name = _NAMES[tag]
        if now is not None and (name == "returncode" or now[name]):
            yield now
            now = None
        if name == "returncode":
            returncode = value.upper()
        now = now or {"returncode": returncode, "key": "", "message": "", "form": ""}
        if name == "returncode":
            continue
        now[name] = value
        form = "json" if at in (3, 5) else "xml-list" if at == 7 else "xml"
        now["form"] = now["form"] or form
        if tag == "key":
            now["form"] = {"json": "redirect", "xml": "xml-list"}.get(now["form"], now["form"])
    if now is not None:
        yield now


def call_in(text: str) -> str:
    """The API call of a text, from an address in it."""
    found = re.search(r"/api/((?:hooks/)?[A-Za-z]{2,40})\b", text)
    return found[1] if found else ""


def status_in(text: str) -> int:
    """The HTTP status of a text; 0 if none."""
    phrases = "Bad Gateway|Bad Request|Not Found|Internal Server Error|Gateway Time-?out|Request Entity Too Large"
    phrases += (
        "|Payload Too Large|Service (?:Temporarily )?Unavailable|Forbidden|Unauthorized|Server Error|Client Error"
    )
    for pattern in (
        r"\bHTTP/\d(?:\.\d)? ([1-5]\d\d)\b",
        r"""\b(?:HTTP )?(?:status|response|error|HTTP)(?: code)?[ :='"]{1,4}([1-5]\d\d)\b""",
        rf"\b([45]\d\d) (?:{phrases})",
        r"\b(301) Moved Permanently",
    ):
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return int(found[1])
    return 0
