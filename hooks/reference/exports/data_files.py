"""The files with data for programs: where they are, and what they are for. A page and the tests read this list."""

from __future__ import annotations

from dataclasses import dataclass

from reference.exports import changelog_file, constants, csv_file, json_file, json_schema


@dataclass(frozen=True)
class DataFile:
    """One file."""

    uri: str
    """Path in the site. It stays."""
    about: str
    """What is in it, as Markdown for the cell of a table."""


FILES = (
    DataFile(json_file.URI, "The whole catalog: errors, answers, calls with their checks, causes, fixes, evidence."),
    DataFile(json_schema.PATH, "Its JSON Schema, with a description of each field."),
    DataFile(csv_file.URI, "One row for each answer, for spreadsheets."),
    DataFile(changelog_file.URI, "What each version of this reference brought."),
    *(
        DataFile(f"{constants.FOLDER}/{name}", f"All keys as constants for {language}.")
        for language, name in constants.LANGUAGES.items()
    ),
)
