"""Holds what a checkout says against the catalog: what is new, what reads otherwise, what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from bbb_wire.gaps import fits
from bbb_wire.response import PLACEHOLDER
from reference.catalog.answer import SERVER, Answer
from reference.catalog.contents import Catalog
from reference.catalog.evidence import READ, Holds
from reference.catalog.problems import visible
from reference.drift.checkout import FOLDERS
from reference.drift.found import Found, Said
from reference.drift.source import HOLE

LONGEST = 300
"""Characters of a text that are held against others for the most similar one."""


def lines(catalog: Catalog, found: Found, line: str = READ) -> Iterator[str]:
    """Yield what differs, as lines of a report.

    Args:
        catalog: The catalog.
        found: What the checkout says.
        line: The release line that the checkout is compared with.
    """
    known = _Known(catalog, line)
    parts = {
        f"Keys that the catalog doesn't have, or not for {line}": list(known.new_keys(found)),
        "Texts that the catalog has otherwise": list(known.other_texts(found)),
        "Rules that the catalog doesn't have for the call": list(known.new_rules(found)),
        "What the catalog has and the source lost": list(known.lost(found)),
        "Rules that the catalog has for the call and the source lost": list(known.lost_rules(found)),
        "What could not be read": [f"{each.file}:{each.line}: {each.what}" for each in found.unread],
    }
    for title, told in parts.items():
        if told:
            yield from (title, *(f"  {visible(each)}" for each in dict.fromkeys(told)), "")
    count = sum(len(dict.fromkeys(told)) for title, told in parts.items() if "read" not in title)
    yield f"{len(found.files)} files read; {count} differences, {len(found.unread)} places that could not be read."


class _Known:
    """What the catalog says of the server in one line."""

    def __init__(self, catalog: Catalog, line: str) -> None:
        self._catalog, self._line = catalog, line
        self._of_key: dict[str, list[Answer]] = {}
        for answer in catalog.answers.values():
            key = answer.key or catalog.owner[answer.id].key
            if answer.speaker == SERVER and key:
                self._of_key.setdefault(key, []).append(answer)
        self._aliases = {alias.key for error in catalog.errors.values() for alias in error.aliases if alias.key}
        self._keyless = [
            answer
            for answer in catalog.answers.values()
            if answer.speaker == SERVER and answer.message and not catalog.owner[answer.id].key
        ]

    def _texts(self, answer: Answer) -> list[str]:
        said = [answer.line(self._line).message, answer.message, *(line.message for line in answer.lines)]
        return [text for text in said if text]

    def _has(self, said: Said) -> bool:
        """Whether the catalog has a text under its key, or as a text whose key is never sent."""
        answers = [*self._of_key.get(said.key, ()), *self._keyless]
        return any(_same(said.text, text) for answer in answers for text in self._texts(answer))

    def new_keys(self, found: Found) -> Iterator[str]:
        """Yield keys that no entry has."""
        for said in found.said:
            if said.key not in self._of_key and said.key not in self._aliases and not self._has(said):
                close = get_close_matches(said.key[:LONGEST], self._of_key, 1, 0.8)
                near = f"; the catalog has {close[0]}" if close else ""
                yield f"{said.place}: {said.key}: {said.text!r}{near}"

    def other_texts(self, found: Found) -> Iterator[str]:
        """Yield texts that the entry of their key doesn't have."""
        for said in found.said:
            if said.key in self._of_key and not self._has(said):
                texts = [text for answer in self._of_key[said.key] for text in self._texts(answer)]
                close = get_close_matches(said.text[:LONGEST], texts, 1, 0.0)
                has = f"the catalog has {close[0]!r}" if close else "the catalog has no text"
                yield f"{said.place}: {said.key}: {said.text!r}; {has}"

    def new_rules(self, found: Found) -> Iterator[str]:
        """Yield what the constraints of a call send, where the steps of the call don't name such a response."""
        for call, rules in found.rules.items():
            if call not in self._catalog.calls:
                yield f"{call}: the catalog has no such call"
                continue
            answers = self._rule_answers(call)
            for rule in rules:
                known = all(self._has(said) for said in rule)
                if known and not any(self._is(said, answer) for said in rule for answer in answers):
                    told = "; ".join(f"{said.key}: {said.text!r}" for said in rule)
                    yield f"{rule[0].place}: {call}: {told}"

    def lost_rules(self, found: Found) -> Iterator[str]:
        """Yield responses that a rules step of a call names, where no constraint of the call sends them."""
        for call, rules in found.rules.items():
            if call not in self._catalog.calls:
                continue
            for step in self._catalog.calls[call].steps:
                for name in step.answers if step.stage == "rules" else ():
                    answer = self._catalog.answers[name]
                    sent = answer.line(self._line).holds is Holds.YES and answer.message
                    if sent and not any(self._is(said, answer) for rule in rules for said in rule):
                        yield f"{call}: {name}: {answer.message!r}"

    def lost(self, found: Found) -> Iterator[str]:
        """Yield responses whose text was read in a file that the checkout has, and that nothing in it says now."""
        for answers in self._of_key.values():
            for answer in answers:
                files = [self._catalog.files[proof.file].path for proof in answer.evidence if proof.file is not None]
                read = [path for path in files if path.startswith(FOLDERS)]
                text = answer.line(self._line).message or answer.message
                if not text or answer.line(self._line).holds is not Holds.YES or not read:
                    continue
                if not found.files.intersection(read):
                    yield f"{answer.id}: the file that it was read in isn't there: {read[0]}"
                elif not any(self._is(said, answer) for said in found.said):
                    yield f"{answer.id}: {self._catalog.owner[answer.id].key}: {text!r}"

    def _rule_answers(self, call: str) -> list[Answer]:
        steps = self._catalog.calls[call].steps
        return [self._catalog.answers[name] for step in steps for name in step.answers]

    def _is(self, said: Said, answer: Answer) -> bool:
        """Whether the source says a response; of one without a key, the text alone counts."""
        key = answer.key or self._catalog.owner[answer.id].key
        return key in (None, said.key) and any(_same(said.text, text) for text in self._texts(answer))


def _same(source: str, text: str) -> bool:
    """Whether a text of the source is one of the catalog, whatever stands for their dynamic parts."""
    source, text = " ".join(source.split()), " ".join(text.split())
    plain = PLACEHOLDER.sub(HOLE, text)
    return fits(plain.split(HOLE), source) or (HOLE in source and fits(source.split(HOLE), plain))
