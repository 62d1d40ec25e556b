"""The JSON Schema in the catalog folder is the model's, and says the same as the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, ValidationError

from reference import schema
from reference.__main__ import main

ROOT = Path(__file__).parent.parent
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


def test_the_schema_in_the_catalog_is_that_of_the_model() -> None:
    schema.check(ROOT / "docs" / "catalog")


def test_writing_and_checking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--catalog", str(tmp_path), "schema"]
    path = tmp_path / "catalog.schema.json"
    assert main([*command, "--check"]) == 1
    assert capsys.readouterr().err == f"{path}:1: the schema is missing; run `make schema`\n"
    assert main([*command, "--write"]) == 0
    assert main([*command, "--check"]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("FAILED", "BROKEN"), encoding="utf-8")
    assert main([*command, "--check"]) == 1
    assert capsys.readouterr().err == f"{path}:1: the schema is not that of the model; run `make schema`\n"


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--catalog", str(tmp_path / "none"), "schema", "--write"])
    assert "there is no folder" in capsys.readouterr().err


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
