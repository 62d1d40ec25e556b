"""The files with data for programs: where they are, what they are for, and how they are made.

A page, llms.txt and the tests read this list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reference.exports import changelog, constants, errors_csv, errors_json
from reference.exports.publication import Publication


@dataclass(frozen=True)
class DataFile:
    """One file."""

    uri: str
    """Path in the site. It stays."""
    about: str
    """What is in it, as Markdown for the cell of a table."""
    text: Callable[[Publication], str] | None
    """Makes it; nothing for a file that docs/ holds already."""


FILES = (
    DataFile(
        errors_json.URI,
        "The whole catalog: errors, responses, calls with their checks, causes, fixes, evidence.",
        lambda publication: errors_json.text(publication.reference),
    ),
    DataFile(errors_json.SCHEMA_URI, "Its JSON Schema, with a description of each field.", None),
    DataFile(errors_csv.URI, "One row for each response, for spreadsheets.", errors_csv.text),
    DataFile(
        changelog.URI,
        "What each version of this reference brought.",
        lambda publication: changelog.changelog_json(publication.history),
    ),
    *(
        DataFile(
            f"{constants.FOLDER}/{name}",
            f"All keys as constants for {language}.",
            partial(constants.text, name=name),
        )
        for language, name in constants.LANGUAGES.items()
    ),
)
