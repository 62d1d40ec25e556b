"""The checksum doctor's data for the page, from the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reference.catalog import Catalog
from reference.publication import Publication
from reference.render import plain
from reference.signing import EXAMPLE_HOST, EXAMPLE_SECRET, sign

MODULE_URI = "assets/data/checksum-mistakes.js"


def data(catalog: Catalog) -> dict[str, Any]:
    """Mistakes by id, what to check next, the names of the calls, and a request with a mistake to try."""
    wrong = sign("create", "name=Algebra%20I&meetingID=algebra-1", secret=f"{EXAMPLE_SECRET}\n")
    return {
        "mistakes": {m.id: {"title": plain(m.title), "fix": plain(m.fix)} for m in catalog.mistakes},
        "next": [{"check": plain(n.check), "how": plain(n.how)} for n in catalog.next_checks],
        "calls": [call.name for call in catalog.calls.values() if call.auth == "checksum"],
        "example": {"url": f"https://{EXAMPLE_HOST}{wrong.path}", "secret": EXAMPLE_SECRET},
    }


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of the data as a module."""
    text = json.dumps(data(publication.catalog), ensure_ascii=False, separators=(",", ":"))
    yield MODULE_URI, f"export const data = {text};\n"
