"""The data of the two tools in the page, as modules, and the checksum doctor's table for its Python file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bbb_wire.signing import EXAMPLE_HOST, EXAMPLE_SECRET, sign
from bbb_wire.signs import explain_data
from reference.catalog.contents import Catalog
from reference.exports.publication import Publication
from reference.pages.text import plain

EXPLAIN_URI = "assets/data/explain.js"
CHECKSUM_URI = "assets/data/checksum-mistakes.js"


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield path in the site and text of each module."""
    signs = explain_data(publication.reference.model_dump(mode="json"))
    for uri, data in ((EXPLAIN_URI, signs), (CHECKSUM_URI, checksum_data(publication.catalog))):
        yield uri, f"export const data = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def checksum_data(catalog: Catalog) -> dict[str, Any]:
    """Return mistakes by id, what to check next, the names of the calls, and a request with a mistake to try."""
    wrong = sign("create", "name=Algebra%20I&meetingID=algebra-1", secret=f"{EXAMPLE_SECRET}\n")
    return {
        "mistakes": {m.id: {"title": plain(m.title), "fix": plain(m.fix)} for m in catalog.mistakes},
        "next": [{"check": plain(n.check), "how": plain(n.how)} for n in catalog.next_checks],
        "calls": [call.name for call in catalog.calls.values() if call.auth == "checksum"],
        "example": {"url": f"https://{EXAMPLE_HOST}{wrong.path}", "secret": EXAMPLE_SECRET},
    }


def checksum_table(catalog: Catalog) -> str:
    """Return the lines of Python that `checksum_doctor.py` carries, since it must run alone."""
    known: Mapping[str, Any] = checksum_data(catalog)
    text = json.dumps  # a JSON text is a Python text
    lines = ["MISTAKES = {\n"]
    for name, item in known["mistakes"].items():
        lines += [
            f"    {text(name)}: (\n",
            f"        {text(item['title'])},\n",
            f"        {text(item['fix'])},\n",
            "    ),\n",
        ]
    lines += ["}\n", "NEXT = [\n"]
    lines += [f"    ({text(item['check'])}, {text(item['how'])}),\n" for item in known["next"]]
    lines += ["]\n", "CALLS = [\n", *(f"    {text(name)},\n" for name in known["calls"]), "]\n"]
    return "".join(lines)
