"""One answer: one way an error goes over the wire.

Every class is frozen and refuses unknown fields. The attribute docstrings are the field descriptions of the JSON
Schema that editors use (see `schema.py`), so they are written for whoever edits the YAML.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reference.catalog.evidence import PLAYED, READ, Evidence, Holds, Line, is_later, is_prerelease, said
from reference.catalog.provocation import Break, Provocation
from reference.catalog.vocabulary import (
    Certainty,
    Declares,
    Format,
    Names,
    Sent,
    Slug,
    Strict,
    Text,
    Wire,
)

API = "/bigbluebutton/api/"
"""Where the calls are on a server."""

SERVER = "bigbluebutton"
"""The speaker whose release lines the catalog knows, and whose checks the steps of calls describe."""

CLIENT = "client"
"""The speaker that stands for the caller's own program, in which no release of the server decides."""


class Answer(Strict):
    """One way an error goes over the wire."""

    id: Annotated[Slug, Declares("answer")]
    """Unique in the whole catalog. The steps of calls refer to it."""
    calls: tuple[Annotated[Slug, Names("call")], ...] = ()
    """API calls that give this answer. Only where no step and no success form of a call names it: else it follows."""
    scope: Text | None = None
    """Who gives the answer, where it is not a list of calls: 'every call', 'any unknown call'."""
    speaker: Annotated[Slug, Names("speaker")] = SERVER
    """Who sends it: an id in speakers.yml."""
    versions: Text | None = None
    """For a speaker with versions of its own: those that send it, where they are not the one that was read."""
    key: Wire | None = None
    """The entry's key as this answer spells it, where that differs; only the case of letters may."""
    message: Wire | None = None
    """Exact text after XML or JSON decoding, {placeholder} = dynamic part. Absent: there is none, or it is unknown."""
    literal: Wire | None = None
    """The text as redirects and JSON carry it, where it differs from `message` (runs of blanks)."""
    body: Wire | None = None
    """The whole body, where it is not just the form's usual one. {key} and {message} stand for the two."""
    whole: bool = True
    """Whether the form tells the whole body. If not, only key and text are known, and no body is shown."""
    returncode: Literal["SUCCESS", "FAILED", "ERROR"] | None = None
    """The returncode, where it is not the form's usual one in formats.yml. BigBlueButton never says ERROR."""
    format: Format
    """Form of the body."""
    json_on_request: bool = False
    """The answer becomes JSON when the request asks for JSON."""
    redirect_false: bool = False
    """Sent as XML with HTTP 200, not as a redirect, when the request says redirect=false."""
    http_status: Annotated[int, Field(ge=100, le=599)] | None = None
    """HTTP status code, where it is not the form's usual one; absent if no HTTP answer arrives at all."""
    content_type: Wire | None = None
    """The Content-Type header, where it is not the usual one of the form or of the speaker's XML."""
    condition: Text
    """When the server gives this answer. Our own words."""
    parameters: tuple[Text, ...] = ()
    """Parameters, headers or settings that decide it."""
    sent: Sent = Sent.SENT
    """Whether 3.0, or the version read of another speaker, sends it. Where `lines` speaks of 3.0, it follows."""
    certainty: Certainty = Certainty.SOURCE
    """How the answer is known."""
    lines: tuple[Line, ...] = ()
    """Release lines in which it is not as usual: sent by 3.0 as `sent` says, not known for any other."""
    since: Text | None = None
    """From which change on, in words, where no release can be named under `lines`."""
    until: Text | None = None
    """Up to which change, in words, where no release can be named under `lines`."""
    notes: tuple[Text, ...] = ()
    """What a reader must know besides."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """Where it was read or seen."""
    provoke: tuple[Provocation, ...] = ()
    """Requests that make a server with the stub's seed give this answer."""
    not_provoked: Text | None = None
    """For an answer that is sent: why no request to the stub provokes it. Of a speaker that the stub does not play,
    it follows."""
    on_demand: Text | None = None
    """For an answer whose condition the stub does not model yet: why. The stub sends it when asked for it by id."""
    breaks: tuple[Break, ...] = ()
    """How to break this check in a call's good request, where that does not follow from `provoke`."""

    @model_validator(mode="after")
    def _sent_follows(self) -> Self:
        read = said(self.lines, READ)
        if read is not None:
            if "sent" in self.model_fields_set:
                raise ValueError(f"`sent` follows from what `lines` says of {READ}; delete one of them")
            object.__setattr__(self, "sent", self._sent_by(read))
        removed = any(line.holds is Holds.YES and is_later(READ, line.line) for line in self.lines)
        if self.sent is Sent.NEVER and removed:
            raise ValueError(f"an earlier line sends it, so `sent` is `removed`; say what {READ} does under `lines`")
        return self

    def _sent_by(self, read: Line) -> Sent:
        """Return whether 3.0 sends it, by what is said of this line and of earlier ones."""
        if read.holds is Holds.NO:
            earlier = (line for line in self.lines if is_later(READ, line.line))
            return Sent.REMOVED if any(line.holds is Holds.YES for line in earlier) else Sent.NEVER
        if read.holds is Holds.YES:
            return Sent.REMOVED if is_prerelease(read.until) else Sent.SENT
        return Sent.UNDECIDED

    def line(self, name: str) -> Line:
        """Return what is known of one release line: what is said of it, or the usual."""
        usual = Holds.UNKNOWN
        if name == READ and self.sent is not Sent.UNDECIDED:
            usual = Holds.YES if self.sent is Sent.SENT else Holds.NO
        return said(self.lines, name) or Line(line=name, holds=usual)

    @property
    def elsewhere(self) -> bool:
        """Whether a line other than 3.0 sends it, or only a pre-release of 3.0 did."""
        return any(
            line.holds is Holds.YES and ((line.line, line.to) != (READ, None) or is_prerelease(line.until))
            for line in self.lines
        )

    @property
    def sendable(self) -> bool:
        """Whether 3.0 may send it, or another line does."""
        return self.sent in (Sent.SENT, Sent.UNDECIDED) or self.elsewhere

    @property
    def played(self) -> bool:
        """Whether the stub may send it: 3.0 may, or another line does that the stub plays."""
        sent = self.sent in (Sent.SENT, Sent.UNDECIDED)
        return sent or any(self.line(name).holds is Holds.YES for name in PLAYED if name != READ)

    def as_played(self, name: str) -> Holds:
        """Return whether the stub sends it when it plays a line.

        What isn't known of a newer line than 3.0 is played as in 3.0. Lines are those of BigBlueButton: what another
        program sends comes with each of them.
        """
        usual = Holds.YES if self.sent in (Sent.SENT, Sent.UNDECIDED) else Holds.NO
        if self.speaker != SERVER or name == READ:
            return usual
        holds = self.line(name).holds
        return usual if holds is Holds.UNKNOWN and is_later(name) else holds
