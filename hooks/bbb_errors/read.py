"""Makes a pasted text readable, one coat of encoding after the other, as the page's coats.js and responses.js do.

Texts are in code units of UTF-16 here, as JavaScript counts: a character beyond U+FFFF is two. `units` makes such a
text and `joined` makes a usual one of it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from bbb_wire.rules import rules

_RULES = rules()
LIMITS = _RULES["limits"]
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"'})


def pattern(text: str, any_case: bool = False) -> re.Pattern[str]:
    """Compile a pattern of the rules as JavaScript reads it."""
    return re.compile(text, re.ASCII | (re.IGNORECASE if any_case else 0))


PATTERNS = {name: pattern(text) for name, text in _RULES["patterns"].items()}
PATTERNS |= {name: pattern(text, True) for name, text in _RULES["patterns_any_case"].items()}
_SPACES = pattern(f"{_RULES['patterns']['space']}+")
_TOKEN = pattern("|".join(_RULES["tokens"]["patterns"]), True)
_FORMS = _RULES["tokens"]["forms"]
_STATUSES = [pattern(each, True) for each in _RULES["statuses"]["patterns"]]


def units(text: str) -> str:
    """The text in code units of UTF-16."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le", "surrogatepass"))))


def joined(text: str) -> str:
    """The text with its characters whole again; half a character stays."""
    return re.sub(
        "[\ud800-\udbff][\udc00-\udfff]",
        lambda pair: chr(0x10000 + ((ord(pair[0][0]) - 0xD800) << 10) + ord(pair[0][1]) - 0xDC00),
        text,
    )


def cut(text: str) -> str:
    """The part of a text that is looked at: all of it, or its beginning and its end."""
    half = LIMITS["looked_at"] // 2
    return text if len(text) <= 2 * half else f"{text[:half]}\n{text[-half:]}"


def _character(number: int) -> str:
    return units(chr(number)) if 0 < number <= 0x10FFFF else ""


def unescape_entities(text: str) -> str:
    """Take HTML's and XML's entities off once."""
    text = re.sub(r"&(amp|lt|gt|quot|apos|nbsp);", lambda match: _NAMED[match[1]], text)
    return PATTERNS["entity"].sub(lambda match: _character(int(match[1], 16) if match[1] else int(match[2])), text)


def unescape_json(text: str) -> str:
    """Take the escapes of a JSON text off once."""
    return PATTERNS["json_escape"].sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2] or " ", text)


def unescape_percent(text: str) -> str:
    """Take percent-encoding off once; + is a space."""

    def run(match: re.Match[str]) -> str:
        try:
            return units(unquote_to_bytes(match[0]).decode())
        except UnicodeDecodeError:
            return match[0]

    return PATTERNS["percent"].sub(run, text.replace("+", " "))


def coats(text: str) -> list[str]:
    """The text in each of its coats, the outermost first. No text comes twice."""
    found = [re.sub(r"(^|\n)[<>*] ", r"\1", cut(text))]  # curl -v puts these in front of headers
    for _ in range(LIMITS["coats"]):
        last = after = found[-1]
        if PATTERNS["encoded_entities"].search(last):
            after = unescape_entities(last)
        elif PATTERNS["encoded_json"].search(last):
            after = unescape_json(last)
        elif PATTERNS["encoded_form"].search(last):
            after = unescape_percent(last)
        elif PATTERNS["encoded_plus"].search(last):
            after = last.replace("+", " ")
        if after == last:
            break
        found.append(after)
    return found


def plain(text: str) -> str:
    """White space as single spaces, straight quotation marks."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip(" ")


def trimmed(text: str) -> str:
    """The text without white space at its ends."""
    start = _SPACES.match(text)
    begin = start.end() if start else 0
    end = len(text)
    while end > begin and PATTERNS["space"].match(text[end - 1]):
        end -= 1
    return text[begin:end]


def lower(text: str) -> str:
    """Lower case without a change of length."""
    if text.isascii():
        return text.lower()
    return re.sub("[A-Z\u00c0-\u00de]+", lambda match: match[0].lower(), text)


def upper(text: str) -> str:
    """The letters of ASCII in upper case."""
    return re.sub("[a-z]+", lambda match: match[0].upper(), text)


def long_words(text: str) -> dict[str, None]:
    """The words of four letters or more of a text in lower case, each once, in their order."""
    return dict.fromkeys(PATTERNS["long_word"].findall(text))


@dataclass
class Told:
    """What a response told; what it lacks is an empty text."""

    returncode: str = ""
    key: str = ""
    message: str = ""
    form: str = ""


def _without_metadata(text: str) -> str:
    """The text without what somebody gave a meeting as its metadata."""
    first, *others = text.split("<metadata>")
    return "<metadata>".join([first, *(each[max(0, each.find("</metadata>")) :] for each in others)])


def answers(text: str) -> list[Told]:
    """Every response in a text, in order."""
    return [each for each in _answers(_without_metadata(text)) if each.returncode or each.key or each.message]


def _answers(text: str) -> Iterator[Told]:
    now: Told | None = None
    returncode = ""
    for match in _TOKEN.finditer(text):
        at = next(n for n in range(1, 2 * len(_FORMS), 2) if match[n])
        tag, value = lower(match[at]), trimmed(match[at + 1])
        name = {"returncode": "returncode", "message": "message"}.get(tag, "key")
        if now is not None and (name == "returncode" or getattr(now, name)):
            yield now
            now = None
        if name == "returncode":
            returncode = upper(value)
        now = now or Told(returncode)
        if name == "returncode":
            continue
        setattr(now, name, value)
        now.form = _form_with(now.form, tag, _FORMS[at // 2])
    if now is not None:
        yield now


def _form_with(form: str, tag: str, of_token: str) -> str:
    """The form of a response after one more of its parts was read."""
    known = form or of_token
    return {"json": "redirect", "xml": "xml-list"}.get(known, known) if tag == "key" else known


def call_in(text: str) -> str:
    """The API call of a text, from an address in it; an empty text if none is there."""
    found = PATTERNS["call"].search(text)
    return found[1] if found else ""


def release_in(text: str) -> str:
    """The release line of BigBlueButton that a text names; an empty text if it names none, or several."""
    lines = set(PATTERNS["release"].findall(text))
    return str(lines.pop()) if len(lines) == 1 else ""


def status_in(text: str) -> int:
    """The HTTP status of a text; 0 if none."""
    for each in _STATUSES:
        if found := each.search(text):
            return int(next(group for group in found.groups() if group))
    alone = PATTERNS["status_alone"].search(plain(text[:99]))
    return int(alone[0]) if alone else 0


def is_cut(text: str) -> bool:
    """Whether a response in a text has no end: an element that is not closed, or a brace."""
    last = text.rfind("<response>")
    if last >= 0:
        return "</response>" not in text[last:]
    if opened := PATTERNS["open_tag"].search(text):
        return f"</{opened[1]}>" not in text[opened.start() :]
    if '"returncode"' not in text:
        return False
    rest = PATTERNS["quoted"].sub("", text)
    return rest.count("{") > rest.count("}")
