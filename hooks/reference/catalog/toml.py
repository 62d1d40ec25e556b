"""Read TOML files that people wrote: lists of words, rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from reference.catalog.files import read_text
from reference.catalog.problems import CatalogError, Problem


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return a file's data.

    Args:
        path: The file.
        name: Its name in problems.

    Raises:
        CatalogError: If it can't be read, or isn't TOML.
    """
    text = read_text(path, name)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise CatalogError([Problem(name, 1, "brackets are nested too deeply", "check the brackets")]) from None
    except tomllib.TOMLDecodeError as error:
        what, _, place = str(error).rpartition(" (at ")
        found = re.search(r"line (\d+)", place)  # or "end of document"
        line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
        raise CatalogError([Problem(name, line, f"this isn't TOML ({what})", "correct this line")]) from None
