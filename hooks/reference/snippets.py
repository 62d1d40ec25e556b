"""The one loader of examples: what a page shows, what a test runs and what an export carries is the same text.

An example is a named section of a file in snippets/:

    # [start:trigger]
    ...
    # [end:trigger]

The mark is a comment of the file's language, with nothing in front of it. Each section is a whole program; in PHP,
`<?php` goes before it if the section doesn't begin with it. A file without sections is one example named ``all``.

The output that goes with an example is a text file in snippets/outputs/, written by `make generate` from a run
against the stub server and checked by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from reference.catalog.files import paths_in, read_text
from reference.catalog.problems import CatalogError, Problem

WHOLE = "all"
"""Name of the only example of a file without sections."""

OUTPUTS = "outputs"
"""Folder below snippets/ for what the examples print."""

LANGUAGES = {
    ".py": "python",
    ".sh": "sh",
    ".bash": "bash",
    ".ts": "typescript",
    ".mjs": "javascript",
    ".php": "php",
    ".java": "java",
    ".rb": "ruby",
    ".go": "go",
}
"""What files of examples end in, and what a highlighter calls their languages. A file whose name has another dot,
such as eslint.config.mjs, belongs to a tool."""

CLIENTS = {
    "python": "bbb_api.py",
    "php": "php/BbbApi.php",
    "javascript": "javascript/bbb-api.mjs",
    "java": "java/BbbApi.java",
    "ruby": "ruby/bbb_api.rb",
    "go": "go/bbb/bbb.go",
    "bash": "bash/bbb-api.sh",
}
"""The client of each language that has one: file below snippets/."""

_HASH = ("python", "sh", "bash", "ruby")
"""Languages whose comments begin with #; those of the others begin with //."""

LONGEST = 200
"""Characters of the name of an output, which has the names of the file and the section."""

INSTALLED = ("node_modules", "vendor")
"""Folders of packages, which hold no examples."""

PUBLISHED = {"checksum_doctor.py": "hooks/bbb_errors/checksum_doctor.py"}
"""Programs that readers take away as one file: name among the examples, and where they are."""

PROGRAMS = {
    f"{name}:{WHOLE}": place
    for name, place in (
        *((name, place.removeprefix("hooks/")) for name, place in PUBLISHED.items()),
        *((name, f"snippets/{name}") for language, name in CLIENTS.items() if language not in ("python", "php")),
        (CLIENTS["php"], f"snippets/{CLIENTS['php']}.txt"),  # as a program, some servers would run it
    )
}
"""Examples that the site offers as files, by id: path in the site. A page shows the Python client."""

_MARK = re.compile(r"^(\s*(?:#|//)) ?\[(start|end):([a-z][a-z-]*)\]\s*$")
_PHP = "<?php\n\n"


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
        return LANGUAGES[self.suffix]

    @property
    def suffix(self) -> str:
        """What its file ends in."""
        return PurePath(self.path).suffix

    @property
    def output_path(self) -> str:
        """File below snippets/ that holds the output."""
        path = PurePath(self.path)
        name = f"{path.with_suffix('').as_posix()}.{self.section}"
        return f"{OUTPUTS}/{name}.txt" if path.suffix in (".py", ".sh") else f"{OUTPUTS}/{name}{path.suffix}.txt"


def load(folder: Path) -> Mapping[str, Example]:
    """All examples of a folder by id; raises CatalogError with every wrong file and mark."""
    problems: list[Problem] = []
    examples: dict[str, Example] = {}
    found = paths_in(folder, folder.name, problems, INSTALLED) if folder.exists() else []
    read = [path for path in found if path.suffix.lower() in LANGUAGES and path.name.count(".") == 1]
    files = {path.relative_to(folder).as_posix(): path for path in read}
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
            for section, text, line in _sections(shown, LANGUAGES[path.suffix], written, problems):
                example = Example(name, section, text, line, None)
                if len(PurePath(example.output_path).name) > LONGEST:
                    todo = f"shorten it to {LONGEST} for both"
                    problems.append(Problem(shown, line, "the name of the file or the section is too long", todo))
                    continue
                examples[example.id] = replace(example, output=captured(folder, example))
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return examples


def captured(folder: Path, example: Example) -> str | None:
    """What an example printed when it was run, or nothing; raises CatalogError if the file cannot be read."""
    path = folder / example.output_path
    return read_text(path, f"{folder.name}/{example.output_path}") if path.exists() else None


def _unwritten(file: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        if re.search(r"\bTODO\b", line):
            yield Problem(file, number, "this example is not written yet", "write it, and take TODO out")


def comment(language: str) -> str:
    """What comments of a language begin with."""
    return "#" if language in _HASH else "//"


def _sections(file: str, language: str, text: str, problems: list[Problem]) -> Iterator[tuple[str, str, int]]:
    lines = text.splitlines()
    marks = [(number, match) for number, line in enumerate(lines, 1) if (match := _MARK.match(line))]
    if not marks:
        yield WHOLE, text.strip("\n") + "\n", 1
        return
    for number, match in marks:
        right = f"{comment(language)} [{match[2]}:{match[3]}]"
        if match[0] != right:
            problems.append(Problem(file, number, "this mark of a section would not be read", f"write {right}"))
    seen = set()
    starts, ends = marks[::2], marks[1::2]
    for (first, start), end in zip(starts, [*ends, None][: len(starts)], strict=True):
        kind, name = start.groups()[1:]
        if kind != "start" or end is None or end[1].groups()[1:] != ("end", name):
            todo = f"write {comment(language)} [end:{name}] after it"
            problems.append(Problem(file, first, f"the section `{name}` is not closed", todo))
            return
        if name in seen:
            problems.append(Problem(file, first, f"a second section `{name}`", "give it another name"))
        seen.add(name)
        body = "\n".join(lines[first : end[0] - 1]).strip("\n") + "\n"
        head = _PHP if language == "php" and not body.startswith("<?php") else ""
        yield name, head + body, first + 1
