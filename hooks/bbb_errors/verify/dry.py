"""What would be sent, with words in place of what only a run knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bbb_errors.verify.data import Provocation, VerifyData
from bbb_errors.verify.plan import MEETING_IDS, Plan
from bbb_errors.verify.rooms import PREFIX
from bbb_errors.verify.sending import Outgoing, query_of


def listed(data: VerifyData, recording: str) -> Iterator[dict[str, Any]]:
    """Yield each provocation: the request in one line, or what it needs."""
    plan = Plan(data, recording)
    for each in plan.ordered(data.provocations):
        needs = plan.needs(each)
        yield {
            "response": each.response,
            "title": each.title,
            "request": None if needs else _line(each, data, recording),
            "needs": needs,
        }


def _line(provocation: Provocation, data: VerifyData, recording: str) -> str:
    request = provocation.request
    facts = data.calls.get(request.call or "")
    query = {name: _value(name, value, data, recording) for name, value in request.query.items()}
    raw = re.sub(r"(?<=meetingID=)(?=[^&])", f"{PREFIX}RANDOM-", request.raw_query or "")
    outgoing = Outgoing(
        method=request.method,
        path=request.path or (facts.path if facts else ""),
        query=query_of(query) if request.raw_query is None else raw,
        call=facts if facts and facts.signed else None,
        sign=request.sign,
    )
    body = f"  (a body of {request.content_type})" if request.content_type else ""
    return outgoing.shown + body


def _value(name: str, value: str, data: VerifyData, recording: str) -> str:
    if name in MEETING_IDS and value.strip():
        return f"{PREFIX}RANDOM-{value}"
    if name == "sessionToken" and any(value == user.session_token for room in data.rooms for user in room.users):
        return "SESSION-TOKEN"
    if name == "voiceBridge" and any(value == room.voice_bridge for room in data.rooms):
        return "VOICE-BRIDGE"
    if name == "recordID" and value:
        known = any(value == each.record_id for each in data.recordings)
        return recording if known else f"{PREFIX}RANDOM-nobody"
    return value
