"""Give one file's data its types, and say in plain sentences what does not fit."""

from __future__ import annotations

import ast
import inspect
import json
import re
import textwrap
import typing
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from reference.catalog.problems import CatalogError, Problem, nearest, shorten, some, suggest
from reference.catalog.reading import Document, Loc
from reference.catalog.vocabulary import REPOSITORY, Strict

S = TypeVar("S", bound=Strict)

_PATTERNS = {
    r"^[A-Za-z0-9][A-Za-z0-9_-]*$": "letters, digits, `-` and `_` only, beginning with a letter or a digit",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "letters, digits, `-`, `_` and `.` only, beginning with a letter or a digit",
    r"^[0-9a-f]{40}$": "all 40 hex digits of the commit, in lower case",
    rf"^{REPOSITORY}$": "owner/repository",
    rf"^{REPOSITORY}#[0-9]{{1,9}}$": "owner/repository#number",
    r"^[A-Za-z]+$": "letters only",
    r"^[0-9]+\.[0-9]+$": "the two numbers of a line, such as 3.0, in quotes",
    r"^[≤≥]?[0-9]+\.[0-9]+(\.[0-9]+)?(-(alpha|beta|rc)\.?[0-9]+)?$": (
        "one release, such as 3.0.33 or 4.0.0-beta.4; before it, ≤ means this one or an earlier one, ≥ this or a later"
    ),
}
_WANTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of fields",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
}
_GIVEN: dict[type, str] = {list: "a list", dict: "a mapping", str: "a text"}
_HOW = {
    "a text": "put it in quotes",
    "a whole number": "write digits without quotes",
    "true or false": "write true or false without quotes",
    "a list": "begin each item with `- `",
    "a mapping of fields": "write `field: value` lines",
}


def typed(document: Document, kind: type[S]) -> S:
    """Return the document as a catalog type; raise CatalogError with everything that does not fit."""
    try:
        # By way of JSON, where strict means what the JSON Schema says: lists are tuples, "1" is no number.
        return kind.model_validate_json(json.dumps(document.data), strict=True)
    except ValidationError as error:
        # A list whose items are wrong is also reported as too short; that says nothing new.
        errors = error.errors()
        inside = {e["loc"][:n] for e in errors for n in range(len(e["loc"]))}
        found = [e for e in errors if not (e["type"] == "too_short" and e["loc"] in inside)]
        raise CatalogError(some(_problem(document, kind, e["loc"], e) for e in found)) from None


def _problem(document: Document, kind: type[Strict], loc: Loc, error: Any) -> Problem:
    """Translate one complaint of pydantic."""
    what, todo = _sentence(document, kind, loc, error)
    return document.problem(loc, what, todo)


def _sentence(document: Document, kind: type[Strict], loc: Loc, error: Any) -> tuple[str, str]:
    """Say what is wrong with the fields of an object."""
    name = _label(loc)
    match error["type"]:
        case "value_error":
            what, _, todo = str(error["ctx"]["error"]).partition("; ")
            return what, todo
        case "extra_forbidden":
            fields = [f for f in _model_at(kind, loc[:-1]).model_fields if f not in _value_at(document, loc[:-1])]
            if near := nearest(str(loc[-1]), fields):
                return f"unknown field {name}", f"did you mean `{near}`? If not, delete it"
            return f"unknown field {name}", f"delete it, or use one of {', '.join(fields)}" if fields else "delete it"
        case "missing":
            about = field_texts(_model_at(kind, loc[:-1])).get(str(loc[-1]))
            return f"{name} is missing", f"add it ({about.rstrip('.')})" if about else "add it"
        case "too_short" if not error["input"]:
            return f"{name} is an empty list", "add an item, or delete the line if the field may be absent"
        case "too_short":
            return f"{name} has too few items ({len(error['input'])})", f"write at least {error['ctx']['min_length']}"
        case "too_long":
            return f"{name} has too many items ({len(error['input'])})", f"write at most {error['ctx']['max_length']}"
    return _value_sentence(name, document.spelled.get(loc), error)


def _value_sentence(name: str, spelled: str | None, error: Any) -> tuple[str, str]:
    """Say what is wrong with a value; `spelled` is how it is written, if it is not a text."""
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return f"{name} is empty", "write a text, or delete the line"
        case "string_pattern_mismatch":
            if not given.strip():
                return f"{name} is empty", "write a text, or delete the line"
            allowed = _PATTERNS.get(context["pattern"], f"text that matches {context['pattern']}")
            return f"{name} cannot be `{shorten(given)}`", f"write {allowed}"
        case "enum" | "literal_error":
            expected = context["expected"]
            written = str(given) if spelled is None else spelled
            if spelled is not None and f"'{spelled}'" in expected:
                return _wrong_type(name, "a text", given, spelled)
            if isinstance(given, str) and "'" not in expected:
                return _wrong_type(name, "a whole number", given, spelled)
            todo = suggest(written, re.findall(r"'([^']*)'", expected), "use " + expected.replace("'", "`"))
            return f"{name} cannot be `{shorten(written)}`", todo
        case "greater_than_equal":
            return f"{name} is {given}", f"write a number from {context['ge']} on"
        case "less_than_equal":
            return f"{name} is {given}", f"write a number up to {context['le']}"
        case other if other in _WANTED:
            return _wrong_type(name, _WANTED[other], given, spelled)
    return f"{name}: {error['msg']}", "see the field's description in docs/catalog/schemas/"


def _wrong_type(name: str, wanted: str, given: object, spelled: str | None) -> tuple[str, str]:
    if given is None:
        return f"{name} is empty", f"write {wanted}, or delete the line"
    if spelled is not None and wanted == "a text":
        return f"{name} must be a text, but YAML does not read `{shorten(spelled)}` as one", "put it in quotes"
    found = _GIVEN[type(given)] if spelled is None else f"`{shorten(spelled)}`"
    return f"{name} must be {wanted}, not {found}", _HOW[wanted]


def _label(loc: Loc) -> str:
    """Name a field, or an item of a list."""
    match loc:
        case (*_, str(field), int(number)):
            return f"item {number + 1} of `{field}`"
        case (*_, str(field)):
            return f"`{shorten(field)}`"
    return "the file"


def _model_at(kind: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """Return the type of the object at a place."""
    found: Any = kind
    for step in loc:
        found = found.model_fields[step].annotation if isinstance(step, str) else typing.get_args(found)[0]
        if type(None) in typing.get_args(found):  # what may be absent
            [found] = [part for part in typing.get_args(found) if part is not type(None)]
    model: type[BaseModel] = found
    return model


def _value_at(document: Document, loc: Loc) -> Any:
    """Return the data at a place."""
    found: Any = document.data
    for step in loc:
        found = found[step]
    return found


def field_texts(kind: type[BaseModel]) -> dict[str, str]:
    """Return the text under each field of a type, those of its bases included."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            found |= _own_field_texts(base)
    return found


@cache
def _own_field_texts(kind: type[BaseModel]) -> dict[str, str]:
    """Return the text under each field that a type itself declares."""
    [declared] = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(declared, ast.ClassDef)
    found = {}
    for field, text in pairwise(declared.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = inspect.cleandoc(words)
    return found
