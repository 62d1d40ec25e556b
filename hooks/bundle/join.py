"""Turns our ES modules into classic scripts, because browsers load no modules from files.

Each module becomes a script of its own that leaves its exports in a register and takes its imports from there, so
a page must load them in order. Private names stay private. This is no general tool: it knows `import` and `export`
at the start of a line, in the forms that the patterns below say, and refuses everything else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bundle import BundleError

_NAME = r"[A-Za-z_$][\w$]*"
_LIST = r"\{([^{}]*)\}"
_IMPORT = re.compile(
    rf"""^import\s*(?:(?:{_LIST}|\*\s*as\s+({_NAME}))\s*from\s*)?(["'])([^"'\n]+)\3[ \t]*;?""", re.MULTILINE
)
_DECLARED = re.compile(rf"^export\s+(?=(?:(?:async\s+)?function\s*\*?|const|class)\s+({_NAME}))", re.MULTILINE)
_LISTED = re.compile(rf"^export\s*{_LIST}[ \t]*;?[ \t]*$", re.MULTILINE)
_REFUSED = re.compile(
    r"^[ \t]*(?:import|export)\b(?!\s*[:=.,)])|[;}]\s*export\s*\{|\bimport\s*\(|\bimport\.meta\b|^await\b", re.MULTILINE
)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
"""Comments that have lines of their own; not those that begin with `/*!`, which are licenses."""
_REGISTER = "(globalThis.siteModules ??= {})"


@dataclass(frozen=True)
class Module:
    """One module, read."""

    path: str
    """Where it is in the site."""
    imports: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...]
    """For each import: path in the site, pairs of exported and local name, and the name for all of them, if any."""
    exports: dict[str, str]
    """Exported name and local name."""
    body: str
    """The text without `import` and `export`."""

    def script(self) -> str:
        """The module as a classic script."""
        taken = []
        for path, pairs, everything in self.imports:
            names = everything or "{ " + ", ".join(a if a == b else f"{a}: {b}" for a, b in pairs) + " }"
            if everything or pairs:
                taken.append(f'const {names} = modules["{path}"];')
        given = ", ".join(a if a == b else f"{a}: {b}" for a, b in sorted(self.exports.items()))
        head = f'((modules) => {{ "use strict"; {" ".join(taken)}'.rstrip()
        body = _COMMENT.sub("", self.body).strip()
        return f'{head}\n{body}\nmodules["{self.path}"] = {{ {given} }};\n}})({_REGISTER});\n'


def read(path: str, text: str) -> Module:
    """A module from its text.

    Raises:
        BundleError: If the text has an import or export that this tool does not know.
    """
    imports = []
    exports: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        names, everything, _, target = found.groups()
        if not target.startswith(("./", "../")):
            raise _wrong(path, text, found.start(), f"the import of {target!r} is not a relative path")
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        imports.append((resolved, tuple(_pairs(names or "", path, text, found.start())), everything or ""))
        return "\n" * found[0].count("\n")

    def declare(found: re.Match[str]) -> str:
        exports[found[1]] = found[1]
        return ""

    def enlist(found: re.Match[str]) -> str:
        exports.update((shown, local) for local, shown in _pairs(found[1], path, text, found.start()))
        return "\n" * found[0].count("\n")

    # The lines stay where they were, so that the last look finds the right one.
    body = _LISTED.sub(enlist, _DECLARED.sub(declare, _IMPORT.sub(take, text)))
    if refused := _REFUSED.search(body):
        at = refused.start() + len(refused[0]) - len(refused[0].lstrip())
        raise _wrong(path, body, at, "the offline build knows named exports and static, relative, named imports only")
    return Module(path, tuple(imports), exports, body)


def order(pages: Iterable[str], load: Callable[[str], Module]) -> list[Module]:
    """The modules that a page needs, each after those it imports.

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
        for target, pairs, _ in module.imports:
            add(target, (*trail, path))
            for name, _ in pairs:
                if name not in ready[target].exports:
                    raise BundleError(f"{path}: imports {name}, which {target} does not export")
        ready[path] = module

    for page in pages:
        add(page, ())
    return list(ready.values())


def _pairs(names: str, path: str, text: str, at: int) -> Iterable[tuple[str, str]]:
    """The names in braces, as they are before and after `as`."""
    for item in filter(None, (part.strip() for part in names.split(","))):
        found = re.fullmatch(rf"({_NAME})(?:\s+as\s+({_NAME}))?", item)
        if not found or "default" in found.groups():
            raise _wrong(path, text, at, f"{item!r} is no name that can be imported or exported")
        yield found[1], found[2] or found[1]


def _wrong(path: str, text: str, at: int, what: str) -> BundleError:
    line = text.count("\n", 0, at) + 1
    return BundleError(f"{path}:{line}: {what}: {text[at:].splitlines()[0].strip()[:60]}")
