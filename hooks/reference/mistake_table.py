"""The table of mistakes within snippets/checksum_doctor.py, which must run alone and so carries a copy."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reference.catalog import Catalog
from reference.mistake_data import data
from reference.problems import CatalogError, Problem

FILE = "snippets/checksum_doctor.py"
_BLOCK = re.compile(r"(?<=from the catalog\n).*?(?=# \[/mistakes\])", re.DOTALL)


def table(catalog: Catalog) -> str:
    """The lines between the marks."""
    known = data(catalog)
    text = json.dumps  # a JSON text is a Python text
    lines = ["MISTAKES = {\n"]
    for name, item in known["mistakes"].items():
        lines += [
            f"    {text(name)}: (\n",
            f"        {text(item['title'])},\n",
            f"        {text(item['fix'])},\n",
            "    ),\n",
        ]
    lines += ["}\n", "NEXT = [\n"]
    lines += [f"    ({text(item['check'])}, {text(item['how'])}),\n" for item in known["next"]]
    lines += ["]\n", "CALLS = [\n", *(f"    {text(name)},\n" for name in known["calls"]), "]\n"]
    return "".join(lines)


def _with_table(catalog: Catalog, root: Path) -> tuple[str, str]:
    now = (root / FILE).read_text(encoding="utf-8")
    return now, _BLOCK.sub(lambda _: table(catalog), now, count=1)


def write(catalog: Catalog, root: Path) -> None:
    """Write the table into the file."""
    (root / FILE).write_text(_with_table(catalog, root)[1], encoding="utf-8")


def check(catalog: Catalog, root: Path) -> None:
    """Raise CatalogError if the table there is not that of the catalog."""
    now, right = _with_table(catalog, root)
    if now != right:
        raise CatalogError([Problem(FILE, 1, "its table is not that of the catalog", "run `make mistakes`")])
