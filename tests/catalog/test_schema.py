"""The JSON Schema in the catalog folder is the model's, and says the same as the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, ValidationError

from reference.catalog import schema
from tests.real import ROOT

MINIMAL = ROOT / "tests" / "data" / "minimal" / "catalog"
FILES = sorted(MINIMAL.rglob("*.yml"))


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    """Return a validator that refuses wrong schemas."""
    built = json.loads(schema.build())
    Draft7Validator.check_schema(built)
    return Draft7Validator(built)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_right_files_are_valid(validator: Draft7Validator, path: Path) -> None:
    validator.validate(read(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_unknown_fields_are_refused_at_every_level(validator: Draft7Validator, path: Path) -> None:
    data = read(path)
    for thing in objects(data):
        thing["surprise"] = 1
        with pytest.raises(ValidationError):
            validator.validate(data)
        del thing["surprise"]
    validator.validate(data)


def objects(data: Any) -> list[dict[str, Any]]:
    """Return all mappings in the data."""
    if isinstance(data, dict):
        return [data, *(found for value in data.values() for found in objects(value))]
    return [found for item in data for found in objects(item)] if isinstance(data, list) else []


def test_every_field_of_an_error_is_described() -> None:
    definitions = json.loads(schema.build())["$defs"]
    for name in ("Error", "Answer", "Alias", "Cause", "Instead"):
        undescribed = [f for f, about in definitions[name]["properties"].items() if "description" not in about]
        assert undescribed == [], name
