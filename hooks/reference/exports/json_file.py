"""errors.json: the whole catalog for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from reference.publication import Publication

URI = "data/errors.json"


def files(publication: Publication) -> Iterator[tuple[str, str]]:
    """Path and text of the file."""
    yield URI, publication.reference.model_dump_json(by_alias=True) + "\n"
