"""The sources that evidence points to: repositories at a commit, their files, and what was run."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from reference.catalog.vocabulary import (
    VERBATIM,
    Declares,
    Repository,
    Slug,
    SourceId,
    Strict,
    Text,
    Wire,
)

Commit = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$"), VERBATIM]


class Source(Strict):
    """A public repository at a commit, and the release it stands for."""

    id: Annotated[SourceId, Declares("source")]
    """Name by which evidence refers to it."""
    repository: Repository
    """owner/repository on GitHub."""
    commit: Commit
    """All 40 digits."""
    line: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$"), VERBATIM] | None = None
    """The release line it belongs to, which releases.yml need not name; absent if that is not settled."""
    stands_for: Text
    """Release or state of the server that it shows, and why it is taken for that."""

    @property
    def is_server(self) -> bool:
        """Whether it is BigBlueButton's own repository, which alone has release lines."""
        return self.repository == "bigbluebutton/bigbluebutton"

    @property
    def title(self) -> str:
        """What evidence calls it: the server and its line, the repository unless it is the server's own, the commit."""
        server = f"BigBlueButton {self.line or ''}".rstrip() if self.is_server or self.line else None
        name = ", in ".join(filter(None, (server, None if self.is_server else self.repository)))
        return f"{name} @ {self.commit[:8]}"


class SourceFile(Strict):
    """A file of the server's source that evidence points to."""

    id: Annotated[Slug, Declares("file")]
    """Name by which evidence refers to it."""
    path: Wire
    """Path in the repository."""


class Run(Strict):
    """Requests of one kind that were sent: to BigBlueButton's own code, or by common clients."""

    id: Annotated[Slug, Declares("run")]
    """Unique; evidence refers to it."""
    asked: Text
    """What was sent."""
    showed: Text
    """What came back, and what follows from it."""
    stand_in: Text | None = None
    """What took the place of a part of the server and decides the result, so that it is inferred only."""


class SourcesFile(Strict):
    """sources.yml."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Repositories at a commit."""
    files: Annotated[tuple[SourceFile, ...], Field(min_length=1)]
    """Files that evidence points to."""
    setup: tuple[Text, ...] = ()
    """How the runs were made: what was real, what was a stand-in, what was not run. One paragraph each."""
    runs: tuple[Run, ...] = ()
    """What BigBlueButton's own code was asked, and what it answered."""
