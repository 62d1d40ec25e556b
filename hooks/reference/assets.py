"""Files that the catalog adds to the site besides pages: the data of the tools in the page, and the exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reference import explain_data, mistake_data
from reference.exports import changelog_file, constants, csv_file, json_file
from reference.publication import Publication

Producer = Callable[[Publication], Iterator[tuple[str, str]]]
"""Yields path in the site and text of files."""

PRODUCERS: tuple[Producer, ...] = (
    explain_data.files,
    mistake_data.files,
    json_file.files,
    csv_file.files,
    changelog_file.files,
    constants.files,
)


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of every file."""
    for produce in PRODUCERS:
        yield from produce(publication)
