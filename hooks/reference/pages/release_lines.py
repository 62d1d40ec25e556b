"""Release lines in words and tables: which of them send an entry, each of its texts, and what is special in one."""

from __future__ import annotations

from collections.abc import Iterable

from reference.catalog.answer import SERVER, Answer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ, Holds, Line, is_prerelease
from reference.catalog.vocabulary import Certainty, Sent
from reference.pages.links import Linker
from reference.pages.text import NEXT_LINE, cell, code, table

NO_TEXT = "*no text*"
"""Stands in the table for answers without a text, or with one that is not known."""


def mark(lines: Iterable[Line]) -> str | None:
    """Return a few words on what only newer lines or some releases do; nothing for what 3.0 has always done."""
    named = {line.line: line for line in lines}
    read = named.get(READ)
    newer = [line for name, line in named.items() if name != READ and list(named).index(name) > list(named).index(READ)]
    does = [line for line in newer if line.holds is Holds.YES]
    if read is None or read.holds is Holds.YES:
        return span(read) or None if read else None
    if not does:
        return None
    part = f", {span(does[0])}" if span(does[0]) else ""
    if read.holds is Holds.UNKNOWN:
        return f"{does[0].line}; not known for {READ}"
    return f"{joined(line.line for line in does)} only{part}"


def span(line: Line) -> str:
    """Return from which release of a line to which; nothing if it is all of them."""
    words = []
    if line.since:
        words.append(f"from {line.since.lstrip('≤≥')}{_side(line.since)} on")
    if line.until:
        words.append(f"up to {line.until.lstrip('≤≥')}{_side(line.until)}")
    return ", ".join(words)


def _side(release: str) -> str:
    return {"≤": " or earlier", "≥": " at least"}.get(release[0], "")


def told(catalog: Catalog, answer: Answer, link: Linker) -> list[str]:
    """Return what lines do that the table of releases doesn't show, as Markdown: 3.0 first, several others folded."""
    order = list(catalog.releases)
    said: dict[bool, list[str]] = {True: [], False: []}
    others: set[str] = set()
    for line in answer.lines:
        if line.is_special:
            meant = order[order.index(line.line) : order.index(line.to or line.line) + 1]
            said[READ in meant].append(f"*{named(line)}:* {_sentence(line, link)}")
            others.update(meant if READ not in meant else ())
    if len(said[False]) > 1:
        summary = f"In {spans(sorted(others, key=order.index), order)}"
        said[False] = [f"<details><summary>{summary}</summary>{NEXT_LINE.join(said[False])}</details>"]
    return said[True] + said[False]


def named(line: Line) -> str:
    """Return the names of the lines that an item is about."""
    return f"{line.line} to {line.to}" if line.to else line.line


def _sentence(line: Line, link: Linker) -> str:
    """Return what is known of one line."""
    words = {Holds.YES: "sent", Holds.NO: "not sent", Holds.UNKNOWN: "not known"}[line.holds]
    parts = [" ".join(part for part in (words, span(line)) if part) + "."]
    if line.message:
        parts.append(f"The text there is {code(line.message)}.")
    if line.redirect_false is not None:
        parts.append("With `redirect=false` it is XML." if line.redirect_false else "`redirect=false` is ignored.")
    parts += [link.prose(text) for text in (line.instead, line.note) if text]
    if line.certainty is not Certainty.SOURCE:
        parts.append(f"({line.certainty.capitalize()}.)")
    return " ".join(parts)


