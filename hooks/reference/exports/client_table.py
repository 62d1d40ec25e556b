"""What a client does about each key, as the lines of a program: the remedy of each entry, by the class it raises."""

from __future__ import annotations

import json

from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Remedy

CLASSES = {Remedy.REQUEST: "FixRequest", Remedy.SECRET: "FixSecret", Remedy.LATER: "RetryLater"}
"""The client's exceptions. Keys that are refused need no line: that is what every other key is."""


def python(catalog: Catalog) -> str:
    """Return the lines for the Python client."""
    known = {
        error.key: CLASSES[error.helps] for error in catalog.errors.values() if error.key and error.helps in CLASSES
    }
    lines = [f"    {json.dumps(key)}: {known[key]},\n" for key in sorted(known, key=str.lower)]
    return "".join(["_KINDS: dict[str, type[BBBError]] = {\n", *lines, "}\n"])
