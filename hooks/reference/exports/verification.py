"""What `bbb-errors verify` carries of the catalog: the provocations, and every response in every release line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bbb_wire import response_data
from reference.catalog.answer import CLIENT, SERVER, Answer
from reference.catalog.contents import Catalog
from reference.catalog.evidence import READ, Holds, Line
from reference.catalog.provocation import Provocation, Request
from reference.pages.text import plain, plain_if_any

FILE = "hooks/bbb_errors/verify/provocations.json"

FAULT_HEADER = "X-Stub-"
"""How the header fields begin that only the stub obeys."""


def provocations_json(catalog: Catalog, seed: Mapping[str, Any]) -> str:
    """Return the text of provocations.json; `seed` is what the stub begins with, as plain data."""
    answers = [answer for answer in catalog.answers.values() if answer.speaker != CLIENT]
    data = {
        "read": READ,
        "lines": list(catalog.releases),
        "speakers": {speaker.id: speaker.name for speaker in catalog.speakers.values()},
        "balancers": [speaker.id for speaker in catalog.programs.values() if _is_in_front(catalog, speaker.id)],
        "layouts": response_data.written_layouts(catalog.layouts),
        "calls": {
            call.name: {"path": call.address, "name": call.written, "signed": call.auth == "checksum"}
            for call in catalog.calls.values()
        },
        "rooms": seed["meetings"],
        "recordings": seed["recordings"],
        "responses": {answer.id: _response(catalog, answer) for answer in answers},
        "provocations": [_provocation(answer, provocation) for answer in answers for provocation in answer.provoke],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _is_in_front(catalog: Catalog, speaker: str) -> bool:
    """Return whether a program responds to the calls of the API in place of the server."""
    own = {call for answer in catalog.answers.values() if answer.speaker == speaker for call in answer.calls}
    return speaker != SERVER and any(not call.startswith("hooks") for call in own)


def _response(catalog: Catalog, answer: Answer) -> dict[str, Any]:
    """Return the fields of one response that differ from their defaults, and what is known of each line."""
    entry = catalog.owner[answer.id]
    fields = response_data.written(catalog.response(answer.id))
    fields |= {"name": entry.name, "page": entry.address, "speaker": answer.speaker, "calls": list(answer.calls)}
    if answer.speaker == SERVER:
        fields["lines"] = {name: _line(answer, answer.line(name)) for name in catalog.releases}
    return fields


def _line(answer: Answer, line: Line) -> dict[str, Any]:
    """Return what is known of one line: whether it sends the response, in which of its releases, and how else."""
    told: dict[str, Any] = {"holds": line.holds.value}
    partly = [f"since {line.since}"] if line.since else []
    partly += [f"until {line.until}"] if line.until else []
    if line.line == READ and line.holds is Holds.YES and not partly:
        partly = [f"{word}: {plain(text)}" for word, text in (("since", answer.since), ("until", answer.until)) if text]
    more = {
        "partly": ", ".join(partly),
        "message": line.message,
        "redirect_false": line.redirect_false,
        "instead": plain_if_any(line.instead),
    }
    return told | {name: value for name, value in more.items() if value not in (None, "")}


def _provocation(answer: Answer, provocation: Provocation) -> dict[str, Any]:
    """Return one provocation; `needs` says why no request alone gets the response."""
    told: dict[str, Any] = {
        "response": answer.id,
        "title": provocation.title,
        "request": _request(provocation.request),
    }
    more = {
        "values": provocation.values,
        "form": provocation.form if provocation.form != "own" else None,
        "target": provocation.target,
        "settings": provocation.settings,
        "needs": _needs(answer, provocation),
    }
    return told | {name: value for name, value in more.items() if value}


def _needs(answer: Answer, provocation: Provocation) -> str | None:
    if provocation.settings:
        told = ", ".join(f"{name}={value or '(empty)'}" for name, value in provocation.settings.items())
        return f"these settings: {told}"
    if provocation.given:
        return "other requests and people before it"
    if answer.on_demand:
        return "a state of the server that no request brings about"
    if any(name.startswith(FAULT_HEADER) for name in provocation.request.headers):
        return "a failure of the web server or the network"
    return None


def _request(request: Request) -> dict[str, Any]:
    """Return the fields of a request that differ from their defaults."""
    return request.model_dump(exclude_defaults=True)
