"""The page of what calls accept with SUCCESS and ignore, and the links to it from the pages of calls."""

from __future__ import annotations

from collections.abc import Iterator

from reference.catalog.call import Call
from reference.catalog.contents import Catalog
from reference.catalog.provocation import Request
from reference.catalog.refs import find_refs
from reference.catalog.silent_success import Shown, SilentGroup, SilentSuccess
from reference.pages.frame import Page
from reference.pages.from_template import page_of
from reference.pages.links import PAGE_URIS, Linker
from reference.pages.provocations import request_line
from reference.pages.text import code

TITLE = "SUCCESS, and nothing happened"


def page(catalog: Catalog) -> Page:
    """The page: the most reported on top, then everything by call."""
    link = Linker(catalog, PAGE_URIS["silent-success"])
    items = catalog.silent_successes
    return page_of(
        "silent_success.md.j2",
        link,
        TITLE,
        "What BigBlueButton accepts with SUCCESS and ignores: parameter by parameter, what it needs and how to tell.",
        None,
        toc_levels=1,
        heading=TITLE,
        groups=catalog.silent_groups,
        most_reported=[items[name] for name in catalog.most_reported],
        steps=lambda shown: list(_steps(catalog, shown)),
        others=_not_linked,
        evidence=[proof for item in items.values() for proof in item.evidence],
    )


def of_call(catalog: Catalog, link: Linker, call: Call) -> list[tuple[SilentGroup, list[str]]]:
    """What a call ignores, as links, by group; what holds for all calls stands on the page alone."""
    there = PAGE_URIS["silent-success"]
    found = []
    for group in catalog.silent_groups:
        named = [item for item in group.items if call.name in item.calls]
        if named:
            found.append((group, [f"[{item.title}]({link.to(there, item.id)})" for item in named]))
    return found


def _steps(catalog: Catalog, shown: Shown) -> Iterator[tuple[str, str]]:
    """The requests that show an item, each with what comes back, or an empty text where that does not matter."""
    for name, value in shown.settings.items():
        yield f"start it with {code(f'--set {name}={value}')}", ""
    for given in shown.given:
        yield _line(catalog, given), ""
    first = shown.look is None and (shown.sees, shown.misses)
    yield _line(catalog, shown.request), _told(shown.answer, *(first or (None, None)))
    if shown.look is not None:
        yield _line(catalog, shown.look), _told(None, shown.sees, shown.misses)


def _told(answer: str | None, sees: str | None, misses: str | None) -> str:
    """What a response has, and what it lacks."""
    found = " and ".join(code(text) for text in (answer, sees) if text)
    lacks = f"no {code(misses)}" if misses else ""
    return f"returns {', but '.join(filter(None, (found, lacks)))}"


def _line(catalog: Catalog, request: Request) -> str:
    """A request with its whole body."""
    bare = request_line(request.model_copy(update={"body": None}), catalog.calls[request.call or ""].written)
    return f"{bare} with {code(request.content_type or '')} {code(request.body)}" if request.body else bare


def _not_linked(item: SilentSuccess) -> tuple[str, ...]:
    """The entries that the words about an item do not link themselves."""
    texts = [item.given, item.happens, item.needs or "", item.tell or "", *item.notes]
    linked = {ref.target for text in texts for ref in find_refs(text) if ref.kind == "error"}
    return tuple(address for address in item.errors if address not in linked)
