"""What the server and its recording scripts send when something happens, byte for byte as far as that is known.

How often and how long they try comes from the catalog, by way of stub.json.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import httpx

from bbb_stub.data import StubData
from bbb_stub.outgoing import events
from bbb_stub.outgoing.delivery import Delivery, Follow
from bbb_stub.outgoing.tokens import compact, token
from bbb_stub.settings import Settings
from bbb_stub.state import Happening, Hook, Meeting, World

READY_NAMES = ("bbb-recording-ready-url", "bn-recording-ready-url", "canvas-recording-ready-url")
"""Metadata that hold the URL for a recording; the first one counts."""

FORM = "application/x-www-form-urlencoded"
DAY = 24 * 3600
OTHER_SECRET = "another-secret"  # noqa: S105 - signs what must be refused


@dataclass(frozen=True)
class Writer:
    """Writes the messages of one moment."""

    world: World
    settings: Settings
    data: StubData
    server_url: str
    hooks: Iterable[Hook] = ()
    """All hooks, the permanent ones first."""

    def messages(self, happening: Happening) -> Iterator[Delivery]:
        """Yield all that is sent because of one thing that happened."""
        if happening.what == "meeting-ended" and not happening.meeting.is_breakout:
            yield from self._ended(happening.meeting)
            yield from self._analytics(happening.meeting)
        if happening.what == "recording-ready":
            yield from self._ready(happening)
        if self.settings.webhooks:
            yield from self._event(happening)

    @property
    def _secret(self) -> str:
        return OTHER_SECRET if self.settings.signatures == "other-secret" else self.settings.secret

    def _delivery(self, callback: str, method: str, url: str, **more: object) -> Delivery:
        """Return a message with the attempts of its kind."""
        facts = self.data.callbacks[callback]
        made = Delivery(
            callback,
            method,
            url,
            self.world.clock.now,
            waits=facts.waits,
            also_delivered=facts.delivered,
            seconds=self.settings.callback_seconds or facts.timeout or 30.0,
        )
        return replace(made, **more)  # type: ignore[arg-type]  # fields of Delivery

    def _ended(self, meeting: Meeting) -> Iterator[Delivery]:
        """The end callback: the URL of the metadata gets two parameters, that of meetingEndedURL stays as it is."""
        url = meeting.metadata.get("endcallbackurl")
        if url:
            marks = "true" if meeting.recorded else "false"
            added = f"recordingmarks={marks}&meetingID={quote(meeting.meeting_id, safe='', errors='replace')}"
            yield self._end_callback(with_query(url, added))
        if meeting.ended_url:
            yield self._end_callback(meeting.ended_url)

    def _end_callback(self, url: str) -> Delivery:
        old = self.settings.end_callback_twice
        headers = () if old else (("Accept-Language", "en-US,en;q=0.8"), ("User-Agent", "Mozilla"))
        follow: Follow = "probe" if old else "no"
        final = "" if is_absolute(url) else "URI is not absolute"
        if not final and self.settings.callback_url_check and not is_allowed(url):
            final = "Callback URL failed security validation"
        return self._delivery("end-callback", "GET", url, headers=headers, follow=follow, final=final)

    def _analytics(self, meeting: Meeting) -> Iterator[Delivery]:
        """The events of a meeting, signed by a token that does not cover them."""
        url = meeting.metadata.get("analytics-callback-url")
        if not url or not (meeting.keep_events or meeting.recorded):
            return
        body = {
            "version": "1.0",
            "meeting_id": meeting.meeting_id,
            "internal_meeting_id": meeting.internal_id,
            "data": {
                "metadata": {n.replace("-", "_"): v for n, v in meeting.metadata.items() if not n.startswith("gl_")},
                "attendees": [],
            },
        }
        headers = [("Content-Type", "application/json"), ("User-Agent", "BigBlueButton Analytics Callback")]
        if self.settings.signatures != "missing":
            claims = {"exp": max(self.world.clock.now // 1000, int(time.time())) + DAY}  # valid for who reads it
            headers.append(("Authorization", f"Bearer {self._token('HS512', claims, typ=True)}"))
        if self.settings.signatures == "altered":
            body["meeting_id"] = f"{meeting.meeting_id}-altered"
        sent = compact(body).encode("utf-8", "replace")
        yield self._delivery("analytics", "POST", url, headers=tuple(headers), bodies=(sent,), final=_unusable(url))

    def _ready(self, happening: Happening) -> Iterator[Delivery]:
        """A recording: one message for each playback format; Scalelite tries one secret after the other."""
        recording = happening.recording
        assert recording is not None
        url = next((url for name in READY_NAMES if (url := recording.metadata.get(name))), None)
        if url is None:
            return
        claims = {"meeting_id": recording.meeting_id, "record_id": recording.record_id}
        balanced = self.settings.speaker == "scalelite"
        secrets = [self._secret, *(self.settings.scalelite_secrets.split() if balanced else ())]
        bodies = tuple(self._signed_parameters(claims, secret) for secret in secrets)
        made = self._delivery(
            "recording-ready",
            "POST",
            url,
            headers=(("Content-Type", FORM),),
            bodies=bodies,
            waits=(0.0,) * (len(bodies) - 1),
            also_delivered=frozenset({404, 410} if balanced else ()),
            final=_unusable(url),
        )
        for _ in self.settings.playback_formats.split():
            yield replace(made)

    def _signed_parameters(self, claims: Mapping[str, object], secret: str) -> bytes:
        if self.settings.signatures == "missing":
            return b""
        return f"signed_parameters={self._token('HS256', claims, secret=secret)}".encode()

    def _token(self, algorithm: str, claims: Mapping[str, object], typ: bool = False, secret: str | None = None) -> str:
        """Return a token, with what is wrong with it on demand."""
        alg = "none" if self.settings.signatures == "unsigned" else algorithm
        made = token({"typ": "JWT", "alg": alg} if typ else {"alg": alg}, claims, secret or self._secret)
        if self.settings.signatures != "altered" or "exp" in claims:
            return made
        other = token({"alg": alg}, {name: f"{value}-altered" for name, value in claims.items()}, OTHER_SECRET)
        return ".".join([*other.split(".")[:2], made.split(".")[2]])

    def _event(self, happening: Happening) -> Iterator[Delivery]:
        """An event of bbb-webhooks, once for each hook that wants it."""
        now = self.world.clock.now
        event = events.event_of(happening, now)
        if event is None:
            return
        meeting = happening.meeting.meeting_id
        fields = events.form(event, now, _host(self.server_url))
        signed = events.signed_text(fields, self.settings)
        if self.settings.signatures == "altered":
            fields = {**fields, "event": fields["event"].replace('"data"', '"altered":true,"data"', 1)}
        body = events.encoded(fields)
        for hook in events.wanting(self.hooks, happening.what, meeting, self.settings.webhooks_version):
            yield self._webhook(hook, signed, body)

    def _webhook(self, hook: Hook, text: str, body: bytes) -> Delivery:
        settings, url = self.settings, hook.callback_url
        headers = [("Accept", "*/*"), ("Content-Type", f"{FORM};charset=UTF-8"), ("User-Agent", "node-fetch")]
        signed = settings.signatures not in ("missing", "unsigned")
        if signed and settings.auth2_0:
            headers.append(("Authorization", f"Bearer {self._secret}"))
        elif signed:
            url = with_query(url, f"checksum={events.digest(url, text, self._secret, settings)}")
        return self._delivery(
            "webhooks",
            "POST",
            url,
            headers=tuple(headers),
            bodies=(body,),
            again=60.0 if hook.permanent else None,
            follow="fetch",
        )


def with_query(url: str, added: str) -> str:
    """Return a URL with more at its end, as a query or as more of it."""
    return f"{url}{'&' if '?' in url.partition('#')[0] else '?'}{added}"


def is_absolute(url: str) -> bool:
    """Whether a text is a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _unusable(url: str) -> str:
    return "" if is_absolute(url) else "it isn't a URL"


def is_here(url: str) -> bool:
    """Whether what httpx calls for a URL is this machine, named `localhost` or by a loopback address, or nothing.

    No name is looked up. httpx reads the URL, since it also calls it: another reader may find another host in it.
    """
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL:
        return True
    host = read.raw_host.decode("ascii")
    if read.scheme not in ("http", "https") or host in ("", "localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_allowed(url: str) -> bool:
    """Whether 3.0.27 and later call a URL with default settings, as far as that shows without a look-up of its name."""
    host = urlsplit(url).hostname or ""
    try:
        public = ip_address(host).is_global
    except ValueError:
        public = host != "localhost"
    return urlsplit(url).scheme == "https" and public
