"""One message on its way to somebody's URL, and one attempt to bring it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Follow = Literal["no", "probe", "fetch"]
"""What becomes of a redirect: a failure; found out by a GET of its own before the real one; or as node-fetch does."""


@dataclass
class Delivery:
    """A message, and what is left of its attempts."""

    callback: str
    """The id of the callback in the catalog."""
    method: str
    url: str
    due: int
    """When the next attempt is due, in milliseconds of the stub's clock."""
    headers: tuple[tuple[str, str], ...] = ()
    bodies: tuple[bytes, ...] = (b"",)
    """What is sent, by attempt; the last one is sent again. They differ where a balancer tries several secrets."""
    waits: tuple[float, ...] = ()
    """Seconds before each further attempt."""
    again: float | None = None
    """Seconds before every attempt after those; absent: it is given up."""
    also_delivered: frozenset[int] = frozenset()
    """Statuses that end the attempts, beside 2xx."""
    seconds: float = 30.0
    """How long an attempt may take."""
    follow: Follow = "no"
    final: str = ""
    """Why no request is made at all, and none later."""
    attempt: int = 0
    """The number of the last attempt, from 1."""

    @property
    def body(self) -> bytes:
        """What the current attempt sends."""
        return self.bodies[min(max(self.attempt, 1), len(self.bodies)) - 1]

    def next_wait(self) -> float | None:
        """Seconds until the next attempt, or nothing if there is none."""
        return self.waits[self.attempt - 1] if self.attempt <= len(self.waits) else self.again


@dataclass
class Sent:
    """One request that was made, or one that was not, and what came of it."""

    callback: str
    attempt: int
    at: int
    """Milliseconds of the stub's clock."""
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    requests: int = 0
    """How many requests the attempt took, redirects and probing ones included; the fields above are the last one's."""
    status: int | None = None
    """What the endpoint answered."""
    outcome: str = "under way"
    """delivered, failed, given up, or not sent."""
    why: str = ""
    """The reason, if it was not delivered."""
