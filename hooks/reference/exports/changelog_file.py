"""changelog.json: what each version of the reference brought, for whoever follows it with a program."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reference.changelog import KINDS
from reference.publication import Publication
from reference.render import plain

URI = "data/changelog.json"


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of the file: versions, newest first; every kind of change is a list of plain texts."""
    versions = [
        {"version": each.version, "date": each.date, "summary": plain(each.summary)}
        | {kind.lower(): [plain(item) for item in each.changes.get(kind, ())] for kind in KINDS}
        for each in publication.history
    ]
    yield URI, json.dumps({"versions": versions}, indent=1, ensure_ascii=False) + "\n"