def joined(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: `2.2, 2.3 and 4.0`; an empty text for none."""
    *first, last = tuple(names) or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def holding(catalog: Catalog, answers: Iterable[Answer]) -> dict[str, Holds]:
    """Whether each release line sends one of some answers, by the line's name; a pre-release alone does not count."""
    lines = [catalog.lines_of(answer) for answer in answers if answer.speaker == SERVER]
    best = (Holds.YES, Holds.UNKNOWN, Holds.NO)
    return {
        line[0].line: min((Holds.NO if is_prerelease(each.until) else each.holds for each in line), key=best.index)
        for line in zip(*lines, strict=True)
    }


def elsewhere(catalog: Catalog, answers: Iterable[Answer]) -> str:
    """The lines other than 3.0 that send one of some answers, and a pre-release of 3.0 that did, in words.

    Such as `2.2 to 2.5 and 4.0`; an empty text if there is none.
    """
    answers = tuple(answers)
    found = holding(catalog, answers)
    names = [name for name in found if name != READ and found[name] is Holds.YES]
    last = (answer.line(READ).until or "" for answer in answers if answer.sent is Sent.REMOVED)
    tried = sorted({release.lstrip("≤≥") for release in last if is_prerelease(release)})
    return joined(part for part in (spans(names, list(catalog.releases)), *tried) if part)


def extent(catalog: Catalog, answers: Iterable[Answer]) -> dict[str, str]:
    """Whether each line sends one of some answers: `yes`, `part` (in some releases alone), `no` or `unknown`."""
    answers = [answer for answer in answers if answer.speaker == SERVER]
    found: dict[str, str] = {}
    for name, holds in holding(catalog, answers).items():
        sent = [line for line in (answer.line(name) for answer in answers) if line.holds is Holds.YES]
        found[name] = "part" if sent and all(line.since or line.until for line in sent) else holds.value
    return found


def change(catalog: Catalog, error: Error, older: str, newer: str) -> str:
    """What becomes of an entry from one line to another: `new in 2.4`, `gone in 2.4`, or nothing that is known."""
    found = holding(catalog, error.answers)
    match found.get(older), found.get(newer):
        case Holds.NO, Holds.YES:
            return f"new in {newer}"
        case Holds.YES, Holds.NO:
            return f"gone in {newer}"
    return ""


def spans(names: list[str], order: list[str]) -> str:
    """Some lines in words, what lies in a row as a span."""
    rows: list[list[str]] = []
    for name in names:
        if rows and order.index(name) == order.index(rows[-1][-1]) + 1:
            rows[-1].append(name)
        else:
            rows.append([name])
    words = [row[0] if len(row) == 1 else f"{row[0]} to {row[-1]}" for row in rows]
    return joined(words) if words else ""


def release_table(catalog: Catalog, error: Error) -> str:
    """The table of an entry's texts: one row a text, one column a line; empty if no line is known to send it.

    No line has a part in what the caller's own program reports.
    """
    if error.of_clients:
        return ""
    rows: dict[str, dict[str, list[Line]]] = {}
    for answer in error.answers:
        lines = catalog.lines_of(answer) if answer.sendable else ()
        texts = [_label(answer, line) for line in lines]
        for label in dict.fromkeys(texts):
            for text, line in zip(texts, lines, strict=True):
                other = line if text == label else Line(line=line.line, holds=_without_text(line))
                rows.setdefault(label, {}).setdefault(line.line, []).append(other)
    shown = [
        (label, *(_cell(lines.get(name, ())) for name in catalog.releases))
        for label, lines in rows.items()
        if any(line.holds is not Holds.NO for found in lines.values() for line in found)
    ]
    return table(("Text", *catalog.releases), shown) if shown else ""


def _label(answer: Answer, line: Line) -> str:
    """What the table calls the text of an answer in one line; with the key where it is spelled in another way."""
    text = line.message or answer.message
    key = f"{code(answer.key)}: " if answer.key else ""
    return cell(key + (code(text) if text else NO_TEXT))


def _without_text(line: Line) -> Holds:
    """Whether a line sends a text that is not its own for the answer: no, or unknown if all of the line is."""
    return Holds.UNKNOWN if line.holds is Holds.UNKNOWN else Holds.NO


def _cell(lines: Iterable[Line]) -> str:
    """One text in one line: as one of the answers with this text has it."""
    found = sorted(lines, key=lambda line: (Holds.YES, Holds.UNKNOWN, Holds.NO).index(line.holds))
    if not found or found[0].holds is Holds.NO:
        return "no"
    if found[0].holds is Holds.UNKNOWN:
        return "unknown"
    parts = {span(line) for line in found if line.holds is Holds.YES}
    return "yes" if len(parts) > 1 or not parts - {""} else parts.pop()


def wordings(catalog: Catalog, error: Error) -> dict[str, str]:
    """The texts that release lines send and the page's samples don't show, each with its lines in words."""
    shown = {answer.message for answer in error.shown}
    found: dict[str, dict[str, Line]] = {}
    for answer in error.answers:
        for line in catalog.lines_of(answer):
            text = line.message or answer.message
            if text and text not in shown and line.holds is Holds.YES:
                found.setdefault(text, {})[line.line] = line
    order = list(catalog.releases)
    return {text: spans(sorted(lines, key=order.index), order) for text, lines in found.items()}
