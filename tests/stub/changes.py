"""What breaks one check of a call, as a change of the call's good request.

It stands under `breaks` in the answer's entry, or follows from how the answer is provoked: whatever a provocation has
otherwise than the good request of its own call breaks the check in another call just as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.provocation import Change, Provocation, Request

Fields = dict[str, Any]
"""The fields of a change that are given."""

_SIMPLE = ("method", "sign", "content_type", "body")


def breaker(catalog: Catalog, call: str, answer_id: str) -> Fields | None:
    """Return the change that breaks a check of a call, or nothing if neither says how."""
    answer = catalog.answers[answer_id]
    for given in answer.breaks:
        if given.call == call:
            return given.model_dump(exclude_unset=True, exclude={"call"})
    return derived(catalog, call, answer)


def derived(catalog: Catalog, call: str, answer: Answer) -> Fields | None:
    """Return the change that follows from the first provocation of the answer, one of this call before others."""
    usable = [p for p in answer.provoke if p.form == "own" and p.target is None and _good(catalog, p) is not None]
    usable.sort(key=lambda provocation: provocation.request.call != call)
    return difference(_good(catalog, usable[0]), usable[0]) if usable else None


def _good(catalog: Catalog, provocation: Provocation) -> Request | None:
    request = provocation.request
    return None if request.call is None or request.raw_query else catalog.calls[request.call].good


def difference(good: Request | None, provocation: Provocation) -> Fields:
    """Return what a provocation has otherwise than the good request of its call."""
    assert good is not None
    request = provocation.request
    change: Fields = {name: getattr(request, name) for name in _SIMPLE if getattr(request, name) != getattr(good, name)}
    query: dict[str, str | None] = {name: v for name, v in request.query.items() if good.query.get(name) != v}
    query |= {name: None for name in good.query if name not in request.query}
    headers = {name: v for name, v in request.headers.items() if good.headers.get(name) != v}
    more = {"query": query, "headers": headers, "settings": provocation.settings, "values": provocation.values}
    change |= {name: value for name, value in more.items() if value}
    if provocation.given:
        change["given"] = [each.model_dump(exclude_unset=True) for each in provocation.given]
    return change


def as_fields(change: Change) -> Fields:
    """Return the fields of a change that are given."""
    return change.model_dump(exclude_unset=True)


def merged(*changes: Fields) -> Fields | None:
    """Return changes made at once, or nothing if one undoes another."""
    result: Fields = {}
    for change in changes:
        for field, value in change.items():
            if field in ("query", "headers", "settings"):
                known = result.setdefault(field, {})
                if any(name in known and known[name] != value[name] for name in value):
                    return None
                known.update(value)
            elif field == "given":
                known = result.setdefault(field, [])
                known += [request for request in value if request not in known]
            elif field != "values" and field in result and result[field] != value:
                return None
            else:
                result[field] = value
    return result


def provocation(catalog: Catalog, call: str, change: Fields, values: Mapping[str, str] | None = None) -> Provocation:
    """Return the good request of a call with a change, as a provocation; `values` are those of the answer wanted."""
    good = catalog.calls[call].good
    assert good is not None, f"docs/catalog/calls/{call}.yml: the call has no `good` request; add one"
    fields = {**good.model_dump(), **{name: change[name] for name in _SIMPLE if name in change}}
    query = {**good.query, **change.get("query", {})}
    fields["query"] = {name: value for name, value in query.items() if value is not None}
    fields["headers"] = {**good.headers, **change.get("headers", {})}
    return Provocation.model_validate(
        {
            "title": "a test",
            "settings": change.get("settings", {}),
            "given": change.get("given", ()),
            "request": fields,
            "values": change.get("values", {}) if values is None else values,
        }
    )
