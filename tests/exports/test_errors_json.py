"""errors.json: its shape, its version, and that it says what the catalog says."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reference.catalog.contents import Catalog
from reference.exports import errors_json
from reference.exports.edition import Edition
from reference.exports.publication import Publication
from reference.exports.shape.reference import VERSION, Reference
from reference.pages.text import plain
from tests.real import ROOT

VERSIONS: dict[str, str] = yaml.safe_load((ROOT / "tests" / "data" / "shape_versions.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def exported(site: Path) -> dict[str, Any]:
    """The content of the published file."""
    return dict(json.loads((site / "data" / "errors.json").read_text(encoding="utf-8")))


def texts(value: Any) -> list[str]:
    """Every text in a piece of JSON."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


def bare(schema: Any) -> Any:
    """A schema without what may change in a patch: descriptions and its own version."""
    if isinstance(schema, dict):
        return {name: bare(each) for name, each in schema.items() if name not in ("description", "version", "title")}
    return [bare(each) for each in schema] if isinstance(schema, list) else schema


def digest() -> str:
    return hashlib.sha256(json.dumps(bare(Reference.model_json_schema()), sort_keys=True).encode()).hexdigest()


def test_it_is_valid_and_the_schema_can_refuse(exported: dict[str, Any]) -> None:
    schema = json.loads(errors_json.schema())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(exported)
    for field in ("id", "kind", "answers"):
        broken = json.loads(json.dumps(exported))
        broken["errors"][0][field] = 7
        assert not validator.is_valid(broken), field


def test_every_field_is_described() -> None:
    schema = json.loads(errors_json.schema())
    kinds = {"the whole": schema, **schema["$defs"]}
    fields = {(kind, name): field for kind, made in kinds.items() for name, field in made.get("properties", {}).items()}
    assert len(fields) > 100
    assert [place for place, field in fields.items() if not field.get("description")] == []


def test_a_changed_shape_has_a_new_version() -> None:
    assert VERSIONS.get(VERSION) == digest(), (
        f"the shape differs from that of version {VERSION}; raise VERSION by the rules in exports/shape/reference.py, "
        f"and record in tests/data/shape_versions.yml: {digest()}"
    )


def test_it_holds_the_whole_catalog(exported: dict[str, Any], catalog: Catalog) -> None:
    assert [error["id"] for error in exported["errors"]] == list(catalog.errors)
    assert [answer["id"] for error in exported["errors"] for answer in error["answers"]] == list(catalog.answers)
    assert [call["name"] for call in exported["calls"]] == list(catalog.calls)
    for exported_error, error in zip(exported["errors"], catalog.errors.values(), strict=True):
        assert [each["message"] for each in exported_error["answers"]] == [each.message for each in error.answers]
        assert len(exported_error["fixes"]) == len(error.fixes)
        assert len(exported_error["causes"]) == len(error.causes)
    assert {mistake["id"] for mistake in exported["checksum_mistakes"]} == {m.id for m in catalog.mistakes}
    silent = {each["id"]: (each["parameters"], each["log"]) for each in exported["silent_successes"]}
    assert silent == {each.id: (list(each.parameters), each.log) for each in catalog.silent_successes.values()}


def test_pages_are_there_and_texts_are_plain(exported: dict[str, Any], catalog: Catalog, site: Path) -> None:
    for item in [*exported["errors"], *exported["calls"]]:
        assert (site / item["page"] / "index.html").is_file()
    verbatim = {text.text for cause in catalog.client_causes.values() for text in cause.texts}
    assert [text for text in texts(exported) if re.search(r"\[\[|\*\*", text) and text not in verbatim] == []
    assert exported["site"] is None
    assert exported["schema_version"] == VERSION


def test_a_public_edition_names_its_site(catalog: Catalog) -> None:
    reference = Publication(catalog, Edition("1.2.3", "https://errors.example.org/", directory_urls=False)).reference
    assert (reference.version, reference.site) == ("1.2.3", "https://errors.example.org/")
    assert reference.errors[0].page == "errors/checksumError.html"


def test_plain_keeps_code_as_it_is() -> None:
    assert plain("Send `Accept: */*`, **not** [[call:create]] or `[[x]]`") == "Send Accept: */*, not create or [[x]]"
