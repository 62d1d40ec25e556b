"""Turns our ES modules into classic scripts, because browsers load no modules from files.

Each module becomes a script that leaves its exports in a register and takes its imports from there, so a page must
load the scripts in order. Lines keep their numbers, and private names stay private. This is not a general tool: it
knows `import` and `export` at the start of a line, in the forms that the patterns below say, and refuses everything
else. What a module imports only when needed, with `import("./other.js")`, is loaded with the page: it is on the disk.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bundle import BundleError

_NAME = r"[A-Za-z_$][\w$]*"
_LIST = r"\{([^{}]*)\}"
_IMPORT = re.compile(
    rf"""^import\s*(?:(?:{_LIST}|\*\s*as\s+({_NAME}))\s*from\s*)?(["'])([^"'\n]+)\3[ \t]*;?""", re.MULTILINE
)
_LATER = re.compile(r"""\bimport\("(\.{1,2}/[^"\n]+)"\)""")
_DECLARED = re.compile(rf"^export\s+(?=(?:(?:async\s+)?function\s*\*?|const|class)\s+({_NAME}))", re.MULTILINE)
_LISTED = re.compile(rf"^export\s*{_LIST}[ \t]*;?[ \t]*$", re.MULTILINE)
_REFUSED = re.compile(
    r"^[ \t]*(?:import|export)\b(?!\s*[:=.,)])|[;}]\s*export\s*\{|\bimport\s*\(|\bimport\.meta\b|^await\b", re.MULTILINE
)
_REGISTER = "(globalThis.siteModules ??= {})"


@dataclass(frozen=True)
class Module:
    """One module, read."""

    path: str
    """Where it is in the site."""
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    """For each import: path in the site, and the names that are taken from there; none if all are taken as one."""
    exports: frozenset[str]
    """The names that others can take."""
    script: str
    """The module as a classic script."""


def read(path: str, text: str) -> Module:
    """Return a module from its text.

    Raises:
        BundleError: If the text has an import or export that this tool does not know.
    """
    imports: list[tuple[str, tuple[str, ...]]] = []
    exports: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        names, everything, _, target = found.groups()
        if not target.startswith(("./", "../")):
            raise _wrong(path, text, found.start(), f"the import of {target!r} is not a relative path")
        pairs = list(_pairs(names or "", path, text, found.start()))
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        imports.append((resolved, tuple(name for name, _ in pairs)))
        lines = "\n" * found[0].count("\n")
        local = everything or (f"{{ {', '.join(f'{name}: {own}' for name, own in pairs)} }}" if pairs else "")
        return f'const {local} = modules["{resolved}"];{lines}' if local else lines

    def take_later(found: re.Match[str]) -> str:
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[1]))
        imports.append((resolved, ()))
        return f'Promise.resolve(modules["{resolved}"])'

    def declare(found: re.Match[str]) -> str:
        exports[found[1]] = found[1]
        return ""

    def enlist(found: re.Match[str]) -> str:
        exports.update((shown, own) for own, shown in _pairs(found[1], path, text, found.start()))
        return "\n" * found[0].count("\n")

    body = _LISTED.sub(enlist, _DECLARED.sub(declare, _LATER.sub(take_later, _IMPORT.sub(take, text))))
    if refused := _REFUSED.search(body):
        at = refused.start() + len(refused[0]) - len(refused[0].lstrip())
        raise _wrong(path, body, at, "the offline build knows named exports and relative, named imports only")
    given = ", ".join(f"{shown}: {own}" for shown, own in exports.items())
    script = f'((modules) => {{ "use strict"; {body}\nmodules["{path}"] = {{ {given} }};\n}})({_REGISTER});\n'
    return Module(path, tuple(imports), frozenset(exports), script)


def order(wanted: Iterable[str], load: Callable[[str], Module]) -> list[Module]:
    """Return the modules that a page needs, each after those it imports.

    Args:
        wanted: Paths of the modules that the page itself names.
        load: Gives the module at a path.

    Raises:
        BundleError: If modules import each other in a circle, or a name that is not exported.
    """
    ready: dict[str, Module] = {}

    def add(path: str, trail: tuple[str, ...]) -> None:
        if path in trail:
            raise BundleError(f"{path}: modules import each other in a circle: {' -> '.join((*trail, path))}")
        if path in ready:
            return
        module = load(path)
        for target, names in module.imports:
            add(target, (*trail, path))
            for name in names:
                if name not in ready[target].exports:
                    raise BundleError(f"{path}: imports {name}, which {target} does not export")
        ready[path] = module

    for path in wanted:
        add(path, ())
    return list(ready.values())


def _pairs(names: str, path: str, text: str, at: int) -> Iterator[tuple[str, str]]:
    """Yield the names in braces, as they are before and after `as`."""
    for item in filter(None, (part.strip() for part in names.split(","))):
        found = re.fullmatch(rf"({_NAME})(?:\s+as\s+({_NAME}))?", item)
        if not found or "default" in found.groups():
            raise _wrong(path, text, at, f"{item!r} is not a name that can be imported or exported")
        yield found[1], found[2] or found[1]


def _wrong(path: str, text: str, at: int, what: str) -> BundleError:
    line = text.count("\n", 0, at) + 1
    return BundleError(f"{path}:{line}: {what}: {text[at:].splitlines()[0].strip()[:60]}")
