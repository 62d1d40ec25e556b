"""The limits and patterns of the rules, compiled."""

from __future__ import annotations

import re

from bbb_wire.rules import rules

LIMITS = rules()["limits"]


def pattern(text: str, any_case: bool = False) -> re.Pattern[str]:
    """Compile a pattern of the rules as JavaScript reads it."""
    return re.compile(text, re.ASCII | (re.IGNORECASE if any_case else 0))


PATTERNS = {name: pattern(text) for name, text in rules()["patterns"].items()}
PATTERNS |= {name: pattern(text, True) for name, text in rules()["patterns_any_case"].items()}
