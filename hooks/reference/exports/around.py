"""The parts of errors.json about what stands around the server, from the catalog. Every prose text becomes plain."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reference.catalog.contents import Catalog
from reference.catalog.evidence import Evidence
from reference.catalog.silent_success import SilentGroup, SilentSuccess
from reference.catalog.speakers import Speaker
from reference.catalog.surroundings import FrontEnd, Library, Upgrade
from reference.exports import client_texts
from reference.exports.edition import Edition
from reference.exports.shape import around as shape
from reference.exports.shape.base import EvidenceData
from reference.exports.shape.silent import SilentSuccessData
from reference.pages.links import PAGE_URIS, front_end_uri, sentence_anchor, speaker_uri, upgrade_uri
from reference.pages.text import all_plain, plain, plain_if_any

Proofs = Callable[[Iterable[Evidence]], list[EvidenceData]]
"""Makes evidence of the catalog that of errors.json."""


def speaker(catalog: Catalog, edition: Edition, each: Speaker) -> shape.SpeakerData:
    """Return who answers."""
    return shape.SpeakerData(
        id=each.id,
        name=each.name,
        summary=plain(each.summary),
        page=edition.page(speaker_uri(each.id)) if each.id in catalog.programs else None,
        read=plain_if_any(each.read),
        repository=each.repository,
        known_by=all_plain(each.known_by),
        secret=plain_if_any(each.secret),
        log=plain_if_any(each.log),
        passes=all_plain(each.passes),
        changes=all_plain(each.changes),
        hides=all_plain(each.hides),
        notes=all_plain(each.notes),
    )


def front_end(edition: Edition, each: FrontEnd, proofs: Proofs) -> shape.FrontEndData:
    """Return a front end with its sentences."""
    return shape.FrontEndData(
        id=each.id,
        name=each.name,
        page=edition.page(front_end_uri(each.id)),
        read=plain(each.read),
        summary=plain(each.summary),
        log=plain(each.log),
        sentences=[
            shape.SentenceData(
                text=sentence.text,
                codes=list(sentence.codes),
                page=f"{edition.page(front_end_uri(each.id))}#{sentence_anchor(sentence)}",
                versions=plain_if_any(sentence.versions),
                when=plain(sentence.when),
                http_status=sentence.http_status,
                behind=[shape.BehindData(what=plain(b.what), errors=list(b.errors)) for b in sentence.behind],
                log=plain_if_any(sentence.log),
                next=plain(sentence.next),
                note=plain_if_any(sentence.note),
                certainty=sentence.certainty,
                evidence=proofs(sentence.evidence),
            )
            for sentence in each.sentences
        ],
        notes=all_plain(each.notes),
    )


def library(each: Library, proofs: Proofs) -> shape.LibraryData:
    """Return a client library."""
    return shape.LibraryData(
        id=each.id,
        name=each.name,
        language=each.language,
        read=plain(each.read),
        key=plain(each.key),
        hash=plain(each.hash),
        timeouts=plain(each.timeouts),
        foreign=plain(each.foreign),
        wraps=[client_texts.wrapped(text) for text in each.wraps],
        hides=all_plain(each.hides),
        traps=all_plain(each.traps),
        certainty=each.certainty,
        evidence=proofs(each.evidence),
    )


def upgrade(edition: Edition, each: Upgrade, proofs: Proofs) -> shape.UpgradeData:
    """Return the step from one release line to the next."""
    return shape.UpgradeData(
        id=each.id,
        page=edition.page(upgrade_uri(each.id)),
        older=each.older,
        newer=each.newer,
        summary=plain(each.summary),
        points=[
            shape.PointData(
                title=plain(point.title),
                calls=list(point.calls),
                before=plain(point.before),
                after=plain(point.after),
                do=plain(point.do),
                since=plain_if_any(point.since),
                errors=list(point.errors),
                certainty=point.certainty,
                evidence=proofs(point.evidence),
            )
            for point in each.points
        ],
        unknown=all_plain(each.unknown),
    )


def silent_success(edition: Edition, group: SilentGroup, item: SilentSuccess, proofs: Proofs) -> SilentSuccessData:
    """Return one thing that a call accepts with SUCCESS and ignores."""
    return SilentSuccessData(
        id=item.id,
        page=f"{edition.page(PAGE_URIS['silent-success'])}#{item.id}",
        group=plain(group.title),
        title=plain(item.title),
        calls=list(item.calls),
        parameters=list(item.parameters),
        settings=list(item.settings),
        given=plain(item.given),
        happens=plain(item.happens),
        needs=plain_if_any(item.needs),
        no_fix=plain_if_any(item.no_fix),
        default=item.default,
        since=plain_if_any(item.since),
        tell=plain_if_any(item.tell),
        log=item.log,
        notes=all_plain(item.notes),
        errors=list(item.errors),
        certainty=item.certainty,
        evidence=proofs(item.evidence),
    )
