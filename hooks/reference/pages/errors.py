"""The page of each error, and the index with the tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from reference.catalog.answer import SERVER
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.evidence import READ, Holds
from reference.catalog.speakers import Speaker
from reference.catalog.vocabulary import Certainty, Sent
from reference.pages import after_join, client_texts, front_ends, log_lines, release_lines, server_settings, views
from reference.pages.answers import AnswerCells
from reference.pages.badges import badges, is_foreign
from reference.pages.frame import CATALOG, Page, front_matter
from reference.pages.in_languages.programs import SECTION as PROVOKE
from reference.pages.in_languages.programs import TITLES
from reference.pages.links import Linker, call_uri, error_uri, speaker_uri
from reference.pages.text import code, plain, render, shorten
from reference.snippets import Example

HOW_SURE = {
    Certainty.RAN: "returned by the server's own code when it was run",
    Certainty.SOURCE: "read in the server's source",
    Certainty.OBSERVED: "observed on a real server",
    Certainty.DOCUMENTED: "documented, not read in the source",
    Certainty.INFERRED: "inferred from the source, not seen",
    Certainty.UNKNOWN: "known in part only",
}

HOW_SURE_OF_PROGRAMS = HOW_SURE | {
    Certainty.SOURCE: "read in the source of the program that sends it",
    Certainty.OBSERVED: "observed when the program that sends it was run",
}

HOW_SURE_OF_CLIENTS = HOW_SURE | {
    Certainty.OBSERVED: "observed when common tools were run into it, or in a public report",
    Certainty.INFERRED: "from general knowledge, not seen here",
}

TELLING_APART = "tell-the-causes-apart"
"""The guide that tells failures apart that bring no answer."""


def error_page(catalog: Catalog, examples: Mapping[str, Example], error: Error) -> Page:
    """The page of one entry; its sections come in a fixed order."""
    link = Linker(catalog, error_uri(error.address))
    category = catalog.category_of[error.address]
    sent = error.sendable
    cause = client_texts.cause_shown_on(catalog, error.address)
    wires = views.shown_wires(catalog, error) if sent else []
    words = HOW_SURE_OF_PROGRAMS if is_foreign(catalog, error) else HOW_SURE
    words = HOW_SURE_OF_CLIENTS if error.of_clients else words
    sure = [words[certainty] for certainty in views.certainties(error)]
    proofs, older = views.proofs(catalog, link, error)
    body = render(
        "error.md.j2",
        error=error,
        sent=sent,
        badges=badges(catalog, error),
        wires=wires,
        texts_of_others={} if sent else texts_of_others(catalog, link, error),
        texts=client_texts.section(catalog, link, cause) if cause else None,
        guide=TELLING_APART,
        wordless=cause is not None and not wires,
        declared=views.declared_of(error) if sent else (),
        front_ends=front_ends.links_to(catalog, link, error.address),
        on_server=[
            ("After a join", after_join.links_to(catalog, link, error.address)),
            ("In the log", log_lines.links_to(catalog, link, error.address)),
            ("Settings", server_settings.links_to(catalog, link, error.address)),
        ],
        related=[catalog.errors[address] for address in error.related],
        proofs=proofs,
        older_sources=older,
        how_sure=f"How sure: {', '.join(sure)}.",
        link=link,
        prose=link.prose,
        error_uri=error_uri,
        elsewhere=release_lines.elsewhere(catalog, error.answers),
        spelled={
            key: release_lines.elsewhere(catalog, [answer for answer in error.answers if answer.key == key])
            for key in error.keys[1:]
        },
        wordings=release_lines.wordings(catalog, error),
        others=release_lines.joined(others) if (others := other_speakers(catalog, error)) else "",
        foreign=is_foreign(catalog, error),
        said_by=said_by(catalog, error),
        speaker_uri=speaker_uri,
        releases=release_lines.release_table(catalog, error),
        table=AnswerCells(catalog, link).table(error, sent),
        programs=AnswerCells(catalog, link).programs_table(error),
        provoke=in_languages(examples, error, PROVOKE) or in_languages(examples, error, "trigger"),
        handle=in_languages(examples, error, "fix"),
        titles=TITLES,
    )
    title = f"{error.key}: {error.title}" if error.key else error.title
    return Page(
        link.uri,
        front_matter(title, description(error), toc_levels=1, entry=entry_class(error)) + body,
        f"{CATALOG}/{catalog.paths[error.address]}",
        parent="errors/index.md",
        crumb=(category.title, category.id),
    )


def entry_class(error: Error) -> str:
    """The kind whose color the page of an entry wears."""
    return "never" if error.status in (Sent.NEVER, Sent.REMOVED) else error.kind.value


def description(error: Error) -> str:
    """What a search engine shows under the title: the meaning, and what else the page has."""
    meaning = plain(error.meaning)
    meaning = meaning[:1].upper() + meaning[1:]
    full = f"{meaning} Exact response, causes and fix."
    return full if len(full) <= 155 else shorten(meaning)


def in_languages(examples: Mapping[str, Example], error: Error, section: str) -> list[Example]:
    """The examples of one section of an error's page that are there, in the order of their languages."""
    names = (f"errors/{error.address}{suffix}:{section}" for suffix in TITLES)
    return [examples[name] for name in names if name in examples]


