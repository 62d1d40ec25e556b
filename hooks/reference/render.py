"""The Jinja environment of the templates, and the text helpers they use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from reference.refs import Ref, replace_refs

TEMPLATES = Path(__file__).parent.parent / "templates"
COMPILED = Path(__file__).parent.parent.parent / ".cache" / "templates"

_COLORLESS = re.compile(r'<span class="(?:n|nn|nx|nb|nc|nf|nd|fm|ow?|p|w|si|sa|bp|err)">([^<]*)</span>')
_TWINS = re.compile(
    r'<span class="(\w{1,3})">([^<]*)</span>(?:<span class="\1">([^<]*)</span>)+'
)  # Pygments' short names
_SPAN = re.compile(r"</?span[^>]*>")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]+\)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|{}])")


def md_escape(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str) -> str:
    """Text as a Markdown code span, whatever backticks it holds."""
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


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


def _named(ref: Ref) -> str:
    return ref.label or (f"{ref.target.replace('-', ' ')} guide" if ref.kind == "guide" else ref.target)


def capitalize_first(text: str) -> str:
    """Upper-case the first letter, unless the text begins with code."""
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int = 155) -> str:
    """Cut at a word so that the text fits, ellipsis included."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"


def lean(html: str) -> str:
    """Highlighted code with color for keywords, texts, numbers, comments and tags only, in as few spans as can be."""
    return _TWINS.sub(_one_span, _COLORLESS.sub(r"\1", html.replace("<pre><span></span>", "<pre>")))


def _one_span(run: re.Match[str]) -> str:
    return f'<span class="{run[1]}">{_SPAN.sub("", run[0])}</span>'


def bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates in the project's folder, if it can be written; compiling would take a fifth of the build."""
    try:
        COMPILED.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(COMPILED))


@cache
def environment() -> Environment:
    """The environment; templates are read anew when they change."""
    env = Environment(  # noqa: S701 - the output is Markdown; HTML is escaped where it is written
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        auto_reload=True,
        bytecode_cache=bytecode_cache(),
    )
    env.filters.update(
        md_escape=md_escape, code=code, cell=cell, anchor=anchor, plain=plain, capitalize_first=capitalize_first
    )
    return env


def render(template: str, **context: object) -> str:
    """Render a template of this folder."""
    return environment().get_template(template).render(**context)
