"""The rules of the explain tool, from explain_rules.toml: data that the page and the command read alike."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

Rules = dict[str, Any]

FILE = Path(__file__).with_name("explain_rules.toml")

PREPARED = FILE.with_suffix(".json")
"""The same as JSON. The wheel has it, because it's read in a twentieth of the time."""


@cache
def rules() -> Rules:
    """Return the rules as they stand in the file."""
    if PREPARED.is_file():
        prepared: Rules = json.loads(PREPARED.read_text(encoding="utf-8"))
        return prepared
    import tomllib  # not needed where PREPARED is

    return tomllib.loads(FILE.read_text(encoding="utf-8"))


_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn what follows around."""


def said(text: str, **values: object) -> str:
    """Return a text of the rules with its values filled in."""
    return re.sub(r"\{([a-z]+)\}", lambda match: _DIRECTIONS.sub("\ufffd", str(values.get(match[1], ""))), text)
