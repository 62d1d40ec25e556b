"""Read a seed: the meetings, users and recordings with which the stub begins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from bbb_stub import data
from bbb_stub.clock import FIXED_NOW, Chance, Clock
from bbb_stub.state import Meeting, Recording, Session, Track, World

T = TypeVar("T")


@dataclass(frozen=True)
class User:
    """A user who is in a meeting."""

    name: str
    role: str
    internal_id: str
    session_token: str
    cookie: str
    user_id: str = ""


@dataclass(frozen=True)
class SeedMeeting:
    """A meeting."""

    meeting_id: str
    name: str
    attendee_pw: str
    moderator_pw: str
    voice_bridge: str
    ended: bool = False
    disabled_features: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    dashboard_data: str = ""
    users: tuple[User, ...] = ()


@dataclass(frozen=True)
class SeedTrack:
    """A text track."""

    kind: str
    lang: str
    label: str


@dataclass(frozen=True)
class SeedRecording:
    """A recording."""

    record_id: str
    meeting_id: str
    name: str
    state: str = "published"
    metadata: dict[str, str] = field(default_factory=dict)
    captions: str = "none"
    tracks: tuple[SeedTrack, ...] = ()


@dataclass(frozen=True)
class Seed:
    """The whole seed."""

    first_ids: dict[str, list[str]] = field(default_factory=dict)
    """With a fixed clock: the first identifiers of each kind that are handed out."""
    meetings: tuple[SeedMeeting, ...] = ()
    recordings: tuple[SeedRecording, ...] = ()


WORDS: Mapping[tuple[type, str], tuple[str, ...]] = {
    (User, "role"): ("MODERATOR", "VIEWER"),
    (SeedTrack, "kind"): ("subtitles", "captions"),
    (SeedRecording, "state"): ("processing", "processed", "published", "unpublished", "deleted"),
    (SeedRecording, "captions"): ("none", "unreadable", "ready"),
}
"""What some fields may hold."""


def load(path: Path | None = None) -> Seed:
    """Return the seed of a JSON or YAML file, or the stub's own; raises ValueError with what is wrong in it."""
    if path is None:
        return _made(Seed, data.load().seed, "seed")
    try:
        if not path.is_file():
            raise ValueError("it isn't a file")
        return _made(Seed, _content(path) or {}, "seed")
    except (OSError, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: the seed can't be used: {' '.join(str(error).split())}") from None


def _content(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    try:
        import yaml
    except ImportError:
        raise ValueError("YAML needs the package PyYAML; install it, or write JSON") from None
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _made(kind: type[T], given: object, where: str) -> T:
    """Return plain data as one of the types above; raises ValueError with the place of the first mistake."""
    if not isinstance(given, dict):
        raise ValueError(f"{where} is not a mapping of fields")
    types = get_type_hints(kind)
    if unknown := sorted(map(str, set(given) - set(types))):
        raise ValueError(f"{where} has an unknown field {unknown[0]}; known are {', '.join(types)}")
    for known in fields(kind):  # type: ignore[arg-type]  # all of them are dataclasses
        if known.name not in given and known.default is MISSING and known.default_factory is MISSING:
            raise ValueError(f"{where} has no {known.name}")
    made = {name: _value(types[name], value, f"{where}.{name}") for name, value in given.items()}
    for name, value in made.items():
        words = WORDS.get((kind, name))
        if words and value not in words:
            raise ValueError(f"{where}.{name} is {' or '.join(words)}, not {value!r}")
    return kind(**made)


def _value(kind: Any, value: object, where: str) -> Any:
    if get_origin(kind) in (tuple, list):
        if not isinstance(value, list):
            raise ValueError(f"{where} is not a list")
        item = get_args(kind)[0]
        return get_origin(kind)(_value(item, each, f"{where}[{number}]") for number, each in enumerate(value))
    if get_origin(kind) is dict:
        if not isinstance(value, dict):
            raise ValueError(f"{where} is not a mapping")
        name, item = get_args(kind)
        return {_value(name, key, where): _value(item, each, f"{where}.{key}") for key, each in value.items()}
    if kind in (str, bool):
        if not isinstance(value, kind):
            raise ValueError(f"{where} is not {'true or false' if kind is bool else 'a text'}")
        return value
    return _made(kind, value, where)


def grow(seed: Seed, fixed: bool) -> World:
    """Make a world from a seed. Seeded meetings were created at the fixed moment, whatever the clock says."""
    world = World(Clock(fixed), Chance(fixed, seed.first_ids))
    for item in seed.meetings:
        meeting = _meeting(world, item)
        world.meetings.append(meeting)
        if not meeting.ended:
            world.balanced.add(meeting.meeting_id)
    for recording in seed.recordings:
        kept = {name: value for name, value in asdict(recording).items() if name != "tracks"}
        tracks = [Track(track.kind, track.lang, track.label) for track in recording.tracks]
        started = FIXED_NOW
        world.recordings[recording.record_id] = Recording(
            **kept, start_time=started, end_time=started + 3_600_000, participants=2, tracks=tracks
        )
    world.happened.clear()
    return world


def _meeting(world: World, item: SeedMeeting) -> Meeting:
    meeting = Meeting(
        item.meeting_id,
        item.name,
        FIXED_NOW,
        item.attendee_pw,
        item.moderator_pw,
        item.voice_bridge,
        metadata=dict(item.metadata),
        disabled_features=frozenset(item.disabled_features),
        dashboard_data=item.dashboard_data or None,
        dial_number="613-555-1234",
    )
    for user in item.users:
        session = Session(
            user.session_token,
            user.cookie,
            meeting,
            user.internal_id,
            user.user_id or user.internal_id,
            user.name,
            user.role,
            world.chance.word("seeded", 12),
        )
        world.sessions[session.token] = session
        world.enter(session)
    if item.ended:
        world.close(meeting)
    return meeting
