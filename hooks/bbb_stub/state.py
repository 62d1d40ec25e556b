"""What the server keeps in memory: meetings, the users' sessions, and recordings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bbb_stub.clock import Chance, Clock
from bbb_stub.java_text import map_order

MODERATOR, VIEWER = "MODERATOR", "VIEWER"


def internal_id(meeting_id: str, create_time: int) -> str:
    """The internal ID of a meeting: hash of its ID and create time."""
    name = meeting_id.encode("utf-8", "replace")
    return f"{hashlib.sha1(name, usedforsecurity=False).hexdigest()}-{create_time}"


def breakout_id(parent: str, given: str, sequence: str) -> str:
    """Return the external ID of a breakout room.

    Fact: it is a hash of its parent's internal ID, of what follows the hyphen in the ID that create was given, and of
    its number.
    """
    time = given.partition("-")[2]
    name = f"{parent}-{time}-{sequence}".encode("utf-8", "replace")
    return f"{hashlib.sha1(name, usedforsecurity=False).hexdigest()}-{time}"


@dataclass
class Meeting:
    """One meeting."""

    meeting_id: str
    name: str
    create_time: int
    attendee_pw: str
    moderator_pw: str
    voice_bridge: str
    parent: Meeting | None = None
    sequence: int = 0
    is_breakout: bool = False
    free_join: bool = False
    record: bool = False
    duration: int = 0
    max_users: int = 0
    guest_policy: str = "ALWAYS_ACCEPT"
    authenticated_guest: bool = True
    without_session: bool = False
    disabled_features: frozenset[str] = frozenset()
    metadata: dict[str, str] = field(default_factory=dict)
    web_voice: str = ""
    dial_number: str = ""
    start_time: int = 0
    end_time: int = 0
    has_user_joined: bool = False
    asked_to_end: int | None = None
    """When `end` was called."""
    dashboard_data: str | None = None
    """Content of the Learning Dashboard's data file, if there is one."""
    messages: list[tuple[str, str]] = field(default_factory=list)
    """Public chat: user name and message."""
    documents: int = 0
    """Documents taken over."""
    given_internal_id: str = ""
    """The internal ID of a breakout room, which is the `meetingID` that create was given."""
    ended_url: str = ""
    """meetingEndedURL."""
    keep_events: bool = False
    """meetingKeepEvents."""
    starts_recording: bool = False
    """autoStartRecording: recording begins with the first user."""
    recorded: bool = False
    """Whether a recording was started."""

    @cached_property
    def internal_id(self) -> str:
        """Its internal ID."""
        return self.given_internal_id or internal_id(self.meeting_id, self.create_time)

    @property
    def ended(self) -> bool:
        """Whether it was forcibly ended."""
        return self.end_time > 0


@dataclass
class Session:
    """One user's session, made by join."""

    token: str
    cookie: str
    """The HTTP session of whoever called join."""
    meeting: Meeting
    internal_user_id: str
    external_user_id: str
    full_name: str
    role: str
    auth_token: str
    guest: bool = False
    bot: bool = False
    guest_status: str = "ALLOW"
    inside: bool = False
    """Whether the user has opened the client."""
    left_lobby: bool = False
    """Whether the user waited as a guest, and has gone."""


@dataclass
class Track:
    """One text track of a recording."""

    kind: str
    lang: str
    label: str


@dataclass
class Recording:
    """One recording."""

    record_id: str
    meeting_id: str
    name: str
    start_time: int
    end_time: int
    state: str = "published"
    participants: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    captions: str = "none"
    """none: no captions folder; unreadable: the folder without a readable index; ready: `tracks` are listed."""
    tracks: list[Track] = field(default_factory=list)


@dataclass(frozen=True)
class Happening:
    """Something of which BigBlueButton, its scripts or bbb-webhooks may tell others."""

    what: str
    """The id of the event, as bbb-webhooks has it, or recording-ready."""
    meeting: Meeting
    session: Session | None = None
    message: tuple[str, str] = ("", "")
    """Name and text of a chat message."""
    recording: Recording | None = None


@dataclass(frozen=True)
class Hook:
    """One URL to which bbb-webhooks sends events."""

    hook_id: str
    callback_url: str
    meeting_id: str | None = None
    event_id: str | None = None
    raw: str = "false"
    """What `rawData` says."""
    permanent: bool = False


