"""The words of our prose: what reads as translated, and what to write instead. words.toml is the list.

Prose is what people read as sentences: the texts of the catalog, Markdown, templates, and what the tools and the
generator say. Code in back quotes and in blocks, quoted machine texts, names and addresses are left alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reference.catalog.files import read_text
from reference.catalog.index import Index
from reference.catalog.problems import CatalogError, Problem
from reference.catalog.refs import replace_refs, without_code
from reference.catalog.toml import read_toml

WORDS = "hooks/reference/words.toml"

_QUIET = re.compile(
    r"""
    <!--.*?-->                     # directives and comments
    | </?[a-zA-Z][^<>]*>           # tags
    | \{:?[ ]?[^{}\n]*\}           # attributes and placeholders
    | (?<=\])\([^()\s]*\)          # targets of links
    | https?://[^\s)>]+
    """,
    re.VERBOSE | re.DOTALL,
)
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SENTENCE = re.compile(r"""(["'`])((?:(?!\1)[^\n\\]|\\.)*[ ](?:(?!\1)[^\n\\]|\\.)*)\1""")
_AROUND = 60
"""How many characters before and after a word an exception may lie."""


@dataclass
class Word:
    """One entry of the list."""

    pattern: re.Pattern[str]
    instead: str
    exceptions: tuple[str, ...]
    needed: set[str] = field(default_factory=set)
    """The exceptions that a text needs."""


def wrong_words(root: Path, index: Index) -> Iterator[Problem]:
    """Yield the words in a project's prose that its list refuses, and the exceptions that no text needs.

    A catalog without the project around it has no list.

    Raises:
        CatalogError: If one of the files cannot be read.
    """
    if not (root / WORDS).exists():
        return
    words = _listed(root)
    for text, place in index.prose:
        if " " in text:  # else it is a name
            for seen, word, _ in _refused(_prose(text), words):
                yield place.problem(*_told(seen, word), part=seen)
    for pattern, prose_of in _SOURCES.items():
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            text = prose_of(read_text(path, name))
            for seen, word, start in _refused(text, words):
                yield Problem(name, text.count("\n", 0, start) + 1, *_told(seen, word))
    yield from _needless(root, words)


def _listed(root: Path) -> list[Word]:
    found = []
    entries = read_toml(root / WORDS, WORDS).get("words")
    if not isinstance(entries, list):
        raise CatalogError([Problem(WORDS, 1, "there are no entries", "write each below [[words]]")])
    for number, each in enumerate(entries, 1):
        try:
            spaced = each["find"].replace(" ", r"\s")  # a line may end within a phrase
            pattern = re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE)
            found.append(Word(pattern, str(each["write"]), tuple(map(str, each.get("except", ())))))
        except (AttributeError, KeyError, TypeError, re.error) as error:
            what = f"entry {number} can't be read ({type(error).__name__}: {error})"
            raise CatalogError([Problem(WORDS, 1, what, "give it a pattern as `find`, and texts")]) from None
    return found


def _refused(text: str, words: list[Word]) -> Iterator[tuple[str, Word, int]]:
    """Yield what the list refuses in a text, with the entry and the place."""
    for word in words:
        for match in word.pattern.finditer(text):
            around = " ".join(text[max(match.start() - _AROUND, 0) : match.end() + _AROUND].split()).lower()
            excused = [exception for exception in word.exceptions if exception.lower() in around]
            word.needed.update(excused)
            if not excused:
                yield match[0], word, match.start()


def _told(seen: str, word: Word) -> tuple[str, str]:
    return f"`{' '.join(seen.split())}`", f"write {word.instead}"


def _needless(root: Path, words: list[Word]) -> Iterator[Problem]:
    lines = read_text(root / WORDS, WORDS).split("\n")
    for word in words:
        for exception in set(word.exceptions) - word.needed:
            line = next(number for number, text in enumerate(lines, 1) if exception in text)
            yield Problem(WORDS, line, f"no text needs the exception `{exception}`", "delete it")


# What follows returns a source's prose. Every line keeps its number.


def _prose(text: str) -> str:
    """Return Markdown without what is not prose."""
    labels = replace_refs(without_code(text), lambda ref: (ref.label or "") + "\n" * ref.raw.count("\n"))
    return _QUIET.sub(_line_ends, labels)


def _of_template(text: str) -> str:
    """Return a template's prose, the sentences in its expressions included."""

    def said(match: re.Match[str]) -> str:
        sentences = "" if match[0].startswith("{#") else " ".join(found[2] for found in _SENTENCE.finditer(match[0]))
        return sentences + _line_ends(match)

    return _prose(_JINJA.sub(said, text))


def _of_sentences(text: str) -> str:
    """Return the sentences in quotes in JavaScript or TOML."""
    lines = text.split("\n")
    return "\n".join(" · ".join(_prose(found[2]) for found in _SENTENCE.finditer(line)) for line in lines)


def _of_python(text: str) -> str:
    """Return the sentences in quotes in Python, without docstrings."""
    lines = [""] * (text.count("\n") + 1)
    nodes = list(ast.walk(ast.parse(text)))
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and node not in docstrings and " " in str(node.value):
            lines[node.lineno - 1] += f" · {_prose(str(node.value))}".replace("\n", " ")
    return "\n".join(lines)


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


_SOURCES: dict[str, Callable[[str], str]] = {
    "*.md": _prose,
    "docs/*.md": _prose,
    "docs/guides/*.md": _prose,
    "docs/tools/*.md": _prose,
    "hooks/templates/**/*.j2": _of_template,
    "hooks/theme/**/*.html": _of_template,
    "docs/assets/js/*.js": _of_sentences,
    "docs/assets/js/*/*.js": _of_sentences,
    "hooks/bbb_wire/*.toml": _of_sentences,
    "hooks/bbb_*/**/*.py": _of_python,
    "hooks/bundle/*.py": _of_python,
    "hooks/reference/pages/*.py": _of_python,
    "hooks/reference/exports/*.py": _of_python,
}
