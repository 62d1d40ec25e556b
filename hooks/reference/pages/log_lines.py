"""The page of the lines in the server's logs, and the links to them from the entries that they belong to."""

from __future__ import annotations

from reference.catalog.contents import Catalog
from reference.catalog.log_lines import LogGroup, LogLine, Matters
from reference.pages.after_join import cause_links
from reference.pages.frame import Page
from reference.pages.from_template import page_of
from reference.pages.links import PAGE_URIS, Linker
from reference.pages.text import code, shorten

URI = PAGE_URIS["log-lines"]

BADGES = {
    Matters.FAILURE: ("error", "failure"),
    Matters.IGNORED: ("warning", "ignored"),
    Matters.DEPENDS: ("plain", "depends"),
    Matters.HARMLESS: ("success", "harmless"),
}
"""Class and text of the badge of a line."""

LONGEST = 45
"""Letters of a line where it is only linked."""


def page(catalog: Catalog) -> Page:
    """The page of all lines, by group."""
    link = Linker(catalog, URI)
    return page_of(
        "log_lines.md.j2",
        link,
        "Lines in the server's logs",
        "What lines in bbb-web.log and other BigBlueButton logs mean, whether they matter, and which error they show.",
        "server-logs.yml",
        logs=catalog.logs,
        groups=catalog.log_groups.values(),
        clear=[group for group in catalog.log_groups.values() if any(line.in_clear for line in group.lines)],
        badges=BADGES,
        belongs=lambda line: belongs(link, line),
        written_by=written_by,
        evidence=[proof for group in catalog.log_groups.values() for w in group.writers for proof in w.evidence],
        reads=reads(catalog),
    )


def belongs(link: Linker, line: LogLine) -> str:
    """Return links to the entries and causes that a line belongs to, or nothing."""
    told = [part for part in (link.errors(line.errors), cause_links(link, line.causes)) if part]
    return "; ".join([*told, *([line.scope] if line.scope else [])])


def written_by(group: LogGroup) -> list[tuple[str, list[str]]]:
    """Return each log that a group's lines stand in, with the loggers that write them there."""
    found: dict[str, dict[str, None]] = {}
    for writer in group.writers:
        found.setdefault(writer.log, {})[writer.logger] = None
    return [(log, list(loggers)) for log, loggers in found.items()]


def reads(catalog: Catalog) -> list[tuple[str, LogGroup]]:
    """Return what was read beside the evidence, each once, with the group that it is about."""
    told = [(writer.read, group) for group in catalog.log_groups.values() for writer in group.writers if writer.read]
    return list(dict(told).items())


def links_to(catalog: Catalog, link: Linker, address: str) -> list[str]:
    """Return links to the lines that tell of an entry's failure, each text once; to others if there is none."""
    found: dict[str, str] = {}
    lines = [line for line in catalog.log_lines.values() if address in line.errors]
    telling = [line for line in lines if line.matters is Matters.FAILURE]
    for line in telling or lines:
        found.setdefault(line.line, f"[{code(shorten(line.line, LONGEST))}]({link.to(URI, line.id)})")
    return list(found.values())
