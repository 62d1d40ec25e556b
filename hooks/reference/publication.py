"""What is published: the catalog in one edition, and its history. Exports and data of the tools are made from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from reference.catalog import Catalog
from reference.changelog import Version
from reference.edition import Edition
from reference.exports import shape
from reference.exports.make import make


@dataclass(frozen=True)
class Publication:
    """The catalog in one edition."""

    catalog: Catalog
    edition: Edition = field(default_factory=Edition)
    history: tuple[Version, ...] = ()
    """What each version brought, newest first."""

    @cached_property
    def reference(self) -> shape.Reference:
        """The content of errors.json."""
        return make(self.catalog, self.edition)
