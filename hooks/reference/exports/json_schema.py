"""The JSON Schema of errors.json, made from the types in `shape.py`."""

from __future__ import annotations

import json
from pathlib import Path

from reference.exports import shape
from reference.problems import CatalogError, Problem
from reference.schema import RUN, Described

PATH = "data/errors.schema.json"
"""Where the schema is, below docs/ and in the site."""


def build() -> str:
    """The schema's text."""
    schema = shape.Reference.model_json_schema(mode="serialization", schema_generator=Described)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "version": shape.VERSION}
    return json.dumps(head | schema, indent=1, ensure_ascii=False) + "\n"


def write(docs: Path) -> None:
    """Write the schema into the folder of the site's sources."""
    (docs / PATH).parent.mkdir(exist_ok=True)
    (docs / PATH).write_text(build(), encoding="utf-8")


def check(docs: Path) -> None:
    """Raise CatalogError if the schema that is there is not that of the types."""
    path = docs / PATH
    if not path.is_file():
        raise CatalogError([Problem(str(path), 1, "the schema is missing", RUN)])
    if path.read_text(encoding="utf-8") != build():
        raise CatalogError([Problem(str(path), 1, "the schema is not that of the types in exports/shape.py", RUN)])
