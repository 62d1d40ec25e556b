"""The real catalog, loaded once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reference.catalog.contents import Catalog
from reference.catalog.loading import load

ROOT = Path(__file__).parent.parent


@cache
def real_catalog() -> Catalog:
    """Return the catalog in docs/catalog."""
    return load(ROOT / "docs" / "catalog")
