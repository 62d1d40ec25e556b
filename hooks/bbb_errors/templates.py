"""Message templates of the catalog, and how they are found in a text; as the page's messages.js."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbb_errors.read import lower, plain

FARTHEST = 300
"""Letters that a filled-in value may have within a longer text."""

SHORTEST = 12
"""Letters that a text must have to be looked for within another one."""

Values = dict[str, str]


@dataclass(frozen=True)
class Template:
    """A wording: its fixed parts, in lower case, and the names of what stands between them."""

    text: str
    parts: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def length(self) -> int:
        """Letters of the fixed parts."""
        return sum(map(len, self.parts))


def template(text: str) -> Template:
    """Take a wording apart."""
    pieces = re.split(r"\{([A-Za-z]+)\}", plain(text))
    return Template(text, tuple(map(lower, pieces[::2])), tuple(pieces[1::2]))


def whole(wording: Template, text: str, small: str) -> Values | None:
    """The values in a plain text if all of it is this wording; `small` is the text in lower case."""
    parts, names = wording.parts, wording.names
    if not names:
        return {} if small.removesuffix(".") == parts[0].removesuffix(".") else None
    if not small.startswith(parts[0]) or not small.endswith(parts[-1]):
        return None
    end, at = len(small) - len(parts[-1]), len(parts[0])
    values = []
    for part in parts[1:-1]:
        following = small.find(part, at, end)
        if following < 0:
            return None
        values.append(text[at:following])
        at = following + len(part)
    if at > end:
        return None
    return dict(zip(names, [value.strip() for value in [*values, text[at:end]]], strict=True))


def within(wording: Template, text: str, small: str) -> tuple[int, int, Values] | None:
    """Where this wording stands in a plain text: begin, end, values."""
    parts, names = wording.parts, wording.names
    if wording.length < SHORTEST or not parts[0].strip() or (at := small.find(parts[0])) < 0:
        return None
    end = at + len(parts[0])
    values = {}
    for name, part in zip(names, parts[1:], strict=True):
        if part.strip():
            stop = small.find(part, end)
        else:
            value = re.match(r"""[^\s"'<>,;|]*""", text[end : end + FARTHEST])
            stop = end + (value.end() if value else 0)
        if stop < 0 or stop - end > FARTHEST:
            return None
        values[name] = text[end:stop].strip()
        end = stop + len(part)
    return at, end, values
