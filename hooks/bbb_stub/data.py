"""What the stub knows of the catalog: texts, forms and ranks, from one generated file, and the seed.

`make generate` writes stub.json from the catalog and seed.yml. Standard library only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from bbb_wire import response_data
from bbb_wire.response import Layout, Response

FILE = Path(__file__).parent / "stub.json"


@dataclass(frozen=True)
class Known:
    """One response that the catalog knows."""

    response: Response
    name: str
    """The messageKey of its entry, or the entry's title."""
    speaker: str
    lines: frozenset[str]
    """Lines among those the stub plays that send it; the stub refuses to send it in another line's name."""
    unknown: frozenset[str] = frozenset()
    """Lines of which it is not known whether they send it."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The message of the lines in which it is another one, by line."""

    redirect_false_in: Mapping[str, bool] = field(default_factory=dict)
    """Whether redirect=false makes XML of it, for the lines in which that is otherwise."""

    def in_line(self, line: str) -> Response:
        """Return the response as a line sends it."""
        obeys = self.redirect_false_in.get(line, self.response.redirect_false)
        return replace(self.response, message=self.texts.get(line, self.response.message), redirect_false=obeys)


@dataclass(frozen=True)
class CallFacts:
    """What the stub takes from a call's page."""

    methods: tuple[str, ...]
    success: str | None
    """The body of the first success form, if it has one of its own."""


@dataclass(frozen=True)
class CallbackFacts:
    """How often and how long a callback is tried."""

    waits: tuple[float, ...]
    """Seconds before each further attempt."""
    delivered: frozenset[int]
    """Statuses that count as delivered, beside 2xx."""
    timeout: float | None
    """Seconds for which a response is waited for, where that is known."""


@dataclass(frozen=True)
class StubData:
    """All of it."""

    responses: Mapping[str, Known]
    """By id."""
    ranks: Mapping[str, int]
    """By messageKey."""
    calls: Mapping[str, CallFacts]
    """By name."""
    callbacks: Mapping[str, CallbackFacts]
    """By id."""
    examples: Mapping[str, str]
    """Example value of each placeholder."""
    seed: Mapping[str, Any]
    """What the stub begins with; see `seed.py`."""

    def unknown_in(self, line: str) -> list[str]:
        """Return the ids of the responses that some line sends, and of which that is not known for this one."""
        return [name for name, known in self.responses.items() if line in known.unknown and known.lines]


@cache
def load(path: Path = FILE) -> StubData:
    """Return the content of stub.json; raises ValueError with one line if it can't be used."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        layouts = response_data.read_layouts(found["layouts"])
        return StubData(
            responses={name: _known(name, fields, layouts) for name, fields in found["responses"].items()},
            ranks=found["ranks"],
            calls={name: CallFacts(tuple(c["methods"]), c["success"]) for name, c in found["calls"].items()},
            callbacks={
                name: CallbackFacts(tuple(c["waits"]), frozenset(c["delivered"]), c["timeout"])
                for name, c in found["callbacks"].items()
            },
            examples=found["examples"],
            seed=found["seed"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: the stub's data can't be read ({error}); run `make generate`") from None


def _known(name: str, fields: Mapping[str, Any], layouts: Mapping[str, Layout]) -> Known:
    return Known(
        response=response_data.read(name, fields, layouts),
        name=fields["name"],
        speaker=fields["speaker"],
        lines=frozenset(fields["lines"]),
        unknown=frozenset(fields.get("unknown", ())),
        texts=fields.get("texts", {}),
        redirect_false_in=fields.get("redirect_false_in", {}),
    )
