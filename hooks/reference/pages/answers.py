"""Answers as Markdown: table cells on an error's page, list items on a call's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.vocabulary import Certainty, Sent
from reference.pages import release_lines, views
from reference.pages.links import Linker, call_uri, error_uri, speaker_uri
from reference.pages.text import NEXT_LINE, cell, code, table

STATUS_WORDS = {
    Sent.SENT: "sent",
    Sent.UNDECIDED: "undecided for 3.0",
    Sent.NEVER: "never sent",
    Sent.REMOVED: "removed",
}

UNSURE = (Certainty.DOCUMENTED, Certainty.INFERRED, Certainty.UNKNOWN)
"""How an answer is known that deserves a badge; the others were read, run or seen."""


@dataclass(frozen=True)
class AnswerCells:
    """Writes answers for one page."""

    catalog: Catalog
    link: Linker

    def who(self, answer: Answer, linked: set[str]) -> str:
        """The calls, each with the number of the check, or who else gives the answer.

        A target in `linked` is not linked again; new ones are added to it.
        """
        parts = [self._call(answer, name, linked) for name in answer.calls]
        if answer.scope:
            parts.append(cell(self.link.prose(answer.scope)))
        return ", ".join(parts) or "none"

    def _places(self, answer: Answer) -> list[tuple[str, int | None]]:
        spots = [(name, self.catalog.step_of(name, answer.id)) for name in answer.calls]
        return [(name, spot.step if spot else None) for name, spot in spots]

    def _call(self, answer: Answer, name: str, linked: set[str]) -> str:
        written = self.catalog.calls[name].written
        if not answer.sendable:
            return written
        spot = self.catalog.step_of(name, answer.id)
        target = self.link.to(call_uri(name), f"step-{spot.step}" if spot else None)
        text = written if target in linked else f"[{written}]({target})"
        linked.add(target)
        return f"{text} ({spot.step}/{len(self.catalog.calls[name].steps)})" if spot else text

    def condition(self, answer: Answer) -> str:
        """Condition, since, until and notes, then what other release lines do."""
        lines = [self.link.prose(answer.condition)]
        if answer.certainty in UNSURE:
            lines[0] += f" {badge(answer.certainty)}"
        if answer.since:
            lines.append(f"*Since:* {self.link.prose(answer.since)}")
        if answer.until:
            lines.append(f"*Until:* {self.link.prose(answer.until)}")
        lines += [self.link.prose(note) for note in answer.notes]
        lines += release_lines.told(self.catalog, answer, self.link)
        if answer.versions:
            lines.append(f"*Versions:* {self.link.prose(answer.versions)}")
        return NEXT_LINE.join(cell(line) for line in lines)

    def text(self, answer: Answer) -> str:
        """The exact text, as XML writes it too where that differs; else what stands in its place."""
        if answer.message is None:
            return views.heading(answer, self.catalog.owner[answer.id])
        in_xml = views.in_xml(self.catalog, answer)
        quoted = code(answer.message) + views.sic(self.catalog, answer.message)
        return quoted + (f"{NEXT_LINE}<small>in XML: {code(in_xml)}</small>" if in_xml else "")

    def form(self, answer: Answer) -> str:
        """The form of the body, the HTTP status, and what else is special in the bytes."""
        error = self.catalog.owner[answer.id]
        notes = [
            self.catalog.formats[answer.format].title,
            f"HTTP {answer.http_status}" if answer.http_status else "no response",
        ]
        if answer.message is not None and not answer.whole:
            notes.append("the rest of the body isn't known")
        if not self.catalog.layout_seen(answer):
            notes.append("line breaks inferred")
        if only := self._only(answer):
            notes.append(only)
        elif self._own(answer) and (answer.sent is not error.status or answer.sent is Sent.UNDECIDED):
            notes.append(STATUS_WORDS[answer.sent])
        if answer.key:
            notes.append(f"spelled {code(answer.key)}")
        return ", ".join(notes)

    def _only(self, answer: Answer) -> str | None:
        """The lines that send an answer, where 3.0 does not."""
        if answer.elsewhere and answer.sent in (Sent.NEVER, Sent.REMOVED):
            return f"{release_lines.elsewhere(self.catalog, [answer])} only"
        return None

    def _own(self, answer: Answer) -> bool:
        return answer.speaker not in self.catalog.programs

    def rows(self, answers: Sequence[Answer]) -> list[tuple[str, ...]]:
        """Answers as table rows: text, calls, condition, form. Those with one text stand together.

        A text is not repeated, nor is a long list of calls.
        """
        order = list(dict.fromkeys(self.text(answer) for answer in answers))
        result: list[tuple[str, ...]] = []
        linked: set[str] = set()
        before: list[tuple[str, int | None]] = []
        text_before = ""
        for answer in sorted(answers, key=lambda answer: order.index(self.text(answer))):
            places, text = self._places(answer), self.text(answer)
            same = places == before and len(places) > 3
            who = "the same calls" if same else self.who(answer, linked)
            result.append(("" if text == text_before else text, who, self.condition(answer), self.form(answer)))
            before, text_before = places, text
        return result

    def table(self, error: Error, sent: bool = True) -> str:
        """The table of an entry's answers by BigBlueButton; empty if it has none."""
        answers = [answer for answer in error.answers if self._own(answer)]
        head = ("Text", "Call (check)" if sent else "Call", "Condition", "Form")
        skipped = 0 if any(answer.message for answer in answers) else 1
        return table(head[skipped:], [row[skipped:] for row in self.rows(answers)]) if answers else ""

    def programs_table(self, error: Error) -> str:
        """The table of an entry's answers by other programs, one after the other; empty if there are none."""
        rows: list[tuple[str, ...]] = []
        for name, program in self.catalog.programs.items():
            link = f"[{program.name}]({self.link.to(speaker_uri(name))})"
            for row in self.rows([answer for answer in error.answers if answer.speaker == name]):
                rows.append((link, *row))
                link = ""
        with_text = any(answer.message for answer in error.answers if not self._own(answer))
        head: tuple[str, ...] = ("Program", "Text", "Call", "Condition", "Form")
        if not with_text:
            head, rows = (head[0], *head[2:]), [(row[0], *row[2:]) for row in rows]
        return table(head, rows) if rows else ""

    def line(self, answer_or_id: Answer | str) -> str:
        """One answer as a list item in three lines: link and badges, text, condition."""
        answer = self.catalog.answers[answer_or_id] if isinstance(answer_or_id, str) else answer_or_id
        error = self.catalog.owner[answer.id]
        name = code(error.key) if error.key else error.title
        marks = f" {badge(answer.certainty)}" if answer.certainty in UNSURE else ""
        only = release_lines.mark(self.catalog.lines_of(answer)) or self._only(answer)
        marks += f' <span class="badge badge--line" data-search-exclude="badge">{only}</span>' if only else ""
        quoted = f"{NEXT_LINE}{code(answer.message)}{{: .said }}" if answer.message else ""
        text = quoted + views.sic(self.catalog, answer.message)
        link = f"[{name}]({self.link.to(error_uri(error.address))})"
        return f"{link}{marks}{text}{NEXT_LINE}{self.link.prose(answer.condition)}"


def badge(certainty: Certainty) -> str:
    """How a fact is known, as a small mark."""
    return f'<span class="badge badge--{certainty}">{certainty}</span>'
