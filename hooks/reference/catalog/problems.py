"""What a user is told when the catalog is wrong: one line per problem."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in one line of one file."""

    file: str
    line: int
    what: str
    """What is wrong."""
    todo: str
    """What to do about it."""

    def __str__(self) -> str:
        """Return the problem as one line that editors and terminals turn into a link."""
        return f"{visible(self.file)}:{self.line}: {_tame(self.what)}; {_tame(self.todo)}"


MOST = 200
"""Problems of one kind that are told. Nobody reads more, and each takes its time."""


def some(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems; of a great many, the first ones and one that says so."""
    each = iter(problems)
    found = list(islice(each, MOST))
    if next(each, None) is not None:
        last = found[-1]
        found.append(
            Problem(last.file, last.line, f"there are more than {MOST} problems like these", "mend these first")
        )
    return found


class CatalogError(Exception):
    """The catalog cannot be used. Holds every problem found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems and drop repetitions."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one problem per line."""
        return "\n".join(map(str, self.problems))


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a wrong one, if any is alike at all."""
    names = {name.lower(): name for name in sorted(known)}
    found = difflib.get_close_matches(wrong.lower(), names, n=1, cutoff=0.7)
    return names[found[0]] if found else None


def suggest(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """Say what to do about a name that does not exist."""
    name = nearest(wrong, known)
    return f"did you mean `{name}`? If not, {otherwise}" if name else otherwise


def visible(text: str) -> str:
    """Return a text with line breaks and what else no terminal shows as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _tame(text: str) -> str:
    """Return a sentence in one line, with long names cut."""
    quoted = re.sub(r"`[^`]*`", lambda match: match[0] if len(match[0]) <= 62 else f"`{shorten(match[0][1:-1])}`", text)
    return visible(re.sub(r"\S{200,}", lambda match: shorten(match[0]), quoted))


def shorten(text: str) -> str:
    """Return a text in one line that is short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