class World:
    """The whole memory of one server, and of what stands beside it and in front of it."""

    def __init__(self, clock: Clock, chance: Chance) -> None:
        """Begin empty."""
        self.clock = clock
        self.chance = chance
        self.meetings: list[Meeting] = []
        self.sessions: dict[str, Session] = {}
        self.recordings: dict[str, Recording] = {}
        self.hooks: dict[str, Hook] = {}
        """Hooks of bbb-webhooks by ID, but for the permanent ones."""
        self.balanced: set[str] = set()
        """IDs of the meetings in Scalelite's own store."""
        self.processing: list[tuple[int, Recording, Meeting]] = []
        """Recordings of meetings that ended, and when each is done."""
        self.happened: list[Happening] = []
        """What happened and was not told yet."""

    def tick(self, end_delay: int, forget_after: int, recording_delay: int = 0) -> None:
        """Let time pass: end meetings that were asked to end, finish recordings, forget what ended long ago."""
        now = self.clock.now
        for meeting in self.live():
            if meeting.asked_to_end is not None and now - meeting.asked_to_end >= end_delay * 1000:
                self.close(meeting, recording_delay)
        for ready_at, recording, meeting in self.processing:
            if ready_at <= now:
                recording.state = "published"
                self.happened.append(Happening("recording-ready", meeting, recording=recording))
        self.processing = [each for each in self.processing if each[0] > now]
        self.meetings = [m for m in self.meetings if not (m.ended and now - m.end_time >= forget_after * 1000)]

    def ahead(self, end_delay: int) -> list[int]:
        """Return the moments at which something will happen by itself."""
        ends = [m.asked_to_end + end_delay * 1000 for m in self.live() if m.asked_to_end is not None]
        return ends + [ready_at for ready_at, _, _ in self.processing]

    def close(self, meeting: Meeting, recording_delay: int = 0) -> None:
        """End a meeting and send everybody out; sessions stay until they are signed out."""
        users = len(self.users(meeting))
        meeting.end_time = max(self.clock.now, 1)
        self.happened.append(Happening("meeting-ended", meeting))
        if meeting.recorded:
            recording = Recording(
                meeting.internal_id,
                meeting.meeting_id,
                meeting.name,
                meeting.start_time or meeting.create_time,
                meeting.end_time,
                "processing",
                users,
                dict(meeting.metadata),
            )
            self.recordings[recording.record_id] = recording
            self.processing.append((meeting.end_time + recording_delay * 1000, recording, meeting))
        for session in self.sessions.values():
            if session.meeting is meeting:
                session.inside = False

    def find(self, meeting_id: str | None, tests_empty: bool = True) -> Meeting | None:
        """Return the meeting with an ID; the newest if an ended one has the same.

        Facts: an ID is looked up as the beginning of the internal IDs first, in the order of a hash map, and then by
        its SHA-1, with which the internal IDs of its meetings begin. So an empty one finds the first of all meetings,
        unless the look-up `tests_empty`.
        """
        if meeting_id is None or (tests_empty and not meeting_id):
            return None
        same = next((m for m in reversed(self.meetings) if meeting_id in (m.meeting_id, m.internal_id)), None)
        if same is not None or (meeting_id and not meeting_id.isascii()):
            return same
        by_id = {m.internal_id: m for m in self.meetings if m.internal_id.startswith(meeting_id)}
        return next((by_id[found] for found in map_order(by_id)), None)

    def live(self) -> Iterator[Meeting]:
        """Meetings that have not ended."""
        return (m for m in self.meetings if not m.ended)

    def users(self, meeting: Meeting) -> list[Session]:
        """Users who are in a meeting, each once."""
        inside = (s for s in self.sessions.values() if s.inside and s.meeting is meeting)
        return list({s.internal_user_id: s for s in inside}.values())

    def users_by_meeting(self) -> dict[int, list[Session]]:
        """Return the users of all meetings by the meeting's identity, in one walk."""
        found: dict[int, dict[str, Session]] = {}
        for session in self.sessions.values():
            if session.inside:
                found.setdefault(id(session.meeting), {})[session.internal_user_id] = session
        return {meeting: list(users.values()) for meeting, users in found.items()}

    def rooms_by_meeting(self) -> dict[int, list[Meeting]]:
        """Return the breakout rooms of all meetings by their parent's identity, in one walk."""
        found: dict[int, list[Meeting]] = {}
        for meeting in self.live():
            if meeting.parent is not None:
                found.setdefault(id(meeting.parent), []).append(meeting)
        return found

    def running(self, meeting: Meeting | None) -> bool:
        """Whether somebody is in the meeting."""
        return meeting is not None and not meeting.ended and bool(self.users(meeting))

    def is_full(self, meeting: Meeting, user_id: str | None) -> bool:
        """Whether a meeting has no room for a user. Fact: different IDs count, and one that is there is let in."""
        known = {user.external_user_id for user in self.users(meeting)}
        return 0 < meeting.max_users <= len(known) and user_id not in known

    def decide(self, word: str) -> int:
        """Decide on all guests who wait, as a moderator or as they themselves do; return how many there were."""
        waiting = [session for session in self.sessions.values() if session.guest_status == "WAIT"]
        for session in waiting:
            session.left_lobby = word == "leave"
            session.guest_status = {"allow": "ALLOW", "deny": "DENY"}.get(word, "WAIT")
        return len(waiting)

    def enter(self, session: Session) -> None:
        """Let a user's client connect."""
        meeting = session.meeting
        if meeting.ended:
            return
        if not session.inside:
            self.happened.append(Happening("user-joined", meeting, session))
        session.inside = True
        meeting.has_user_joined = True
        meeting.recorded = meeting.recorded or (meeting.record and meeting.starts_recording)
        meeting.start_time = meeting.start_time or self.clock.now
