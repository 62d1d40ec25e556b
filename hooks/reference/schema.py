"""The JSON Schema of the catalog's files, with which editors complete and check the YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core.core_schema import ModelSchema
from typing_extensions import override

from reference.field_texts import field_texts
from reference.files import FILE_TYPES, ErrorsFile
from reference.model import Strict
from reference.problems import CatalogError, Problem

FILE = "catalog.schema.json"
"""Name of the file in the catalog folder."""

RUN = "run `make schema`"


class Described(GenerateJsonSchema):
    """Takes the text under a field as its description; leaves out titles, which only repeat the fields' names."""

    @override
    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False

    @override
    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """The schema of one type."""
        made = super().model_schema(schema)
        kind: type[BaseModel] = schema["cls"]
        for name, text in field_texts(kind).items():
            made["properties"][kind.model_fields[name].alias or name]["description"] = text
        return made


def build() -> str:
    """Return the schema's text: any of the file types, each with the descriptions of the model."""
    types: list[type[Strict]] = [ErrorsFile, *FILE_TYPES.values()]
    refs, definitions = models_json_schema([(kind, "validation") for kind in types], schema_generator=Described)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "description": "A file of the catalog.",
        "anyOf": [refs[kind, "validation"] for kind in types],
        "$defs": definitions["$defs"],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write the schema into the catalog folder."""
    (folder / FILE).write_text(build(), encoding="utf-8")


def check(folder: Path) -> None:
    """Raise CatalogError if the schema in the catalog folder is not the model's."""
    path = folder / FILE
    if not path.is_file():
        raise CatalogError([Problem(str(path), 1, "the schema is missing", RUN)])
    if path.read_text(encoding="utf-8") != build():
        raise CatalogError([Problem(str(path), 1, "the schema is not that of the model", RUN)])
