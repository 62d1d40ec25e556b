"""The one loader of examples: what a page shows, what a test runs and what an export carries is the same text.

An example is a named section of a file in snippets/:

    # [start:trigger]
    ...
    # [end:trigger]

A file without sections is one example named ``all``. The output that goes with an example is a text file in
snippets/outputs/, written by `make generate` from a run against the stub server and checked by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from reference.catalog.files import paths_in, read_text
from reference.catalog.problems import CatalogError, Problem

WHOLE = "all"
"""Name of the only example of a file without sections."""

OUTPUTS = "outputs"
"""Folder below snippets/ for what the examples print."""

LANGUAGES = {".py": "python", ".sh": "sh", ".ts": "typescript", ".php": "php", ".java": "java", ".go": "go"}
"""What files of examples end in, and what a highlighter calls their languages. Only Python and shell files have
sections."""

PUBLISHED = {"checksum_doctor.py": "hooks/bbb_errors/checksum_doctor.py"}
"""Programs that readers take away as one file: name among the examples, and where they are."""

_MARK = re.compile(r"^# \[(start|end):([a-z][a-z-]*)\]$")


@dataclass(frozen=True)
class Example:
    """One example."""

    path: str
    """File below snippets/, such as errors/notFound.py."""
    section: str
    text: str
    """The code, without marks, ending in one line break."""
    line: int
    """Line of the file in which the text begins."""
    output: str | None
    """What it prints, or nothing if that was never captured."""

    @property
    def id(self) -> str:
        """Name by which pages and tests refer to it."""
        return f"{self.path}:{self.section}"

    @property
    def language(self) -> str:
        """Its language, as highlighters call it."""
        return LANGUAGES[PurePath(self.path).suffix]

    @property
    def output_path(self) -> str:
        """File below snippets/ that holds the output."""
        return f"{OUTPUTS}/{PurePath(self.path).with_suffix('').as_posix()}.{self.section}.txt"


def load(folder: Path) -> Mapping[str, Example]:
    """All examples of a folder by id; raises CatalogError with every wrong file and mark."""
    problems: list[Problem] = []
    examples: dict[str, Example] = {}
    found = paths_in(folder, folder.name, problems) if folder.exists() else []
    files = {path.relative_to(folder).as_posix(): path for path in found if path.suffix.lower() in LANGUAGES}
    files |= {name: path for name, place in PUBLISHED.items() if (path := folder.parent / place).exists()}
    for name, path in sorted(files.items()):
        shown = f"{folder.name}/{name}"
        if path.suffix not in LANGUAGES:
            problems.append(
                Problem(shown, 1, "this example would not be read", f"end its name in {path.suffix.lower()}")
            )
            continue
        try:
            written = read_text(path, shown)
            problems += _unwritten(shown, written)
            for section, text, line in _sections(shown, written, problems):
                example = Example(name, section, text, line, None)
                output = folder / example.output_path
                captured = read_text(output, f"{folder.name}/{example.output_path}") if output.exists() else None
                examples[example.id] = Example(name, section, text, line, captured)
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return examples


def _unwritten(file: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\bTODO\b", line):
            yield Problem(file, number, "this example is not written yet", "write it, and take TODO out")


def _sections(file: str, text: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    lines = text.splitlines()
    marks = [(number, match[1], match[2]) for number, line in enumerate(lines, 1) if (match := _MARK.match(line))]
    if not marks:
        yield WHOLE, text.strip("\n") + "\n", 1
        return
    seen = set()
    starts, ends = marks[::2], marks[1::2]
    for (first, kind, name), end in zip(starts, [*ends, None][: len(starts)], strict=True):
        if kind != "start" or end is None or end[1:] != ("end", name):
            problems.append(
                Problem(file, first, f"the section `{name}` is not closed", f"write # [end:{name}] after it")
            )
            return
        if name in seen:
            problems.append(Problem(file, first, f"a second section `{name}`", "give it another name"))
        seen.add(name)
        body = "\n".join(lines[first : end[0] - 1]).strip("\n")
        yield name, body + "\n", first + 1
