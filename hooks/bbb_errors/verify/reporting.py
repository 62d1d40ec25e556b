"""Tells what a run found: in a terminal, as JSON, and as text for the project's form."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bbb_errors.verify.data import SERVER, VerifyData
from bbb_errors.verify.judging import COUNTED, Judgment, Verdict
from bbb_errors.verify.masking import Mask
from bbb_errors.verify.run import Outcome
from bbb_errors.verify.seen import Seen

WIDTH = 100
LONGEST = 1200
"""Characters of a response that a report shows."""
COLORS = {Verdict.SAME: "32", Verdict.KNOWN: "36", Verdict.OPEN: "33", Verdict.NOT_TRIED: "2"}
RED = "31"


def is_difference(judgment: Judgment) -> bool:
    """Whether it counts as a difference that nothing explains."""
    return judgment.verdict in COUNTED


class Report:
    """Writes an outcome down. Everything that the server sent goes through the mask."""

    def __init__(self, outcome: Outcome, data: VerifyData, mask: Mask) -> None:
        """Take what is told."""
        self._outcome, self._data, self._mask = outcome, data, mask

    def table(self, color: bool) -> Iterator[str]:
        """Yield the lines for a terminal."""
        tried = [each for each in self._outcome.judgments if each.verdict is not Verdict.NOT_TRIED]
        for each in tried:
            yield self._row(each, color)
            if each.why and each.verdict is not Verdict.SAME:
                yield from self._wrapped(self._mask(each.why), "    ")
        if tried:
            yield ""
        yield from self._not_tried()
        yield from self.summary()

    def _row(self, judgment: Judgment, color: bool) -> str:
        verdict = f"{judgment.verdict.value:<18}"
        if color:
            verdict = f"\033[{COLORS.get(judgment.verdict, RED)}m{verdict}\033[0m"
        request = judgment.provocation.request
        call = request.call or (request.path or "").rpartition("/")[2]
        name = self._data.responses[judgment.provocation.response].name
        return f"{verdict} {call:<22} {name:<28.28} {judgment.provocation.title}"

    def _not_tried(self) -> Iterator[str]:
        """Yield what wasn't tried, by reason."""
        reasons: dict[str, list[str]] = {}
        for each in self._outcome.judgments:
            if each.verdict is Verdict.NOT_TRIED:
                reasons.setdefault(each.why, []).append(f"{each.provocation.response} ({each.provocation.title})")
        for why, names in reasons.items():
            yield f"Not tried, since it needs {self._mask(why)}:"
            yield from self._wrapped("; ".join(names), "    ")
        if reasons:
            yield ""

    def summary(self) -> Iterator[str]:
        """Yield the last lines: which server it is, and how many responses are as they should be."""
        outcome, counts = self._outcome, Counter(each.verdict for each in self._outcome.judgments)
        yield f"Server: {self.server()}."
        told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
        yield f"{len(outcome.judgments)} provocations: {told}."
        new = sum(each.verdict is Verdict.SAME and bool(each.why) for each in outcome.judgments)
        if new or counts[Verdict.OPEN]:
            yield from self._wrapped(
                f"{new + counts[Verdict.OPEN]} of these responses the catalog didn't know of BigBlueButton "
                f"{outcome.server.line}. Send the result of --json to the project, so that it does.",
                "",
            )
        yield f"{outcome.requests} requests in {outcome.seconds:.0f} s."
        if outcome.interrupted:
            yield "It was interrupted. " + ("" if outcome.left else "Its rooms were ended.")
        if outcome.left:
            yield from self._wrapped(
                f"These rooms may still be there: {', '.join(outcome.left)}. They end by themselves when nobody joins "
                "for 5 minutes.",
                "",
            )
        if outcome.stopped:
            yield f"It stopped early, since it needs {outcome.stopped}."

    def server(self) -> str:
        """Return which server it is, and how that is known."""
        outcome = self._outcome
        name = f"BigBlueButton {outcome.server.line}"
        if outcome.version:
            how = f"it says version {self._mask(outcome.version)}"
        elif outcome.guessed:
            others = [line for line in outcome.lines if line != outcome.server.line]
            how = "guessed from the responses" + (f"; {', '.join(others)} fits as well" if others else "")
        else:
            how = "as --release says"
        behind = "" if outcome.server.speaker == SERVER else f"{self._data.speakers[outcome.server.speaker]} before "
        return f"{behind}{name} ({how})"

    def as_json(self) -> str:
        """Return everything as JSON."""
        outcome = self._outcome
        told = {
            "release": outcome.server.line,
            "release_guessed": outcome.guessed and not outcome.version,
            "releases_that_fit": outcome.lines,
            "version": self._mask(outcome.version),
            "speaker": outcome.server.speaker,
            "requests": outcome.requests,
            "seconds": round(outcome.seconds, 1),
            "interrupted": outcome.interrupted,
            "stopped": outcome.stopped,
            "rooms_left": outcome.left,
            "counts": dict(Counter(each.verdict.value for each in outcome.judgments)),
            "results": [self._result(each) for each in outcome.judgments],
        }
        return json.dumps(told, indent=2)

    def _result(self, judgment: Judgment) -> dict[str, Any]:
        provocation = judgment.provocation
        told: dict[str, Any] = {
            "response": provocation.response,
            "page": self._data.responses[provocation.response].page,
            "title": provocation.title,
            "call": provocation.request.call,
            "verdict": judgment.verdict.value,
            "counted": is_difference(judgment),
            "why": self._mask(judgment.why),
        }
        if judgment.exchange:
            told["sent"] = self._mask(judgment.exchange.own.outgoing.shown)
            told["expected"] = self._seen(judgment.expected)
            told["received"] = self._seen(judgment.exchange.seen)
        return told

    def _seen(self, seen: Seen | None) -> dict[str, Any] | None:
        if seen is None or not seen.status:
            return None
        told = {"form": seen.form, "status": seen.status, "media_type": self._mask(seen.media_type, 100)}
        message = None if seen.is_success and not seen.key else seen.message  # it may be of other people's meetings
        texts = {"returncode": seen.returncode, "key": seen.key, "message": message}
        return told | {name: None if text is None else self._mask(text, 500) for name, text in texts.items()}

    def for_the_form(self) -> Iterator[str]:
        """Yield the lines of a text with one part for each difference, under the headings of the project's form."""
        found = [each for each in self._outcome.judgments if is_difference(each)]
        yield f"# {len(found)} response{'' if len(found) == 1 else 's'} that the reference describes otherwise"
        yield ""
        yield 'Each part fills one form "A response is described wrongly". Read it before you post it.'
        for each in found:
            yield from self._part(each)

    def _part(self, judgment: Judgment) -> Iterator[str]:
        provocation, exchange = judgment.provocation, judgment.exchange
        known = self._data.responses[provocation.response]
        fields = {
            "Page": f"errors/{known.page} ({provocation.response}: {provocation.title})",
            "What is wrong": judgment.verdict.value,
            "Release of BigBlueButton": self.server(),
            "Call": provocation.request.call or "",
        }
        yield from ("", f"## {known.name}")
        for name, text in fields.items():
            yield from ("", f"### {name}", "", text)
            if name == "What is wrong":
                yield from ("", *self._block(judgment.why))
        if exchange:
            yield from ("", "### What was sent", "", *self._block(exchange.own.outgoing.shown))
            yield from ("", "### What came back", "", *self._block(self._body(judgment)))

    def _body(self, judgment: Judgment) -> str:
        """Return what came back, cut; of a success only that it is one, since it may hold other people's data."""
        assert judgment.exchange
        received, seen = judgment.exchange.received, judgment.exchange.seen
        if received.failure:
            return received.failure
        if seen.is_success:
            return f"{seen.head}\n(a success, with {', '.join(seen.shape[:40]) or 'a redirect'})"
        location = f"\nLocation: {received.location}" if received.location else ""
        return f"{seen.head}{location}\n{received.body[: LONGEST * 16].decode(errors='replace')}"

    def _block(self, text: str) -> Iterator[str]:
        yield "```text"
        yield from self._mask(text, LONGEST).replace("```", "'''").splitlines()
        yield "```"

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
