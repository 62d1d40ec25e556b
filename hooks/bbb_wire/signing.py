"""Signing of example requests. How the server computes the checksum: the checksum guide and checksum.yml."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

EXAMPLE_HOST = "bbb.example.org"
"""Host of every example address."""

EXAMPLE_SECRET = "example-shared-secret"  # noqa: S105 - a public example, no server has it
"""Shared secret of every example request."""


@dataclass(frozen=True)
class SignedRequest:
    """An API request with its checksum."""

    call: str
    query: str
    """Query string without the checksum, percent-encoded; may be empty."""
    algorithm: str
    """Name of the hash in hashlib."""
    secret: str

    @property
    def hashed(self) -> str:
        """The text that is hashed: call name, query string and secret, with nothing between them."""
        return f"{self.call}{self.query}{self.secret}"

    @property
    def checksum(self) -> str:
        """Hex digest of the hashed text in UTF-8."""
        return hashlib.new(self.algorithm, self.hashed.encode()).hexdigest()

    @property
    def path(self) -> str:
        """Path and query of the request, checksum last."""
        joined = f"{self.query}&" if self.query else ""
        return f"/bigbluebutton/api/{self.call}?{joined}checksum={self.checksum}"


def sign(call: str, query: str = "", algorithm: str = "sha256", secret: str = EXAMPLE_SECRET) -> SignedRequest:
    """Sign a query string as a client must; raises ValueError for an unknown algorithm when it is hashed."""
    return SignedRequest(call, query, algorithm, secret)
