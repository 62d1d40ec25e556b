"""The page of what goes wrong after a join that succeeded, and the links to it from the entries."""

from __future__ import annotations

from collections.abc import Iterable

from reference.catalog.after_join import JoinText, JoinTrouble, Where
from reference.catalog.contents import Catalog
from reference.catalog.refs import Ref
from reference.pages.frame import Page
from reference.pages.from_template import page_of
from reference.pages.links import PAGE_URIS, Linker
from reference.pages.text import code

URI = PAGE_URIS["after-join"]

TITLES = {
    Where.SCREEN: "On the error screen",
    Where.LOADER: "While the client loads",
    Where.NOTICE: "When the user is removed",
    Where.LOBBY: "In the guest lobby",
    Where.BBB_WEB: "From bbb-web",
    Where.NGINX: "Pages from nginx",
    Where.WEBSOCKET: "From the WebSocket",
}
"""Headings of the tables of texts."""


def page(catalog: Catalog) -> Page:
    """The page."""
    link = Linker(catalog, URI)
    about = catalog.after_join
    told: list[JoinTrouble | JoinText] = [*about.causes, *about.texts]
    return page_of(
        "after_join.md.j2",
        link,
        "After the join: 401, session not found, Oops",
        "BigBlueButton's join succeeded, but the client says 401, Oops or session not found: causes, checks and fixes.",
        "after-join.yml",
        about=about,
        texts=by_where(about.texts),
        titles=TITLES,
        seen=seen,
        lines=lines,
        look_at=lambda text: look_at(link, text),
        evidence=[proof for each in told for proof in each.evidence],
        reads=list(dict.fromkeys(each.read for each in told if each.read)),
    )


def by_where(texts: Iterable[JoinText]) -> dict[Where, list[JoinText]]:
    """Return the texts by where they are read; those with a text before those of which only a key is known."""
    found: dict[Where, list[JoinText]] = {where: [] for where in Where}
    for text in sorted(texts, key=lambda text: text.text is None and text.number is None):
        found[text.where].append(text)
    return {where: texts for where, texts in found.items() if texts}


def seen(text: JoinText) -> str:
    """Return the text with its number and key as a table cell, with its anchor."""
    first = text.text or text.key or str(text.number)
    parts = [f"{code(first)}{{: #{text.id} }}"]
    if text.number is not None and text.text:
        parts.append(str(text.number))
    if text.key is not None and text.text:
        parts.append(f"key {code(text.key)}")
    if text.text is None:
        parts.append("a key; its text isn't known" if text.key else "a number; its text isn't known")
    parts += [f"older: {code(older)}" for older in text.older]
    return ", ".join(parts)


def lines(text: JoinText) -> str:
    """Return the release lines that show a text, in words."""
    if text.line is None:
        return "not known"
    return f"{text.line} to {text.to}" if text.to else text.line


def look_at(link: Linker, text: JoinText) -> str:
    """Return links to what can be behind a text."""
    told = (cause_links(link, text.causes), link.errors(text.errors))
    return "; ".join(part for part in told if part) or "not known"


def cause_links(link: Linker, causes: Iterable[str]) -> str:
    """Return links to causes, separated by commas."""
    known = link.catalog.join_troubles
    return ", ".join(link.link(Ref("page", "after-join", name, known[name].short, "")) for name in causes)


def links_to(catalog: Catalog, link: Linker, address: str) -> list[str]:
    """Return links to what the page says of an entry: its causes, else its texts, else the address that answers so."""
    about = catalog.after_join
    causes = [(each.title, each.id) for each in about.causes if address in each.errors]
    texts = [(f'"{each.text}"', each.id) for each in about.texts if each.text and address in each.errors]
    addresses = [("calls with a session token", "addresses") for each in about.addresses if address in each.errors]
    return [f"[{title}]({link.to(URI, anchor)})" for title, anchor in causes or texts or addresses]
