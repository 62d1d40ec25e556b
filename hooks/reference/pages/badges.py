"""The badges of an entry, which say what is unusual about it, and what each of them means."""

from __future__ import annotations

from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.vocabulary import Kind, Retry, Sent
from reference.pages import release_lines, views
from reference.pages.answers import UNSURE

NEVER = "never sent by 3.0"
UNDECIDED = "undecided for 3.0"
FOREIGN = "not by BigBlueButton"
RETRY = {Retry.LATER: "try again later", Retry.LOOK_FIRST: "check before you try again"}

MEANINGS = {
    Kind.WARNING.value: "The call succeeded, with something you should know.",
    Kind.SUCCESS.value: "The call did what it was asked to do.",
    NEVER: "3.0 declares it but never sends it.",
    UNDECIDED: "Nobody has shown yet whether 3.0 sends it.",
    FOREIGN: "Only programs in front of the server, or next to it, send it.",
    RETRY[Retry.LATER]: "The same request may succeed later.",
    RETRY[Retry.LOOK_FIRST]: "The call may have done its work. Check first, or it happens twice.",
} | {certainty.value: "None of it was read or seen: [how sure](#certainty)." for certainty in UNSURE}
"""What the badges mean whose text is always the same, as Markdown for the page of sources."""


def badges(catalog: Catalog, error: Error) -> list[tuple[str, str]]:
    """Class and text of an entry's badges: kind, status, whether to try again, how sure."""
    found = [] if error.kind in (Kind.ERROR, Kind.TRANSPORT) else [(error.kind.value, error.kind.value)]
    elsewhere = release_lines.elsewhere(catalog, error.answers)
    if is_foreign(catalog, error):
        found.append(("line", FOREIGN))
    elif error.status is Sent.UNDECIDED:
        found.append(("undecided", f"sent by {elsewhere}, {UNDECIDED}" if elsewhere else UNDECIDED))
    elif error.status is not Sent.SENT:
        found.append(("line", f"{elsewhere} only") if elsewhere else ("never", NEVER))
    if error.retry is not Retry.NEVER:
        found.append(("plain", RETRY[error.retry]))
    return found + [(c.value, c.value) for c in views.certainties(error)[:1] if c in UNSURE]


def is_foreign(catalog: Catalog, error: Error) -> bool:
    """Whether only programs in front of the server send an entry."""
    return all(answer.speaker in catalog.programs for answer in error.answers)
