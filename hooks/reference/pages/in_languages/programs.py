"""The programs of all provocations, as examples beside those that people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reference.catalog.contents import Catalog
from reference.pages.in_languages import curl, go, java, javascript, php, python, ruby
from reference.pages.in_languages.scenes import scene
from reference.snippets import CLIENTS, LANGUAGES, Example, captured

SECTION = "provoke"
"""Section of every such example."""

TITLES = {
    ".sh": "curl",
    ".py": "Python",
    ".php": "PHP",
    ".mjs": "JavaScript",
    ".java": "Java",
    ".rb": "Ruby",
    ".go": "Go",
    ".bash": "Bash",
}
"""The languages by what their files end in, with their names, in the order in which a page shows them."""

RENDERERS = {
    ".sh": curl.program,
    ".py": python.program,
    ".php": php.program,
    ".mjs": javascript.program,
    ".java": java.program,
    ".rb": ruby.program,
    ".go": go.program,
}
"""The languages in which a scene is written. curl shows the response itself; the others print the same."""


def programs(catalog: Catalog, folder: Path) -> dict[str, Example]:
    """All programs by id, in the languages whose clients are in a folder of examples.

    All but the shell's print the same, which was captured there.
    """
    return {example.id: example for example in _programs(catalog, folder)}


def _programs(catalog: Catalog, folder: Path) -> Iterator[Example]:
    there = {suffix: each for suffix, each in RENDERERS.items() if suffix == ".sh" or _client(folder, suffix).exists()}
    for error in catalog.errors.values():
        if shown := scene(catalog, error):
            output = captured(folder, Example(f"errors/{error.address}.py", SECTION, "", 1, None))
            for suffix, program in there.items():
                path = f"errors/{error.address}{suffix}"
                yield Example(path, SECTION, program(shown), 1, None if suffix == ".sh" else output)


def _client(folder: Path, suffix: str) -> Path:
    return folder / CLIENTS[LANGUAGES[suffix]]
