"""What the stub carries of the catalog: every response, the calls, the callbacks, and the seed."""

from __future__ import annotations

import json
from typing import Any

from bbb_wire import response_data
from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.evidence import PLAYED, Holds
from reference.pages.views import values

FILE = "hooks/bbb_stub/stub.json"


def stub_json(catalog: Catalog, seed: object) -> str:
    """Return the text of stub.json; `seed` is what the stub begins with, as plain data."""
    data = {
        "responses": {answer.id: _response(catalog, answer) for answer in catalog.answers.values()},
        "layouts": response_data.written_layouts(catalog.layouts),
        "ranks": {key: rank.rank for rank in catalog.ranks for key in rank.keys},
        "calls": {
            call.name: {"methods": list(call.methods), "success": call.success[0].body}
            for call in catalog.calls.values()
        },
        "callbacks": {
            each.id: {"waits": list(each.waits), "delivered": list(each.delivered), "timeout": each.timeout}
            for each in catalog.callbacks.values()
        },
        "examples": values(catalog),
        "seed": seed,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _response(catalog: Catalog, answer: Answer) -> dict[str, Any]:
    """Return the fields of one response that differ from their defaults."""
    fields = response_data.written(catalog.response(answer.id))
    fields |= {"name": catalog.owner[answer.id].name, "speaker": answer.speaker}
    return fields | _lines(answer)


def _lines(answer: Answer) -> dict[str, Any]:
    """Return which lines the stub plays send a response, of which that isn't known, and how else they send it."""
    holds = {name: answer.as_played(name) for name in PLAYED}
    unknown = [name for name in PLAYED if holds[name] is Holds.UNKNOWN]
    found = {name: answer.line(name) for name in PLAYED if holds[name] is Holds.YES}
    texts = {name: line.message for name, line in found.items() if line.message is not None}
    obeys = {name: line.redirect_false for name, line in found.items() if line.redirect_false is not None}
    special = {"unknown": unknown, "texts": texts, "redirect_false_in": obeys}
    return {"lines": list(found)} | {name: value for name, value in special.items() if value}
