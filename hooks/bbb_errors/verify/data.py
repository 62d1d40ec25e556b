"""What verify knows of the catalog, from provocations.json, which `make generate` writes. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from bbb_errors.data import DataError
from bbb_wire import response_data
from bbb_wire.response import Layout, Response

FILE = Path(__file__).parent / "provocations.json"

SERVER, PROXY, WEBHOOKS = "bigbluebutton", "proxy", "bbb-webhooks"
"""Speakers that stand at one machine: the server, the web server before it, and the program beside it."""


@dataclass(frozen=True)
class Line:
    """What is known of one response in one release line."""

    holds: str = "unknown"
    """Whether servers of the line send it: yes, no or unknown."""
    partly: str = ""
    """Which releases of the line do it, where not all do."""
    message: str | None = None
    """The text in this line, where it is another one."""
    redirect_false: bool | None = None
    """Whether redirect=false makes XML of it, where that is otherwise."""
    instead: str = ""
    """What comes in its place."""


@dataclass(frozen=True)
class Known:
    """One response of the catalog."""

    response: Response
    name: str
    """The messageKey of its entry, or the entry's title."""
    page: str
    """The name of the entry's page."""
    speaker: str
    calls: frozenset[str]
    """Calls that send it; empty where that is not a list of calls."""
    lines: Mapping[str, Line]
    """By release line; empty for another program than the server."""

    def line(self, name: str) -> Line:
        """Return what is known of a line. Of other programs every line is the one that was read."""
        return self.lines.get(name, Line()) if self.lines else Line("yes")

    def in_line(self, name: str) -> Response:
        """Return the response as a line sends it."""
        line = self.line(name)
        obeys = self.response.redirect_false if line.redirect_false is None else line.redirect_false
        return replace(self.response, message=line.message or self.response.message, redirect_false=obeys)


@dataclass(frozen=True)
class Request:
    """One request as the catalog has it, for a server with the stub's seed."""

    method: str = "GET"
    call: str | None = None
    path: str | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    raw_query: str | None = None
    sign: str = "right"
    content_type: str | None = None
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Provocation:
    """A request, and the response that it gets."""

    response: str
    """Id of the response."""
    title: str
    request: Request
    values: Mapping[str, str] = field(default_factory=dict)
    """Values of the placeholders."""
    form: str = "own"
    """Which of the response's forms arrives: own, json or redirect-false."""
    target: str | None = None
    """Where a redirect leads, if not to the server's default logout URL."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings that the server must have for it."""
    needs: str | None = None
    """What else than a request it takes."""


@dataclass(frozen=True)
class CallFacts:
    """What is needed to send a call."""

    path: str
    name: str
    """As it is hashed."""
    signed: bool


@dataclass(frozen=True)
class SeedUser:
    """A user of the stub's seed, by which requests name a session."""

    role: str
    session_token: str
    cookie: str


@dataclass(frozen=True)
class SeedRoom:
    """A meeting of the stub's seed."""

    meeting_id: str
    voice_bridge: str
    ended: bool
    disabled_features: tuple[str, ...]
    users: tuple[SeedUser, ...]


@dataclass(frozen=True)
class SeedRecording:
    """A recording of the stub's seed."""

    record_id: str
    usual: bool
    """Whether any published recording will do in its place."""


@dataclass(frozen=True)
class VerifyData:
    """All of it."""

    read: str
    """The release line that the catalog describes."""
    lines: tuple[str, ...]
    """Oldest first."""
    speakers: Mapping[str, str]
    """Names by id."""
    balancers: tuple[str, ...]
    """Speakers that respond in place of a server."""
    calls: Mapping[str, CallFacts]
    rooms: tuple[SeedRoom, ...]
    recordings: tuple[SeedRecording, ...]
    layouts: Mapping[str, Layout]
    """How other programs write XML."""
    responses: Mapping[str, Known]
    """By id."""
    provocations: tuple[Provocation, ...]


@cache
def load(path: Path = FILE) -> VerifyData:
    """Return the content of provocations.json; raises DataError with one line if it can't be used."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        layouts = response_data.read_layouts(found["layouts"])
        return VerifyData(
            read=found["read"],
            lines=tuple(found["lines"]),
            speakers=found["speakers"],
            balancers=tuple(found["balancers"]),
            calls={name: CallFacts(**fields) for name, fields in found["calls"].items()},
            rooms=tuple(_room(each) for each in found["rooms"]),
            recordings=tuple(_recording(each) for each in found["recordings"]),
            layouts=layouts,
            responses={name: _known(name, fields, layouts) for name, fields in found["responses"].items()},
            provocations=tuple(
                Provocation(**{**each, "request": Request(**each["request"])}) for each in found["provocations"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); install bbb-errors again, or run `make generate`") from None


def _known(name: str, fields: Mapping[str, Any], layouts: Mapping[str, Layout]) -> Known:
    return Known(
        response=response_data.read(name, fields, layouts),
        name=fields["name"],
        page=fields["page"],
        speaker=fields["speaker"],
        calls=frozenset(fields["calls"]),
        lines={line: Line(**told) for line, told in fields.get("lines", {}).items()},
    )


def _room(fields: Mapping[str, Any]) -> SeedRoom:
    users = (SeedUser(each["role"], each["session_token"], each["cookie"]) for each in fields.get("users", ()))
    features = tuple(fields.get("disabled_features", ()))
    return SeedRoom(fields["meeting_id"], fields["voice_bridge"], fields.get("ended", False), features, tuple(users))


def _recording(fields: Mapping[str, Any]) -> SeedRecording:
    return SeedRecording(fields["record_id"], bool(fields.get("tracks")))
