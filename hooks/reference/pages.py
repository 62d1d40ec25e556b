"""All generated pages: from the catalog to Markdown. Pure; whoever calls decides where the pages go."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reference import views
from reference.answers import AnswerCells
from reference.catalog import Catalog
from reference.directives import Directives
from reference.links import Linker, call_uri, error_uri
from reference.model import Call, Certainty, Error, Kind, Sent
from reference.render import cell, plain, render, shorten
from reference.signing import EXAMPLE_SECRET
from reference.wire import Wire

CATALOG = "catalog"
"""The catalog's folder below docs/."""

HOW_SURE = {
    Certainty.SOURCE: "read in the server's source",
    Certainty.OBSERVED: "observed on a real server",
    Certainty.DOCUMENTED: "documented, not read in the source",
    Certainty.INFERRED: "inferred from the source, not seen",
    Certainty.UNKNOWN: "known in part only",
}


@dataclass(frozen=True)
class Page:
    """One generated page."""

    uri: str
    """Path below docs/, ending in .md."""
    text: str
    """Markdown with front matter."""
    origin: str | None
    """Path below docs/ of the file to edit, if it is one file."""
    parent: str | None = None
    """Path of the page it belongs under."""
    crumb: tuple[str, str] | None = None
    """Title and anchor of its part of the parent page."""
    previous: str | None = None
    next: str | None = None


@dataclass(frozen=True)
class SuccessView:
    """A success form of a call, with its body."""

    when: str
    certainty: Certainty
    notes: tuple[str, ...]
    wires: tuple[Wire, ...]


def generate(catalog: Catalog, directory_urls: bool = True) -> list[Page]:
    """All pages of the catalog. `directory_urls` is MkDocs' setting, for the links that stand in HTML."""
    pages = [_errors_index(catalog, directory_urls), _calls_index(catalog)]
    for category in catalog.categories:
        uris = [error_uri(error.address) for error in category.errors]
        for error, (before, after) in zip(category.errors, _neighbors(uris), strict=True):
            pages.append(_error_page(catalog, error, before, after))
    uris = [call_uri(name) for name in catalog.calls]
    for call, (before, after) in zip(catalog.calls.values(), _neighbors(uris), strict=True):
        pages.append(_call_page(catalog, call, before, after))
    return [*pages, _troubleshooting(catalog), _faq(catalog), _sources(catalog)]


def front_matter(title: str, description: str, **more: object) -> str:
    """The head of a page; JSON is YAML."""
    fields = {"title": title, "description": description, **more}
    return "---\n" + "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()) + "---\n\n"


def page_title(error: Error) -> str:
    """Title of an error's page."""
    return f"{error.key}: {error.title}" if error.key else error.title


def description(error: Error) -> str:
    """What a search engine shows under the title: the meaning, and what else the page has."""
    meaning = plain(error.meaning)
    full = f"{meaning[:1].upper()}{meaning[1:]} Exact answer, causes and fix."
    return full if len(full) <= 155 else shorten(meaning[:1].upper() + meaning[1:])


def _neighbors(uris: list[str]) -> Iterable[tuple[str | None, str | None]]:
    return zip([None, *uris[:-1]], [*uris[1:], None], strict=True)


def badges(catalog: Catalog, error: Error) -> list[tuple[str, str]]:
    """Class and text of an entry's badges: kind, status, who says it, how sure."""
    found: list[tuple[str, str]] = [(error.kind.value, "no API answer" if error.kind is Kind.TRANSPORT else error.kind.value)]
    if error.status is Sent.UNDECIDED:
        found.append(("undecided", "undecided for 3.0"))
    elif error.status is Sent.SENT:
        found.append(("sent", "sent by 3.0" if error.kind is not Kind.TRANSPORT else "happens with 3.0"))
    else:
        found.append(("never", "never sent by 3.0"))
    speakers = dict.fromkeys(answer.speaker for answer in error.shown)
    found += [("plain", catalog.speakers[speaker].name) for speaker in speakers]
    found += [(c.value, c.value) for c in views.certainties(error) if c is not Certainty.SOURCE]
    return found


def _error_page(catalog: Catalog, error: Error, before: str | None, after: str | None) -> Page:
    uri = error_uri(error.address)
    link = Linker(catalog, uri)
    cells = AnswerCells(catalog, link)
    category = catalog.category_of[error.address]
    sent = error.status in (Sent.SENT, Sent.UNDECIDED)
    sure = [HOW_SURE[c] for c in views.certainties(error)]
    body = render(
        "error.md.j2",
        error=error,
        sent=sent,
        badges=badges(catalog, error),
        samples=views.samples(catalog, error),
        declared=views.declared_of(error) if sent else (),
        related=[catalog.errors[address] for address in error.related],
        proofs=views.proofs(catalog, error),
        how_sure=f"How sure: {', '.join(sure)}.",
        link=link,
        prose=link.prose,
        error_uri=error_uri,
        unknown=views.UNKNOWN,
        table=cells.table(error, sent),
    )
    head = front_matter(page_title(error), description(error), toc_levels=1)
    return Page(
        uri,
        head + body,
        f"{CATALOG}/{catalog.origin[error.address][0]}",
        parent="errors/index.md",
        crumb=(category.title, category.category),
        previous=before,
        next=after,
    )


