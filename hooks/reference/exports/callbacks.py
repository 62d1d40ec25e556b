"""The parts of errors.json about requests that BigBlueButton makes itself. Every prose text becomes plain."""

from __future__ import annotations

from collections.abc import Iterable

from reference.catalog.callbacks import Callback, Obstacle, Part, Token
from reference.catalog.fetched_urls import FetchedFile
from reference.exports.around import Proofs
from reference.exports.edition import Edition
from reference.exports.shape import callbacks as shape
from reference.pages.callbacks import OVERVIEW
from reference.pages.text import all_plain, plain, plain_if_any


def _parts(parts: Iterable[Part]) -> list[shape.PartData]:
    return [shape.PartData(name=part.name, value=plain(part.value)) for part in parts]


def _token(token: Token | None) -> shape.TokenData | None:
    if token is None:
        return None
    claims, absent = _parts(token.claims), list(token.absent)
    return shape.TokenData(algorithm=token.algorithm, header=token.header, claims=claims, absent=absent)


def callback(edition: Edition, each: Callback, proofs: Proofs) -> shape.CallbackData:
    """Return one kind of request."""
    return shape.CallbackData(
        id=each.id,
        name=each.name,
        page=edition.page(f"guides/{each.guide}.md"),
        summary=plain(each.summary),
        given=[shape.GivenData(name=g.name, call=g.call, note=plain_if_any(g.note)) for g in each.given],
        sender=plain(each.sender),
        method=each.method,
        content_type=each.content_type,
        headers=_parts(each.headers),
        query=_parts(each.query),
        body=_parts(each.body),
        signed=plain(each.signed),
        secret=plain(each.secret),
        token=_token(each.token),
        signatures=[
            shape.SignedTextData(
                versions=s.versions, signed=plain(s.signed), algorithm=plain(s.algorithm), proves=plain(s.proves)
            )
            for s in each.signatures
        ],
        needs=all_plain(each.needs),
        sent_when=all_plain(each.sent_when),
        not_sent_when=all_plain(each.not_sent_when),
        waits=list(each.waits),
        attempts=plain(each.attempts),
        delivered=list(each.delivered),
        timeout=each.timeout,
        redirects=plain(each.redirects),
        replies=[
            shape.ReplyData(status=plain(r.status), counts_as=plain(r.counts_as), certainty=r.certainty)
            for r in each.replies
        ],
        ways=_ways(each, proofs),
        events=[shape.EventData(name=event.name, attributes=list(event.attributes)) for event in each.events],
        traps=all_plain(each.traps),
        balancers=_balancers(each, proofs),
        log=plain(each.log),
        log_lines=[
            shape.CallbackLogLineData(line=line.line, level=line.level, part=line.part, means=plain(line.means))
            for line in each.lines
        ],
        open=[shape.OpenData(kind=each_open.kind, what=plain(each_open.what)) for each_open in each.open],
        examples=[
            shape.SignatureExampleData(id=e.id, title=plain(e.title), signed=e.signed, digests=_parts(e.digests))
            for e in each.examples
        ],
        certainty=each.certainty,
        evidence=proofs(each.evidence),
    )


def _ways(each: Callback, proofs: Proofs) -> list[shape.WayData]:
    return [
        shape.WayData(
            releases=plain(way.releases),
            requests=way.requests,
            redirects=plain(way.redirects),
            delivered=plain(way.delivered),
            timeout=plain(way.timeout),
            refused=plain(way.refused),
            headers=_parts(way.headers),
            certainty=way.certainty,
            evidence=proofs(way.evidence),
        )
        for way in each.ways
    ]


def _balancers(each: Callback, proofs: Proofs) -> list[shape.BalancedData]:
    return [
        shape.BalancedData(
            speaker=behind.speaker,
            does=plain(behind.does),
            secret=plain(behind.secret),
            log=list(behind.log),
            certainty=behind.certainty,
            evidence=proofs(behind.evidence),
        )
        for behind in each.balancers
    ]


def obstacle(edition: Edition, each: Obstacle, proofs: Proofs) -> shape.ObstacleData:
    """Return one reason why a callback doesn't come."""
    return shape.ObstacleData(
        id=each.id,
        page=f"{edition.page(OVERVIEW)}#{each.id}",
        title=plain(each.title),
        callbacks=list(each.callbacks),
        tell=plain(each.tell),
        fix=plain(each.fix),
        log_lines=list(each.lines),
        certainty=each.certainty,
        evidence=proofs(each.evidence),
    )


def fetched(file: FetchedFile, proofs: Proofs) -> shape.FetchedData:
    """Return what the server loads from URLs that it is given."""
    return shape.FetchedData(
        settings=[
            shape.FetchSettingData(name=s.name, default=s.default, what=plain(s.what), older=s.older)
            for s in file.settings
        ],
        renamed=plain(file.renamed),
        refused=all_plain(file.refused),
        redirects=plain(file.redirects),
        fetches=[
            shape.FetchData(
                id=f.id,
                what=plain(f.what),
                since=plain(f.since),
                timeout=plain(f.timeout),
                limit=plain_if_any(f.limit),
                caller_sees=plain(f.caller_sees),
                note=plain_if_any(f.note),
                evidence=proofs(f.evidence),
            )
            for f in file.fetches
        ],
        certainty=file.certainty,
        evidence=proofs(file.evidence),
    )
