"""The catalog that `make bench` grows is one that builds."""

from __future__ import annotations

import shutil
from pathlib import Path

from reference.catalog.contents import Catalog
from reference.catalog.loading import load
from tests.bench import grow
from tests.real import ROOT


def test_a_grown_catalog_loads(catalog: Catalog, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copytree(ROOT / "snippets", tmp_path / "snippets")
    grow(tmp_path / "docs", 2)
    assert len(load(tmp_path / "docs" / "catalog").errors) == 2 * len(catalog.errors)
