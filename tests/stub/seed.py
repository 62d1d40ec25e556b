"""Read a seed: the meetings, users and recordings with which the stub begins."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from tests.stub.clock import FIXED_NOW, Chance, Clock
from tests.stub.state import Meeting, Recording, Session, Track, World

DEFAULT = Path(__file__).parent / "seed.yml"
"""The seed that is used if none is named."""


class _Seed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class User(_Seed):
    """A user who is in a meeting."""

    name: str
    role: Literal["MODERATOR", "VIEWER"]
    user_id: str = ""
    internal_id: str
    session_token: str
    cookie: str


class SeedMeeting(_Seed):
    """A meeting."""

    meeting_id: str
    name: str
    attendee_pw: str
    moderator_pw: str
    voice_bridge: str
    ended: bool = False
    disabled_features: tuple[str, ...] = ()
    metadata: dict[str, str] = {}
    dashboard_data: str | None = None
    users: tuple[User, ...] = ()


class SeedTrack(_Seed):
    """A text track."""

    kind: Literal["subtitles", "captions"]
    lang: str
    label: str


class SeedRecording(_Seed):
    """A recording."""

    record_id: str
    meeting_id: str
    name: str
    state: Literal["processing", "processed", "published", "unpublished", "deleted"] = "published"
    metadata: dict[str, str] = {}
    captions: Literal["none", "unreadable", "ready"] = "none"
    tracks: tuple[SeedTrack, ...] = ()


class Seed(_Seed):
    """The whole seed."""

    first_ids: dict[str, tuple[str, ...]] = {}
    """With a fixed clock: the first identifiers of each kind that are handed out."""
    meetings: tuple[SeedMeeting, ...] = ()
    recordings: tuple[SeedRecording, ...] = ()


def load(path: Path = DEFAULT) -> Seed:
    """Read a seed file; raises ValueError with what is wrong in it."""
    try:
        return Seed.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise ValueError(f"the seed {path} cannot be used: {error}") from None


def grow(seed: Seed, fixed: bool) -> World:
    """Make a world from a seed. Seeded meetings were created at the fixed moment, whatever the clock says."""
    world = World(Clock(fixed), Chance(fixed, seed.first_ids))
    for item in seed.meetings:
        world.meetings.append(_meeting(world, item))
    for recording in seed.recordings:
        kept = recording.model_dump(exclude={"tracks"})
        tracks = [Track(track.kind, track.lang, track.label) for track in recording.tracks]
        started = FIXED_NOW
        world.recordings[recording.record_id] = Recording(
            **kept, start_time=started, end_time=started + 3_600_000, participants=2, tracks=tracks
        )
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
        dashboard_data=item.dashboard_data,
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
