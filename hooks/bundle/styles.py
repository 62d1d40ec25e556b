"""Puts our style sheets in words that browsers of before 2024 know; whoever takes the bundle may not have a newer one.

Our sheets write each color once for light and once for dark, as `light-dark(A, B)`. Here each such pair becomes a
variable, which is A or B by the same rule: the reader's choice if it was made, else the system's.
"""

from __future__ import annotations

import re
from pathlib import Path

from bundle.markup import known

_PAIR = re.compile(r"light-dark\(\s*([^(),]+|[^(),]*\([^()]*\)),\s*([^(),]+|[^(),]*\([^()]*\))\)")


def rewrite(site: Path) -> None:
    """Change all style sheets of ours in a built site."""
    for path in sorted((site / "assets/css").glob("*.css")):
        path.write_text(without_pairs(path.read_text("utf-8"), path.stem), "utf-8")


def without_pairs(text: str, name: str) -> str:
    """Return a style sheet without `light-dark()`. The name keeps the variables of several sheets apart."""
    pairs: dict[tuple[str, str], str] = {}

    def variable(found: re.Match[str]) -> str:
        return f"var({pairs.setdefault((found[1].strip(), found[2].strip()), f'--{name}-{len(pairs)}')})"

    body = _PAIR.sub(variable, text)
    if not pairs:
        return text
    light = "".join(f"{variable}:{pair[0]};" for pair, variable in pairs.items())
    dark = "".join(f"{variable}:{pair[1]};" for pair, variable in pairs.items())
    return (
        f":root,{known('any_scheme')}{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root,{known('no_chosen_scheme')}{{{dark}}}}}\n"
        f"{known('chosen_dark')}{{{dark}}}\n{body}"
    )
