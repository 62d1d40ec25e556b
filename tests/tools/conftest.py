"""What the tests of the tools share: the tool's data, and the command's matcher over it."""

from __future__ import annotations

from typing import Any

import pytest

from bbb_errors.matcher import Matcher
from bbb_wire.signs import explain_data
from reference.catalog.contents import Catalog
from reference.exports.publication import Publication


@pytest.fixture(scope="session")
def signs(catalog: Catalog) -> dict[str, Any]:
    """The explain tool's data, as the command reads it."""
    return explain_data(Publication(catalog).reference.model_dump(mode="json"))


@pytest.fixture(scope="session")
def matcher(signs: dict[str, Any]) -> Matcher:
    """The command's matcher."""
    return Matcher(signs)
