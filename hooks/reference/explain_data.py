"""The data of the explain tool as a module for its page. What is in it stands in `bbb_errors/data.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bbb_errors.data import explain_data
from reference.publication import Publication

MODULE_URI = "assets/data/explain.js"


def data(publication: Publication) -> dict[str, Any]:
    """All that the tool needs."""
    return explain_data(publication.reference.model_dump(mode="json"))


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of the module."""
    text = json.dumps(data(publication), ensure_ascii=False, separators=(",", ":"))
    yield MODULE_URI, f"export const data = {text};\n"
