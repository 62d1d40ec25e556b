"""Release lines in words: of an answer in its table, and as a mark beside what only some lines do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.catalog.evidence import Holds, Line
from reference.catalog.model import Answer
from reference.pages.links import Linker
from reference.pages.text import code


def mark(lines: Iterable[Line]) -> str | None:
    """Return a few words on what only some lines or releases do; nothing for what is the same in all that is known."""
    known = {holds: [line for line in lines if line.holds is holds] for holds in Holds}
    does = known[Holds.YES]
    if does and known[Holds.NO]:
        [first, *_] = does
        part = f", {span(first)}" if span(first) else ""
        return f"{' and '.join(line.line for line in does)} only{part}"
    if does and known[Holds.UNKNOWN] and does[0] is not next(iter(lines)):
        return f"{does[0].line}; not known for {known[Holds.UNKNOWN][0].line}"
    return span(does[0]) if does and span(does[0]) else None


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


def told(answer: Answer, lines: Iterable[Line], link: Linker) -> Iterator[str]:
    """Yield one sentence of Markdown for each line of which more is known than the usual."""
    names = {line.line for line in answer.lines}
    for line in lines:
        if line.line in names:
            yield f"*{line.line}:* {_sentence(line, link)}"


def _sentence(line: Line, link: Linker) -> str:
    """Return what is known of one line."""
    words = {Holds.YES: "sent", Holds.NO: "not sent", Holds.UNKNOWN: "not known"}[line.holds]
    parts = [" ".join(part for part in (words, span(line)) if part) + "."]
    if line.message:
        parts.append(f"The text there is {code(line.message)}.")
    parts += [link.prose(text) for text in (line.instead, line.note) if text]
    return " ".join(parts)
