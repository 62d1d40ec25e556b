"""The JSON Schemas of the catalog's files, one for each kind, with which editors complete and check the YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import ModelSchema
from typing_extensions import override

from reference.catalog.lists import FOLDERS, LISTS
from reference.catalog.typed import field_texts
from reference.catalog.vocabulary import Strict

FOLDER = "schemas"
"""The schemas' folder in that of the catalog."""

SINGULAR = {"libraries": "library", "silent-success": "silent-success"}
"""What one file of a folder is called, where that is not the folder's name without its s."""


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
        for name, about in made["properties"].items():
            match about:
                case {"anyOf": [dict(own), {"type": "null"}], "default": None, **rest}:  # may be absent
                    made["properties"][name] = own | rest
        return made


def name_of(pattern: str) -> str:
    """Return the path, in the catalog folder, of the schema for the files of a pattern in LISTS or FOLDERS."""
    folder, slash, _ = pattern.partition("/")
    one = SINGULAR.get(folder, folder.removesuffix("s"))
    kind = one if slash else pattern.removesuffix(".yml")
    return f"{FOLDER}/{kind}.schema.json"


def from_file(path: str, pattern: str) -> str:
    """Return the path of a file's schema as the file itself must write it."""
    return "../" * path.count("/") + name_of(pattern)


def schemas() -> Iterator[tuple[str, str]]:
    """Yield path in the catalog folder and text of every schema."""
    for pattern, kind in {**FOLDERS, **LISTS}.items():
        yield name_of(pattern), _schema(kind)


def editor_settings() -> str:
    """Return the settings with which VS Code finds the schemas."""
    files = {f"./docs/catalog/{name_of(pattern)}": f"docs/catalog/{pattern}" for pattern in {**FOLDERS, **LISTS}}
    return json.dumps({"yaml.schemas": files}, indent=2) + "\n"


def _schema(kind: type[Strict]) -> str:
    made = kind.model_json_schema(schema_generator=Described)
    return (
        json.dumps({"$schema": "http://json-schema.org/draft-07/schema#"} | made, indent=1, ensure_ascii=False) + "\n"
    )
