"""The page of the server's settings that change what calls answer."""

from __future__ import annotations

from reference.catalog.contents import Catalog
from reference.catalog.refs import Ref
from reference.catalog.server_settings import ServerSetting
from reference.pages.after_join import cause_links
from reference.pages.frame import Page
from reference.pages.from_template import page_of
from reference.pages.links import PAGE_URIS, Linker
from reference.pages.text import code, shorten

URI = PAGE_URIS["settings"]


def page(catalog: Catalog) -> Page:
    """The page."""
    link = Linker(catalog, URI)
    settings = catalog.settings.settings
    return page_of(
        "settings.md.j2",
        link,
        "Server settings that change responses",
        "BigBlueButton server settings that change API responses: defaults, calls and keys they affect, since when.",
        "settings.yml",
        groups=[(group, [each for each in settings if each.group == group.id]) for group in catalog.settings.groups],
        default=default,
        touches=lambda each: touches(catalog, link, each),
        evidence=[proof for each in settings for proof in each.evidence],
        reads=list(dict.fromkeys(each.read for each in settings if each.read)),
    )


def default(each: ServerSetting) -> str:
    """Return the default as a table cell."""
    value = code(each.default) if each.default is not None else ""
    return ", ".join(part for part in (value, each.default_note) if part) or "not known"


def calls_of(catalog: Catalog, each: ServerSetting) -> list[str]:
    """Return the calls that a setting touches, in the order of the site."""
    found = {call for answer in catalog.answers_of_setting[each.id] for call in answer.calls} | set(each.calls)
    return [name for name in catalog.calls if name in found]


def touches(catalog: Catalog, link: Linker, each: ServerSetting) -> list[tuple[str, str]]:
    """Return what a setting touches: a heading, and links."""
    lines = catalog.log_lines
    found = [
        ("Calls", ", ".join(link.link(Ref("call", name, None, None, "")) for name in calls_of(catalog, each))),
        ("Responses", link.errors(error.address for error in catalog.errors_of_setting[each.id])),
        ("After the join", cause_links(link, each.causes)),
        (
            "In the log",
            ", ".join(
                f"[{code(shorten(lines[name].line, 60))}]({link.to(PAGE_URIS['log-lines'], name)})"
                for name in each.lines
            ),
        ),
    ]
    return [(title, links) for title, links in found if links]


def links_to(catalog: Catalog, link: Linker, address: str) -> list[str]:
    """Return links to the settings that an entry depends on."""
    return [f"[{code(each.name)}]({link.to(URI, each.id)})" for each in catalog.settings_of.get(address, ())]