def texts_of_others(catalog: Catalog, link: Linker, error: Error) -> dict[str, str]:
    """The texts that an entry declares and never sends, each with links to the entries that send the very text."""
    declared = dict.fromkeys(answer.message for answer in error.answers if answer.message)
    return {
        text: release_lines.joined(
            f"[{code(name)}]({link.to(error_uri(address))})"
            for address, name in catalog.senders_of.get(text, {}).items()
            if address != error.address
        )
        for text in declared
    }


def said_by(catalog: Catalog, error: Error) -> list[tuple[Speaker, str]]:
    """Who sends an entry, and of BigBlueButton which release lines, in words."""
    sending = [answer for answer in error.answers if answer.sendable]
    found = release_lines.holding(catalog, sending)
    lines = release_lines.spans([name for name, holds in found.items() if holds is Holds.YES], list(catalog.releases))
    speakers = [catalog.speakers[name] for name in dict.fromkeys(answer.speaker for answer in sending)]
    return [(each, lines if each.id == SERVER else "") for each in speakers if each.id != SERVER or lines]


def other_speakers(catalog: Catalog, error: Error) -> list[str]:
    """Names of the programs that send an entry besides BigBlueButton, each once."""
    programs = catalog.programs
    sent = [answer.speaker for answer in error.answers if answer.speaker in programs and answer.sent is Sent.SENT]
    return [programs[name].name for name in dict.fromkeys(sent)]


def errors_index(catalog: Catalog, directory_urls: bool) -> Page:
    """The tables of all categories. They are HTML, because rows carry what the filter needs."""
    link = Linker(catalog, "errors/index.md", directory_urls)
    rows = {c.id: [_row(catalog, link, error) for error in catalog.entries(c)] for c in catalog.categories}
    servers = _servers(catalog)
    intro = (
        "The list of all error codes (`messageKey`) of BigBlueButton, its load balancers and webhooks, of texts that "
        f"come without a key, and of failures without a response of the API: {len(catalog.errors)} entries in "
        f"{len(catalog.categories)} tables. In code, match on the key, never on the text."
    )
    sic = partial(views.sic, catalog)
    body, plainly = (
        render(f"{name}.md.j2", intro=intro, categories=catalog.categories, rows=rows, servers=servers, sic=sic)
        for name in ("errors", "errors_plain")
    )
    head = front_matter(
        "All errors",
        "Every messageKey of the BigBlueButton API in tables: exact message, calls, who sends it. Filter as you type.",
    )
    return Page(link.uri, head + body, None, plain=plainly)


def _servers(catalog: Catalog) -> list[tuple[str, str]]:
    """Id and name of each server that the index tells apart: the release line that is described, others, programs."""
    others = [line for line in catalog.releases if line != READ]
    lines = [(line, f"BigBlueButton {line}") for line in (READ, *others)]
    return [*lines, *((each.id, each.name) for each in catalog.programs.values()), ("all", "all of them")]


def servers_of(catalog: Catalog, error: Error) -> list[str]:
    """Ids of the servers that send an entry or may; what 3.0 declares and never sends is listed with it as well."""
    found = release_lines.holding(catalog, error.answers)
    lines = [name for name, holds in found.items() if name != READ and holds is not Holds.NO and error.sendable]
    programs = dict.fromkeys(answer.speaker for answer in error.answers if answer.speaker in catalog.programs)
    is_old = error.status is Sent.REMOVED
    return [*([] if is_foreign(catalog, error) or is_old else [READ]), *lines, *programs]


FEW = 5
"""Calls that the index shows without being asked."""


def _many(catalog: Catalog, names: Collection[str]) -> str:
    """What the index says of a long list of calls, in front of it; nothing of a short one."""
    own = [call for call in catalog.calls.values() if call.auth == "checksum" and "/" not in call.written]
    if {call.name for call in own} <= set(names):
        return f"all signed calls ({len(own)})"
    return f"{len(names)} calls" if len(names) > FEW else ""


def _row(catalog: Catalog, link: Linker, error: Error) -> dict[str, object]:
    messages = views.messages_of(error)
    calls = views.calls_of(error)
    names = [alias.key or alias.text or "" for alias in error.aliases]
    if cause := client_texts.cause_shown_on(catalog, error.address):
        names += [marker.text for marker in cause.markers if not marker.also]
    return {
        "error": error,
        "servers": servers_of(catalog, error),
        "href": link.href(error_uri(error.address)),
        "messages": messages,
        "calls": calls,
        "many": _many(catalog, calls),
        "meaning": plain(error.meaning),
        "links": [(name, link.href(call_uri(name))) for name in calls],
        "scopes": [plain(scope) for scope in views.scopes_of(error)],
        "badges": badges(catalog, error)[:2],
        "text": " ".join(" ".join([error.title, plain(error.meaning), *messages, *names]).lower().split()),
    }
