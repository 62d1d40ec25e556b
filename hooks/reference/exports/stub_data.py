"""stub.json: what the stub server knows of the catalog. `bbb_stub/data.py` reads it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from bbb_wire.response import Response
from reference.catalog.contents import Catalog
from reference.catalog.model import Answer
from reference.catalog.vocabulary import Sent
from reference.pages.views import values


def stub_json(catalog: Catalog, seed: object) -> str:
    """Return the text of stub.json; `seed` is what the stub begins with, as plain data."""
    data = {
        "responses": {answer.id: _response(catalog, answer) for answer in catalog.answers.values()},
        "ranks": {key: rank.rank for rank in catalog.ranks for key in rank.keys},
        "calls": {
            call.name: {"methods": list(call.methods), "success": call.success[0].body}
            for call in catalog.calls.values()
        },
        "examples": values(catalog),
        "seed": seed,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _response(catalog: Catalog, answer: Answer) -> dict[str, Any]:
    """Return the fields of one response that differ from their defaults."""
    response = catalog.response(answer.id)
    fields = {
        field.name: getattr(response, field.name)
        for field in dataclasses.fields(Response)
        if field.name != "id" and getattr(response, field.name) != field.default
    }
    fields |= {"name": catalog.owner[answer.id].name, "speaker": answer.speaker}
    if answer.sent in (Sent.NEVER, Sent.REMOVED):
        fields["sendable"] = False
    return fields
