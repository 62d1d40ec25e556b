"""What our scripts and tests know of the theme, read from hooks/material.yml, which is the checklist of it.

`make generate` writes docs/assets/js/material.js from it. Tests take selectors from `contract()`, by the same short
names that scripts import from material.js. The key `bundle` of the checklist belongs to the offline bundle and is left
alone here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
FILE = "hooks/material.yml"
SCRIPT = "docs/assets/js/material.js"
SCRIPTS = "docs/assets/js/"
"""The folder of the scripts that import from material.js."""
SECTIONS = ("selectors", "classes", "attributes", "messages", "texts", "globals")

_HEAD = """/* Generated from hooks/material.yml, which says what each name is for: change it there, then run
   `make generate`. What our scripts know of the theme. */
"""


class MaterialError(Exception):
    """The checklist cannot be read; shown as one line with file, line, what is wrong and what to do."""


@dataclass(frozen=True)
class Name:
    """One thing of the theme that we rely on."""

    short: str
    """Our name for it."""
    section: str
    value: str | int
    """The selector, class, attribute or text as the theme has it; the number of a message."""
    use: str
    """What it is used for."""
    where: tuple[str, ...]
    """Our files that use it, by paths from the root of the project."""
    seen: str
    """A text that the theme holds as long as this is true."""
    line: int
    """Where it stands in the checklist."""


@dataclass(frozen=True)
class Contract:
    """All that we rely on, and the version of the theme that it was checked with."""

    version: str
    names: dict[str, Name]

    def __getitem__(self, short: str) -> str:
        """Return the text that a short name stands for."""
        return str(self.names[short].value)

    def texts(self) -> dict[str, str]:
        """Return all texts by short name, for scripts that a test runs in a page."""
        return {short: self[short] for short in self.names}


@functools.cache
def contract(root: Path = ROOT) -> Contract:
    """Return the checklist.

    Args:
        root: The project's folder.

    Raises:
        MaterialError: If the file is missing or has another shape.
    """
    try:
        tree = yaml.compose((root / FILE).read_text(encoding="utf-8"), yaml.SafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise MaterialError(f"{FILE}:1: cannot be read as YAML: {' '.join(str(error).split())}") from error
    top = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
    if not isinstance(top.get("version"), yaml.ScalarNode):
        raise MaterialError(f"{FILE}:1: the theme's version is missing; write `version: 1.2.3`")
    names: dict[str, Name] = {}
    for section in SECTIONS:
        for name in _names(section, top.get(section)):
            if name.short in names:
                raise MaterialError(
                    f"{FILE}:{name.line}: `{name.short}` is on line {names[name.short].line} as well; rename one"
                )
            names[name.short] = name
    return Contract(top["version"].value, names)


def _names(section: str, node: yaml.Node | None) -> Iterator[Name]:
    """The entries of one section, which may be missing."""
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise MaterialError(f"{FILE}:{node.start_mark.line + 1}: `{section}` isn't a mapping of names")
    for key, value in node.value:
        line = key.start_mark.line + 1
        entry = _plain(value)
        if not isinstance(entry, dict) or not {"is", "for", "in"} <= set(entry) <= {"is", "for", "in", "seen"}:
            raise MaterialError(f"{FILE}:{line}: `{key.value}` needs `is`, `for` and `in`, and may have `seen`")
        text = entry["is"]
        if not isinstance(text, int if section == "messages" else str) or not isinstance(entry["in"], list):
            raise MaterialError(f"{FILE}:{line}: `{key.value}` has the wrong type in `is` or `in`; see its neighbors")
        yield Name(key.value, section, text, entry["for"], tuple(entry["in"]), entry.get("seen", str(text)), line)


def _plain(node: yaml.Node) -> Any:
    """The value of a node as YAML reads it."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def script(root: Path = ROOT) -> str:
    """Return the text of material.js: of each section, the names that scripts of the site use.

    Raises:
        MaterialError: As `contract` does.
    """
    parts = [_HEAD]
    for section in SECTIONS:
        used = [
            name
            for name in contract(root).names.values()
            if name.section == section and any(path.startswith(SCRIPTS) for path in name.where)
        ]
        if used:
            lines = (f"  {name.short}: {_literal(name.value)},\n" for name in used)
            parts.append(f"export const {section.upper()} = {{\n{''.join(lines)}}};\n")
    return "\n".join(parts)


def _literal(value: str | int) -> str:
    """A value as prettier writes it: in the quotation marks that need fewer escapes."""
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.count('"') > value.count("'"):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return text
