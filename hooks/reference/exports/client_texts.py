"""The parts of errors.json about what HTTP libraries and parsers say, from the catalog."""

from __future__ import annotations

from reference.catalog.client_texts import ClientCause, Wrapped
from reference.catalog.contents import Catalog
from reference.exports.edition import Edition
from reference.exports.shape import client_texts as shape
from reference.pages.links import cause_uri
from reference.pages.text import all_plain, plain


def cause(catalog: Catalog, edition: Edition, each: ClientCause) -> shape.ClientCauseData:
    """Return a cause with its markers and texts."""
    return shape.ClientCauseData(
        id=each.id,
        page=edition.page(cause_uri(catalog, each.id)),
        errors=list(each.errors),
        markers=[
            shape.MarkerData(
                text=marker.text,
                seen=marker.seen,
                also=[shape.AlsoSeenData(cause=other.cause, seen=other.seen) for other in marker.also],
            )
            for marker in each.markers
        ],
        texts=[
            shape.ClientTextData(
                language=text.language,
                tool=text.tool,
                version=text.version,
                when=plain(text.when),
                text=text.text,
                certainty=text.certainty,
            )
            for text in each.texts
        ],
        silent=[shape.SilentData(tool=s.tool, when=plain(s.when), result=s.result) for s in each.silent],
        notes=all_plain(each.notes),
    )


def wrapped(each: Wrapped) -> shape.WrappedData:
    """Return a text around a failure."""
    return shape.WrappedData(text=each.text, causes=list(each.causes))
