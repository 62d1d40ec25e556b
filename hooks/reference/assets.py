"""Files that the catalog adds to the site besides pages: the data of the tools in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reference import explain_data, mistake_data
from reference.catalog import Catalog

Producer = Callable[[Catalog, bool], Iterator[tuple[str, str]]]
"""Gets the catalog and whether addresses are folders; yields path in the site and text."""

PRODUCERS: tuple[Producer, ...] = (explain_data.files, mistake_data.files)


def files(catalog: Catalog, directory_urls: bool = True) -> Iterator[tuple[str, str]]:
    """Path and text of every file. `directory_urls` is MkDocs' setting, for the addresses in the data."""
    for produce in PRODUCERS:
        yield from produce(catalog, directory_urls)
