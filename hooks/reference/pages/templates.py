"""The Jinja environment of the page templates in hooks/templates/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reference.pages.text import anchor, capitalize_first, cell, code, md_escape, plain

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
        md_escape=md_escape, code=code, cell=cell, anchor=anchor, plain=plain, capitalize_first=capitalize_first
    )
    return env


def render(template: str, **context: object) -> str:
    """Render a template of this folder."""
    return environment().get_template(template).render(**context)
