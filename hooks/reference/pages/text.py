"""Text helpers (escaping, code spans, tables, prose without its markup) and the Jinja environment that knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reference.catalog.refs import Ref, replace_refs

NEXT_LINE = "<br> "
"""What parts the lines of a cell or a step. The search reads a tag as nothing; without the blank, two words are one."""

_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]+\)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|{}]|&(?=#?\w+;))")


def md_escape(text: str) -> str:
    """Escape what Markdown would read as markup, and give the text one line."""
    return _SPECIAL.sub(r"\\\1", _one_line(text))


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def code(text: str) -> str:
    """Text as a Markdown code span in one line, whatever backticks it holds."""
    text = _one_line(text)
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def ticks(text: str) -> str:
    """The marks of a fenced block that no line of the text ends."""
    return "`" * max(3, *(len(run) + 1 for run in re.findall(r"`{3,}", text)), 3)


def cell(text: str) -> str:
    """Markdown prose in one line, fit for a table cell: pipes outside code are escaped."""
    parts = re.split(r"(`+[^`]*`+)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else part.replace("|", r"\|") for part in parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the cells are Markdown already."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def anchor(text: str) -> str:
    """A name as an anchor that no attribute syntax trips over."""
    return re.sub(r"[^a-z0-9-]", "-", text.lower())


def plain(text: str) -> str:
    """Markdown prose without its markup, in one line; references become their label or target, code stays as it is."""
    parts = re.split(r"(`+)(.+?)\1(?!`)", replace_refs(text, _named), flags=re.DOTALL)
    prose, spans = parts[::3], parts[2::3]
    words = [_LINK.sub(r"\1", part).replace("*", "") for part in prose]
    return " ".join("".join(word + span for word, span in zip(words, [*spans, ""], strict=True)).split())


def plain_if_any(text: str | None) -> str | None:
    """Prose without its markup, or nothing where there is none."""
    return None if text is None else plain(text)


def all_plain(texts: Iterable[str]) -> list[str]:
    """Several texts without their markup."""
    return [plain(text) for text in texts]


def _named(ref: Ref) -> str:
    if ref.label or ref.kind not in ("guide", "call"):
        return ref.label or ref.target
    return guide_title(ref.target) if ref.kind == "guide" else ref.target.replace("-", "/")  # hooks/create


def guide_title(name: str) -> str:
    """What a link to a guide says if it has no label: "Sign a request"."""
    return capitalize_first(name.replace("-", " "))


def capitalize_first(text: str) -> str:
    """Upper-case the first letter, unless the text begins with code."""
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int = 155) -> str:
    """Cut at a word so that the text fits, ellipsis included."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"


TEMPLATES = Path(__file__).parents[2] / "templates"


@cache
def environment() -> Environment:
    """The environment; templates are read anew when they change."""
    env = Environment(  # noqa: S701 - the output is Markdown; HTML is escaped where it is written
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=True,
    )
    env.filters.update(
        ticks=ticks,
        md_escape=md_escape,
        code=code,
        cell=cell,
        anchor=anchor,
        plain=plain,
        capitalize_first=capitalize_first,
    )
    return env


def render(template: str, **context: object) -> str:
    """Render a template of this folder."""
    return environment().get_template(template).render(**context)