def _call_page(catalog: Catalog, call: Call, before: str | None, after: str | None) -> Page:
    uri = call_uri(call.name)
    link = Linker(catalog, uri)
    cells = AnswerCells(catalog, link)
    steps = {answer for step in call.steps for answer in step.answers}
    success = {form.answer for form in call.success}
    others = [
        answer
        for answer in catalog.answers.values()
        if call.name in answer.calls and answer.sent is Sent.SENT and answer.id not in steps | success
    ]
    body = render(
        "call.md.j2",
        call=call,
        badges=[("plain", " or ".join(call.methods)), ("plain", _credentials(call)), ("plain", call.order_text)],
        success=[_success(catalog, call, number) for number in range(len(call.success))],
        request=Directives(catalog, link).request(call) if call.query or call.auth == "checksum" else None,
        others=others,
        proofs=views.proofs_of(catalog, call.evidence),
        link=link,
        prose=link.prose,
        answer_line=cells.line,
    )
    description = shorten(f"{call.name} of the BigBlueButton API. {plain(call.summary)} Order of checks, and what each failing check answers.")
    head = front_matter(f"{call.name}: order of checks and errors", description)
    return Page(uri, head + body, f"{CATALOG}/calls.yml", parent="calls/index.md", previous=before, next=after)


def _credentials(call: Call) -> str:
    return {"checksum": "signed with a checksum", "session token": "needs a session token"}.get(call.auth, "open to all")


def _success(catalog: Catalog, call: Call, number: int) -> SuccessView:
    form = call.success[number]
    return SuccessView(form.when, form.certainty, form.notes, tuple(views.success_wires(catalog, form)))


def _errors_index(catalog: Catalog, directory_urls: bool) -> Page:
    uri = "errors/index.md"
    link = Linker(catalog, uri, directory_urls)
    rows = {
        category.category: [
            {
                "error": error,
                "href": link.href(error_uri(error.address)),
                "messages": views.messages_of(error),
                "calls": views.calls_of(error),
                "links": [(name, link.href(call_uri(name))) for name in views.calls_of(error)],
                "scopes": views.scopes_of(error),
                "badges": badges(catalog, error)[:2],
                "text": _searchable(error),
            }
            for error in category.errors
        ]
        for category in catalog.categories
    }
    body = render("errors.md.j2", total=len(catalog.errors), categories=catalog.categories, rows=rows)
    head = front_matter(
        "All errors",
        "Every messageKey of the BigBlueButton 3.0 API in tables: exact message, calls, and whether it is ever sent. Filter as you type.",
    )
    return Page(uri, head + body, None)


def _searchable(error: Error) -> str:
    words = [error.key or "", error.title, *views.messages_of(error)]
    words += [alias.key or alias.text or "" for alias in error.aliases]
    return " ".join(" ".join(words).lower().split())


def _calls_index(catalog: Catalog) -> Page:
    uri = "calls/index.md"
    orders = Directives(catalog, Linker(catalog, uri)).orders()
    head = front_matter(
        "All calls",
        "The calls of the BigBlueButton 3.0 API: methods, credentials, and the order in which each call checks a request.",
    )
    return Page(uri, head + render("calls.md.j2", orders=orders), f"{CATALOG}/calls.yml")


def _troubleshooting(catalog: Catalog) -> Page:
    link = Linker(catalog, "troubleshooting.md")
    body = render("troubleshooting.md.j2", items=catalog.troubleshooting, link=link, prose=link.prose, links=link.errors)
    head = front_matter(
        "Troubleshooting",
        "From a symptom to its cause and fix: failing BigBlueButton API calls, by how often people meet each cause.",
    )
    return Page(link.uri, head + body, f"{CATALOG}/troubleshooting.yml")


def _faq(catalog: Catalog) -> Page:
    link = Linker(catalog, "faq.md")
    body = render("faq.md.j2", items=catalog.faq, prose=link.prose, links=link.errors)
    head = front_matter("Frequently asked questions", "Short answers to what developers ask about errors of the BigBlueButton API.")
    return Page(link.uri, head + body, f"{CATALOG}/faq.yml")


def _sources(catalog: Catalog) -> Page:
    link = Linker(catalog, "sources.md")
    body = render(
        "sources.md.j2",
        sources=catalog.sources.values(),
        speakers=catalog.speakers.values(),
        releases=catalog.releases.values(),
        prose=link.prose,
    )
    head = front_matter("Sources", "Which releases of BigBlueButton were read for this reference, and what inferred, observed and unknown mean.")
    return Page(link.uri, head + body, f"{CATALOG}/sources.yml")


__all__ = ["EXAMPLE_SECRET", "Page", "badges", "cell", "front_matter", "generate", "page_title"]
