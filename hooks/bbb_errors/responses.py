"""The responses in a pasted text, and what call, release and status it names; as the page's responses.js."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bbb_errors.coats import lower, plain, trimmed, upper
from bbb_errors.patterns import PATTERNS, pattern
from bbb_wire.rules import rules

_TOKEN = pattern("|".join(rules()["tokens"]["patterns"]), True)
_FORMS = rules()["tokens"]["forms"]
_STATUSES = [pattern(each, True) for each in rules()["statuses"]["patterns"]]
_LOGGED = [(pattern(each["pattern"]), int(each["status"])) for each in rules()["statuses"]["logged"]]


class Told(NamedTuple):
    """What a response told; what it lacks is an empty text."""

    returncode: str = ""
    key: str = ""
    message: str = ""
    form: str = ""


def _without_metadata(text: str) -> str:
    """The text without what somebody gave a meeting as its metadata."""
    first, *others = text.split("<metadata>")
    return "<metadata>".join([first, *(each[max(0, each.find("</metadata>")) :] for each in others)])


def responses(text: str) -> list[Told]:
    """Every response in a text, in order."""
    return [each for each in _responses(_without_metadata(text)) if each.returncode or each.key or each.message]


def _responses(text: str) -> Iterator[Told]:
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
        now = now._replace(**{name: value, "form": _form_with(now.form, tag, _FORMS[at // 2])})
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
    """The HTTP status of a text, or that of a line of a web server's log; 0 if none."""
    for each in _STATUSES:
        if found := each.search(text):
            return int(next(group for group in found.groups() if group))
    if logged := next((status for line, status in _LOGGED if line.search(text)), 0):
        return logged
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
