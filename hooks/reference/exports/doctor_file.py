"""Joins the modules of the checksum doctor, hooks/bbb_errors/doctor/, to the one file that readers take away."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from reference.catalog.files import read_text

FOLDER = "hooks/bbb_errors/doctor"
TABLE = "table"
FILE = "hooks/bbb_errors/checksum_doctor.py"

FUTURE = "from __future__ import annotations\n"

MODULES = (
    *(TABLE, "request", "encoders", "mistakes", "orders", "queries", "texts"),
    *("hashes", "checksum", "find", "callback", "mask", "diagnosis", "report", "command"),
)
"""In the order in which they stand in the file: each below those that it imports."""


def joined(root: Path, table: str) -> str:
    """Return the text of the file: the standard library's imports, then the modules without their own imports.

    Args:
        root: The project's folder.
        table: The text of the module `table`, which is generated too.

    Raises:
        CatalogError: If a module is missing or cannot be read.
    """
    texts = {name: table if name == TABLE else _read(root, name) for name in MODULES}
    begin = _read(root, "__init__")
    imports = "".join(_imports("".join(texts.values())))
    head = f"# Written by `make generate` from {FOLDER}/: change it there.\n\n{FUTURE}\n"
    bodies = "".join(f"\n\n# {_title(texts[name])}\n{_body(texts[name])}" for name in MODULES)
    return f"{begin}\n{head}{imports}{bodies}"


def _read(root: Path, name: str) -> str:
    path = f"{FOLDER}/{name}.py"
    return read_text(root / path, path)


def _imports(text: str) -> Iterator[str]:
    """Yield lines that import from the standard library all that modules import from it."""
    modules: set[str] = set()
    names: dict[str, set[str]] = {}
    for node in ast.parse(text.replace(FUTURE, "")).body:
        if isinstance(node, ast.Import):
            modules.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("bbb_errors.doctor"):
            names.setdefault(node.module, set()).update(each.name for each in node.names)
    yield from (f"import {name}\n" for name in sorted(modules))
    yield from (f"from {module} import {', '.join(sorted(names[module]))}\n" for module in sorted(names))


def _title(text: str) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def _body(text: str) -> str:
    """Return a module as it is written, from behind its docstring and imports."""
    nodes = ast.parse(text).body
    end = max(node.end_lineno or 0 for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)))
    return "".join(text.splitlines(keepends=True)[end:])
