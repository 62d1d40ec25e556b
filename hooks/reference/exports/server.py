"""The parts of errors.json about the server behind the API, from the catalog. Every prose text becomes plain."""

from __future__ import annotations

from collections.abc import Iterator

from reference.catalog.after_join import JoinText, JoinTrouble
from reference.catalog.contents import Catalog
from reference.catalog.log_lines import LogFile, LogGroup, LogLine, LogWriter
from reference.catalog.server_settings import ServerSetting
from reference.exports.around import Proofs
from reference.exports.edition import Edition
from reference.exports.shape import server as shape
from reference.pages import after_join, log_lines, server_settings
from reference.pages.text import all_plain, plain, plain_if_any


def join_trouble(edition: Edition, each: JoinTrouble, proofs: Proofs) -> shape.JoinTroubleData:
    """Return a cause after a join."""
    return shape.JoinTroubleData(
        id=each.id,
        page=f"{edition.page(after_join.URI)}#{each.id}",
        title=plain(each.title),
        looks=plain(each.looks),
        tell=plain(each.tell),
        fix=all_plain(each.fix),
        why=plain(each.why),
        errors=list(each.errors),
        certainty=each.certainty,
        read=plain_if_any(each.read),
        evidence=proofs(each.evidence),
    )


def join_text(edition: Edition, each: JoinText, proofs: Proofs) -> shape.JoinTextData:
    """Return a text that the user reads."""
    return shape.JoinTextData(
        id=each.id,
        page=f"{edition.page(after_join.URI)}#{each.id}",
        text=each.text,
        older=list(each.older),
        number=each.number,
        key=each.key,
        where=each.where,
        first_line=each.line,
        last_line=each.to or each.line,
        means=plain(each.means),
        note=plain_if_any(each.note),
        causes=list(each.causes),
        errors=list(each.errors),
        certainty=each.certainty,
        read=plain_if_any(each.read),
        evidence=proofs(each.evidence),
    )


def log(each: LogFile) -> shape.LogData:
    """Return a log."""
    return shape.LogData(id=each.id, name=each.name, where=each.where, search=each.search, about=plain(each.about))


def lines(edition: Edition, group: LogGroup, proofs: Proofs) -> Iterator[shape.LogLineData]:
    """Yield the lines of a group."""
    for writer in group.writers:
        for line in writer.lines:
            yield _line(edition, group, writer, line, proofs)


def _line(edition: Edition, group: LogGroup, writer: LogWriter, each: LogLine, proofs: Proofs) -> shape.LogLineData:
    return shape.LogLineData(
        id=each.id,
        page=f"{edition.page(log_lines.URI)}#{each.id}",
        group=group.id,
        log=writer.log,
        logger=writer.logger,
        level=each.level,
        is_part=each.is_part,
        text=each.line,
        means=plain(each.means),
        matters=each.matters,
        in_clear=plain_if_any(each.in_clear),
        note=plain_if_any(each.note),
        errors=list(each.errors),
        scope=plain_if_any(each.scope),
        causes=list(each.causes),
        read=plain_if_any(writer.read),
        evidence=proofs(writer.evidence),
    )


def setting(catalog: Catalog, edition: Edition, each: ServerSetting, proofs: Proofs) -> shape.SettingData:
    """Return a setting, with the entries and calls that follow from the catalog."""
    return shape.SettingData(
        id=each.id,
        page=f"{edition.page(server_settings.URI)}#{each.id}",
        name=each.name,
        file=each.file,
        default=each.default,
        default_note=plain_if_any(each.default_note),
        parameter=each.parameter,
        changes=plain(each.changes),
        since=plain_if_any(each.since),
        until=plain_if_any(each.until),
        calls=server_settings.calls_of(catalog, each),
        errors=[error.address for error in catalog.errors_of_setting[each.id]],
        causes=list(each.causes),
        log_lines=list(each.lines),
        certainty=each.certainty,
        read=plain_if_any(each.read),
        evidence=proofs(each.evidence),
    )
