"""The table "key → what a caller can do" in the clients of all languages, as lines of their own code."""

from __future__ import annotations

from reference.catalog.contents import Catalog
from reference.catalog.vocabulary import Remedy

CLASSES = {Remedy.REQUEST: "FixRequest", Remedy.SECRET: "FixSecret", Remedy.LATER: "RetryLater"}
"""The clients' exceptions. Keys that are refused need no line: that is what every other key is."""

LINES = {
    "snippets/bbb_api.py": '    "{key}": {name},',
    "snippets/php/BbbApi.php": "        '{key}' => {name}::class,",
    "snippets/javascript/bbb-api.mjs": '  ["{key}", {name}],',
    "snippets/java/BbbApi.java": '        Map.entry("{key}", {name}::new),',
    "snippets/ruby/bbb_api.rb": '    "{key}" => {name},',
    "snippets/go/bbb/bbb.go": '\t{{"{key}", {name}}},',
    "snippets/bash/bbb-api.sh": '    ["{key}"]={name}',
}
"""File of each client, and how it writes a line. No key needs escaping in any of the languages: the catalog's keys are
letters, digits, spaces and `-_`."""


def table(catalog: Catalog, file: str) -> str:
    """Return the lines of the table in a client's file."""
    known = {
        key: CLASSES[error.helps] for error in catalog.errors.values() for key in error.keys if error.helps in CLASSES
    }
    lines = [LINES[file].format(key=key, name=known[key]) for key in sorted(known, key=str.lower)]
    return "".join(f"{line}\n" for line in lines)
