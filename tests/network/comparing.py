"""What was seen beside what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml

from reference.catalog.vocabulary import Certainty
from tests.network.known import known, same
from tests.network.running import Observed
from tests.network.situations import Network
from tests.real import ROOT, real_catalog

SEEN = ROOT / "tests" / "data" / "network_seen.yml"
"""Texts that were seen here and that the catalog cannot show, with the reason."""


@dataclass(frozen=True)
class Seen:
    """What one tool said in one situation."""

    tool: str
    version: str
    cause: str
    when: str
    text: str

    @property
    def known(self) -> bool:
        """Whether the catalog has the text for this tool and cause."""
        return known().has(self.tool, self.cause, self.text)

    @property
    def explained(self) -> bool:
        """Whether the text leads to its cause: it is known, or holds a marker of the cause, or is on the list here."""
        rows = (row for row in listed() if (row.tool, row.cause) == (self.tool, self.cause))
        return self.known or known().points(self.cause, self.text) or any(same(self.text, row.text) for row in rows)


@cache
def listed() -> tuple[Seen, ...]:
    """The texts in the list, which have {placeholders}."""
    groups = yaml.safe_load(SEEN.read_text(encoding="utf-8"))
    return tuple(Seen(**row) for group in groups for row in group["rows"])


@cache
def shown() -> tuple[Seen, ...]:
    """The texts of the catalog that a tool was heard to say, with the versions that said them."""
    return tuple(
        Seen(text.tool, text.version or "", cause.id, text.when, text.text)
        for cause in real_catalog().client_causes.values()
        for text in cause.texts
        if text.certainty is Certainty.OBSERVED
    )


def seen(observed: Mapping[str, Observed], network: Network) -> Iterator[Seen]:
    """All that was said."""
    situations = {each.id: each for each in network.situations}
    for language in observed.values():
        for tool, texts in language.texts.items():
            for name, text in texts.items():
                at = situations[name]
                yield Seen(tool, language.versions[tool], at.cause, at.when, text)


PLACES = (
    (r"https?://bbb\.example\.org(?=[^a-z.])|http://bbb\.invalid", lambda x: x[0].partition("//")[0] + "//{host}"),
    (r"(?<=://)(127\.0\.0\.1|localhost):\d+[\w/]*", "{url}"),
    (r"(127\.0\.0\.1|localhost):\d+", "{host}:{port}"),
    (r"[\d.]+:53\b", "{resolver}:53"),
    (r"\b(127\.0\.0\.1|localhost|bbb\.(invalid|example\.org))\b", "{host}"),
    (r"(?<=port=)\d+|(?<=port )\d+", "{port}"),
    (r"(?<=after )\d+(?= m)|(?<=_ssl\.c:)\d+", "{n}"),
    (r"(?<=url: )/[\w/]*", "{path}"),
    (r"(?<=timeout=)[\d.]+", "{n}"),
    (r"(?<=time )\S+Z is after \S+Z", "{time} is after {time}"),
    (r"(?<=NotAfter: )\w.*", "{time}"),
    (r"\b[0-9A-F]{12,16}(?=:error)", "{id}"),
)


def in_general(text: str) -> str:
    """A text with {placeholders} for what is of this machine."""
    for pattern, place in PLACES:
        text = re.sub(pattern, place, text)
    return "\n".join(line.rstrip() for line in text.split("\n"))
