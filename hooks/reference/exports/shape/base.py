"""What every part of errors.json is made of: the base of its types, and evidence."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Base: frozen. A reader must accept fields that it doesn't recognize, so the schema does as well."""

    model_config = ConfigDict(frozen=True)


class EvidenceData(Shape):
    """One place that proves a fact."""

    url: str
    """The file at its commit, or the public thread; for a run, where this site tells of it, as whole as is known."""
    source: str | None
    """Id of the source, among `sources`; null for a thread or a run."""
    run: str | None
    """Id of the run, among `runs`; null for a file or a thread."""
    where: str
    """Where in the file, or what the thread shows."""
