"""What is published: the catalog in one edition, and its history. Exports and the tools' data are made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from reference.catalog.contents import Catalog
from reference.exports import errors_json
from reference.exports.changelog import Version
from reference.exports.edition import Edition
from reference.exports.shape.reference import Reference


@dataclass(frozen=True)
class Publication:
    """The catalog in one edition."""

    catalog: Catalog
    edition: Edition = field(default_factory=Edition)
    history: tuple[Version, ...] = ()
    """What each version brought, newest first."""

    @cached_property
    def reference(self) -> Reference:
        """The content of errors.json."""
        return errors_json.reference(self.catalog, self.edition)
