"""Whether what a text names is what went wrong, and whether that was at BigBlueButton; as the page's mentions.js."""

from __future__ import annotations

from collections.abc import Iterable

from bbb_errors.patterns import LIMITS, PATTERNS
from bbb_wire.rules import rules

_COMMON = frozenset(rules()["keys"]["common"])

Mention = tuple[str, str, int]
"""A key in a text: the key, its entry, and where it begins."""


def _around(text: str, mention: Mention) -> tuple[str, str]:
    key, _, at = mention
    end = at + len(key)
    return text[max(0, at - LIMITS["before"]) : at], text[end : end + LIMITS["behind"]]


def is_named_as_error(text: str, mention: Mention) -> bool:
    """Return whether a word for an error stands right in front of a key."""
    return PATTERNS["after_error"].search(_around(text, mention)[0]) is not None


def is_of_others(mention: Mention) -> bool:
    """Return whether other programs use a key, too."""
    return mention[0] in _COMMON


def _listed(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the keys that stand in a row of several entries, of which the text names none as the error."""
    rows: list[list[Mention]] = []
    for each in mentions:
        last = rows[-1][-1] if rows else each
        between = text[last[2] + len(last[0]) : each[2]]
        if rows and len(between) <= LIMITS["behind"] and PATTERNS["listed"].search(between):
            rows[-1].append(each)
        else:
            rows.append([each])
    unnamed = [row for row in rows if not any(is_named_as_error(text, each) for each in row)]
    return [each for row in unnamed if len({entry for _, entry, _ in row}) > 1 for each in row]


def _is_code_or_denied(text: str, mention: Mention) -> bool:
    """Return whether a key is a value in code or in a URL, or the text says that it isn't the error, or no longer."""
    before, behind = _around(text, mention)
    if PATTERNS["assigned"].search(before) or PATTERNS["defined"].search(behind):
        return True
    return bool(PATTERNS["denied_before"].search(before) or PATTERNS["denied_behind"].search(behind))


def without_doubted(text: str, mentions: Iterable[Mention], rivaled: bool) -> list[Mention]:
    """Return the keys of which the text says that they are the error.

    Args:
        text: The text.
        mentions: Its keys, of which none stands beside its message.
        rivaled: Whether something else in the text says what went wrong, so that a key in prose doesn't.
    """
    mentions = list(mentions)
    listed = _listed(text, mentions)
    rest = [
        each
        for each in mentions
        if each not in listed and (is_named_as_error(text, each) or not _is_code_or_denied(text, each))
    ]
    prose = [
        each
        for each in rest
        if not is_named_as_error(text, each) and not PATTERNS["framed"].search(_around(text, each)[0])
    ]
    if rivaled or len({entry for _, entry, _ in rest}) > 1:
        return [each for each in rest if each not in prose]
    return rest


def is_elsewhere(text: str) -> bool:
    """Return whether a text is about another program, or its URLs are none of BigBlueButton."""
    if PATTERNS["other_program"].search(text) or PATTERNS["read_file"].search(text):
        return True
    urls = [url for url in PATTERNS["path_of_url"].findall(text) if not PATTERNS["about_url"].search(url)]
    return bool(urls) and not any(PATTERNS["our_url"].search(url) for url in urls)
