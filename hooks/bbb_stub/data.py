"""What the stub knows of the catalog: texts, forms and ranks, from one generated file, and the seed.

`make generate` writes stub.json from the catalog and seed.yml. Standard library only.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bbb_wire.response import BIGBLUEBUTTON, Format, Layout, Response

FILE = Path(__file__).parent / "stub.json"


@dataclass(frozen=True)
class Known:
    """One response that the catalog knows."""

    response: Response
    name: str
    """The messageKey of its entry, or the entry's title."""
    speaker: str
    sendable: bool
    """Whether a server sends it; the stub refuses to send the others."""


@dataclass(frozen=True)
class CallFacts:
    """What the stub takes from a call's page."""

    methods: tuple[str, ...]
    success: str | None
    """The body of the first success form, if it has one of its own."""


@dataclass(frozen=True)
class StubData:
    """All of it."""

    responses: Mapping[str, Known]
    """By id."""
    ranks: Mapping[str, int]
    """By messageKey."""
    calls: Mapping[str, CallFacts]
    """By name."""
    examples: Mapping[str, str]
    """Example value of each placeholder."""
    seed: Mapping[str, Any]
    """What the stub begins with; see `seed.py`."""


@cache
def load(path: Path = FILE) -> StubData:
    """Return the content of stub.json; raises ValueError with one line if it can't be used."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        layouts = {speaker: Layout(**fields) for speaker, fields in found["layouts"].items()}
        return StubData(
            responses={name: _known(name, fields, layouts) for name, fields in found["responses"].items()},
            ranks=found["ranks"],
            calls={name: CallFacts(tuple(c["methods"]), c["success"]) for name, c in found["calls"].items()},
            examples=found["examples"],
            seed=found["seed"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: the stub's data can't be read ({error}); run `make generate`") from None


def _known(name: str, fields: Mapping[str, Any], layouts: Mapping[str, Layout]) -> Known:
    of_response = {field.name for field in dataclasses.fields(Response)} - {"id", "format", "layout"}
    response = Response(
        id=name,
        format=Format(fields["format"]),
        layout=layouts.get(fields["speaker"], BIGBLUEBUTTON),
        **{n: value for n, value in fields.items() if n in of_response},
    )
    return Known(response, fields["name"], fields["speaker"], fields.get("sendable", True))
