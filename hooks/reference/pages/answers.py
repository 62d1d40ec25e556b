"""Answers as Markdown: table cells on an error's page, list items on a call's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reference.catalog.contents import Catalog
from reference.catalog.model import Answer, Error
from reference.catalog.vocabulary import Certainty, Sent
from reference.pages import release_lines
from reference.pages.links import Linker, call_uri, error_uri, speaker_uri
from reference.pages.text import cell, code, table

STATUS_WORDS = {
    Sent.SENT: "sent",
    Sent.UNDECIDED: "undecided for 3.0",
    Sent.NEVER: "never sent",
    Sent.REMOVED: "removed",
}


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
        """Condition, since, until, release lines and notes."""
        lines = [self.link.prose(answer.condition)]
        if answer.certainty is not Certainty.SOURCE:
            lines[0] += f" {badge(answer.certainty)}"
        if answer.since:
            lines.append(f"*Since:* {self.link.prose(answer.since)}")
        if answer.until:
            lines.append(f"*Until:* {self.link.prose(answer.until)}")
        lines += release_lines.told(answer, self.link)
        if answer.versions:
            lines.append(f"*Versions:* {self.link.prose(answer.versions)}")
        lines += [self.link.prose(note) for note in answer.notes]
        return "<br>".join(cell(line) for line in lines)

    def message(self, answer: Answer) -> str:
        """The text, or what comes in its place, with the form of the body and the HTTP status."""
        error = self.catalog.owner[answer.id]
        status = f"HTTP {answer.http_status}" if answer.http_status else "no answer"
        notes = [self.catalog.formats[answer.format].title, status]
        if only := self._only(answer):
            notes.append(only)
        elif self._own(answer) and (answer.sent is not error.status or answer.sent is Sent.UNDECIDED):
            notes.append(STATUS_WORDS[answer.sent])
        if answer.key:
            notes.append(f"spelled {code(answer.key)}")
        text = code(answer.message) + "<br>" if answer.message else ""
        return f"{text}<small>{', '.join(notes)}</small>"

    def _only(self, answer: Answer) -> str | None:
        """The lines that send an answer, where 3.0 does not."""
        if answer.elsewhere and answer.sent in (Sent.NEVER, Sent.REMOVED):
            return f"{release_lines.elsewhere(self.catalog, [answer])} only"
        return None

    def _own(self, answer: Answer) -> bool:
        return answer.speaker not in self.catalog.programs

    def rows(self, answers: Sequence[Answer]) -> list[tuple[str, ...]]:
        """Answers as table rows. A long list of calls is not repeated, nor a message column without messages."""
        result: list[tuple[str, ...]] = []
        linked: set[str] = set()
        before: list[tuple[str, int | None]] = []
        with_message = any(answer.message for answer in answers)
        for answer in answers:
            places = self._places(answer)
            same = places == before and len(places) > 3
            before = places
            row = ("the same calls" if same else self.who(answer, linked), self.condition(answer))
            result.append((*row, self.message(answer)) if with_message else row)
        return result

    def table(self, error: Error, sent: bool = True) -> str:
        """The table of an entry's answers by BigBlueButton; empty if it has none."""
        rows = self.rows([answer for answer in error.answers if self._own(answer)])
        head = ("Call (check)" if sent else "Call", "Condition", "Message")
        return table(head[: len(rows[0])], rows) if rows else ""

    def programs_table(self, error: Error) -> str:
        """The table of an entry's answers by other programs, one after the other; empty if there are none."""
        order = list(self.catalog.programs)
        answers = [answer for answer in error.answers if not self._own(answer)]
        answers.sort(key=lambda answer: order.index(answer.speaker))
        rows: list[tuple[str, ...]] = []
        before = ""
        for answer, row in zip(answers, self.rows(answers), strict=True):
            name = f"[{self.catalog.speakers[answer.speaker].name}]({self.link.to(speaker_uri(answer.speaker))})"
            rows.append((name if answer.speaker != before else "", *row))
            before = answer.speaker
        head = ("Program", "Call", "Condition", "Message")
        return table(head[: len(rows[0])], rows) if rows else ""

    def line(self, answer_or_id: Answer | str) -> str:
        """One answer as a list item: link, text, condition."""
        answer = self.catalog.answers[answer_or_id] if isinstance(answer_or_id, str) else answer_or_id
        error = self.catalog.owner[answer.id]
        name = code(error.key) if error.key else error.title
        sure = "" if answer.certainty is Certainty.SOURCE else f" {badge(answer.certainty)}"
        only = release_lines.mark(self.catalog.lines_of(answer)) or self._only(answer)
        sure += f' <span class="badge badge--line">{only}</span>' if only else ""
        text = f": {code(answer.message)}." if answer.message else "."
        return f"[{name}]({self.link.to(error_uri(error.address))}){text} {self.link.prose(answer.condition)}{sure}"


def badge(certainty: Certainty) -> str:
    """How a fact is known, as a small mark."""
    return f'<span class="badge badge--{certainty}">{certainty}</span>'
