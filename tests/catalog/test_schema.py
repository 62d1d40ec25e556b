"""The JSON Schemas in the catalog folder are those of the model, say the same as the model, and editors find them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import pytest
import yaml
from jsonschema import Draft7Validator, ValidationError

from reference.catalog import schema
from reference.catalog.index import walk
from reference.catalog.lists import FOLDERS, LISTS
from reference.catalog.loading import load
from reference.catalog.problems import CatalogError
from reference.catalog.reading import read
from reference.catalog.typed import typed
from reference.catalog.vocabulary import Strict
from tests.real import ROOT

MINIMAL = ROOT / "tests" / "data" / "minimal" / "catalog"
REAL = ROOT / "docs" / "catalog"
KINDS = {**FOLDERS, **LISTS}
SCHEMAS = {path: json.loads(text) for path, text in schema.schemas()}
SETTINGS = ROOT / ".vscode" / "settings.json"


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield path and pattern of each file of a catalog."""
    for pattern in KINDS:
        yield from ((path.relative_to(folder).as_posix(), pattern) for path in sorted(folder.glob(pattern)))


MINIMAL_FILES = list(files(MINIMAL))
BY_PATH = pytest.mark.parametrize(("name", "pattern"), MINIMAL_FILES, ids=[name for name, _ in MINIMAL_FILES])


def validator(pattern: str) -> Draft7Validator:
    return Draft7Validator(SCHEMAS[schema.name_of(pattern)])


def data_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def objects(folder: Path, name: str, pattern: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield all data of a file and, in it, each mapping that is an object of the model."""
    content = typed(read(folder / name, name), KINDS[pattern])
    data = data_of(folder / name)
    for _, loc in walk(content):
        found = data
        for step in loc:
            found = found[step] if isinstance(step, int) or step in found else None
            if found is None:
                break  # an object that the model fills in
        if found is not None:
            yield data, found


def said(pattern: str, data: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        validator(pattern).validate(data)
    return caught.value.message


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_kind_of_file_has_a_schema_that_is_one(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


def test_no_two_kinds_have_the_same_schema() -> None:
    assert len({schema.name_of(pattern) for pattern in KINDS}) == len(KINDS) == len(SCHEMAS)


@BY_PATH
def test_right_files_are_valid(name: str, pattern: str) -> None:
    validator(pattern).validate(data_of(MINIMAL / name))


@BY_PATH
def test_a_file_of_another_kind_is_not_valid(name: str, pattern: str) -> None:
    for other in KINDS.keys() - {pattern}:
        assert not validator(other).is_valid(data_of(MINIMAL / name)), other


@BY_PATH
def test_unknown_fields_are_refused_by_name_at_every_level(name: str, pattern: str) -> None:
    for data, thing in objects(MINIMAL, name, pattern):
        thing["fixs"] = 1
        assert said(pattern, data) == "Additional properties are not allowed ('fixs' was unexpected)"
        del thing["fixs"]
        validator(pattern).validate(data)


def test_the_model_and_the_schema_refuse_the_same_unknown_fields(tmp_path: Path) -> None:
    for name, pattern in MINIMAL_FILES:
        for data, thing in objects(MINIMAL, name, pattern):
            thing["fixs"] = 1
            (tmp_path / "x.yml").write_text(yaml.safe_dump(data), encoding="utf-8")
            with pytest.raises(CatalogError, match="unknown field `fixs`"):
                typed(read(tmp_path / "x.yml", "x.yml"), KINDS[pattern])
            del thing["fixs"]


def test_every_type_of_an_entry_and_of_a_call_is_in_the_minimal_catalog() -> None:
    """Or the tests above would pass over it."""
    seen = {
        type(thing)
        for name, pattern in MINIMAL_FILES
        for thing, _ in walk(typed(read(MINIMAL / name, name), KINDS[pattern]))
    }
    assert types() - seen - {kind for other in types() for kind in other.__mro__[1:]} == set()


def types() -> set[type[Strict]]:
    """Return all types that the files of the catalog are made of."""
    found: set[type[Strict]] = set()
    waiting: list[Any] = list(KINDS.values())
    while waiting:
        kind = waiting.pop()
        if not isinstance(kind, type) or get_origin(kind) is not None:
            waiting += getattr(kind, "__args__", ())
        elif issubclass(kind, Strict) and kind not in found:
            found.add(kind)
            waiting += [field.annotation for field in kind.model_fields.values()]
    return found


TYPES = {kind.__name__: kind for kind in types()}


@pytest.mark.parametrize("type_name", sorted(TYPES))
def test_every_field_of_every_type_is_described(type_name: str) -> None:
    described = {
        field
        for found in SCHEMAS.values()
        for name, made in {kind_of(found): found, **found.get("$defs", {})}.items()
        if name == type_name
        for field, about in made["properties"].items()
        if "description" in about
    }
    assert [field for field in TYPES[type_name].model_fields if field not in described] == []


def kind_of(found: dict[str, Any]) -> str:
    """Return the name of the type that a schema describes as a whole."""
    [name] = [kind.__name__ for pattern, kind in KINDS.items() if SCHEMAS[schema.name_of(pattern)] is found]
    return name


def test_the_schemas_in_the_catalog_folder_are_all_there_and_no_others() -> None:
    assert sorted(path.relative_to(REAL).as_posix() for path in (REAL / schema.FOLDER).iterdir()) == sorted(SCHEMAS)


def test_every_file_of_the_real_catalog_names_a_schema_that_validates_it() -> None:
    validators: dict[Path, Draft7Validator] = {}
    for path in catalog_files():
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        target = (path.parent / named[1]).resolve()
        if target not in validators:
            validators[target] = Draft7Validator(json.loads(target.read_text(encoding="utf-8")))
        validators[target].validate(data_of(path))


def test_the_editor_finds_for_every_file_of_the_real_catalog_the_one_schema_that_the_file_names() -> None:
    mapping: dict[str, str] = json.loads(SETTINGS.read_text(encoding="utf-8"))["yaml.schemas"]
    found: dict[Path, list[Path]] = {path: [] for path in catalog_files()}
    for target, pattern in mapping.items():
        matched = list(ROOT.glob(pattern))
        assert matched, f"{pattern} is the pattern of no file"
        for path in matched:
            found[path].append((ROOT / target).resolve())
    for path, targets in found.items():
        named = path.read_text(encoding="utf-8").partition("\n")[0].rpartition("$schema=")[2]
        assert targets == [(path.parent / named).resolve()], path


def catalog_files() -> list[Path]:
    """Return all YAML files of the real catalog, whether a pattern covers them or not."""
    return sorted(REAL.rglob("*.yml"))


def test_a_schema_folder_does_not_disturb_the_catalog(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL.parent, tmp_path, dirs_exist_ok=True)
    for path, text in schema.schemas():
        (tmp_path / "catalog" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "catalog" / path).write_text(text, encoding="utf-8")
    load(tmp_path / "catalog")
