"""What HTTP libraries and parsers say, for the pages of failures; the page of all HTTP statuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reference.catalog.client_texts import ClientCause, ClientText, Language, Marker
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.catalog.vocabulary import Certainty
from reference.pages.answers import badge
from reference.pages.frame import Page
from reference.pages.from_template import page_of
from reference.pages.links import PAGE_URIS, Linker, cause_uri, error_uri
from reference.pages.text import NEXT_LINE, capitalize_first, cell, code, table

LANGUAGES = {
    Language.CURL: "curl",
    Language.PHP: "PHP",
    Language.PYTHON: "Python",
    Language.NODE: "Node.js",
    Language.RUBY: "Ruby",
    Language.JAVA: "Java",
    Language.GO: "Go",
    Language.DOTNET: ".NET",
    Language.BROWSER: "Browsers",
    Language.OTHER: "Other tools",
}

MOVED = 301
USUAL = 302
"""BigBlueButton itself responds with 200, and redirects from `join` with 302."""


@dataclass(frozen=True)
class Section:
    """What a page shows of one cause. All texts are Markdown."""

    cause: ClientCause
    sure: str
    """The markers that point to this cause alone."""
    shared: tuple[str, ...]
    """The markers that occur with other causes too, each with links to those."""
    languages: Mapping[str, str]
    """Table of texts by title: language, and how many texts."""
    silent: str
    """Table of the tools that take it without an error."""
    silent_tools: str
    """Their names."""


def cause_shown_on(catalog: Catalog, address: str) -> ClientCause | None:
    """Return the cause whose texts the page of an entry shows, or nothing."""
    causes = catalog.client_causes.values()
    return next((cause for cause in causes if cause.page is None and cause.errors[0] == address), None)


def section(catalog: Catalog, link: Linker, cause: ClientCause) -> Section:
    """Return what a page shows of a cause."""
    several = len({text.when for text in cause.texts}) > 1
    groups = {language: [text for text in cause.texts if text.language is language] for language in Language}
    return Section(
        cause=cause,
        sure=", ".join(code(marker.text) for marker in cause.markers if not marker.also),
        shared=tuple(_shared(catalog, link, marker) for marker in cause.markers if marker.also),
        languages={_title(language, texts): _texts(texts, several) for language, texts in groups.items() if texts},
        silent=table(
            ("Tool", "What came", "What it made of it"),
            [(each.tool, cell(link.prose(each.when)), _code_lines(each.result)) for each in cause.silent],
        ),
        silent_tools=", ".join(dict.fromkeys(each.tool for each in cause.silent)),
    )


def _title(language: Language, texts: list[ClientText]) -> str:
    number = len({text.text for text in texts})
    return f"{LANGUAGES[language]}: {number} text{'s' if number > 1 else ''}"


def _shared(catalog: Catalog, link: Linker, marker: Marker) -> str:
    others = ", ".join(f"[{each.cause}]({link.to(cause_uri(catalog, each.cause))})" for each in marker.also)
    return f"{code(marker.text)} (also {others})"


def _texts(texts: Iterable[ClientText], with_situation: bool) -> str:
    """Return a table of the texts of one language; tools that say the same share a row."""
    rows: dict[str, list[ClientText]] = {}
    for text in texts:
        rows.setdefault(text.text, []).append(text)
    return table(("Tool", "What it says"), [(_tools(same), _said(same, with_situation)) for same in rows.values()])


def _tools(same: list[ClientText]) -> str:
    named = dict.fromkeys((each.tool, each.version) for each in same)
    return NEXT_LINE.join(cell(f"{tool} <small>{version}</small>" if version else tool) for tool, version in named)


def _said(same: list[ClientText], with_situation: bool) -> str:
    marks = dict.fromkeys(badge(each.certainty) for each in same if each.certainty is not Certainty.OBSERVED)
    whens = dict.fromkeys(f"<small>{each.when}</small>" for each in same) if with_situation else {}
    return NEXT_LINE.join([_code_lines(same[0].text), *whens, *marks])


def _code_lines(text: str) -> str:
    return NEXT_LINE.join(code(line.strip()) for line in text.split("\n") if line.strip())


@dataclass(frozen=True)
class Status:
    """One row of the table of HTTP statuses."""

    number: int
    error: Error
    speakers: str
    titles: str
    """Titles of the pages that come with it, as code."""


def statuses(catalog: Catalog) -> Page:
    """The page of all HTTP statuses but those of ordinary answers, and what tools say about a status."""
    link = Linker(catalog, PAGE_URIS["statuses"])
    cause = next((each for each in catalog.client_causes.values() if each.page == "statuses"), None)
    return page_of(
        "statuses.md.j2",
        link,
        "HTTP statuses of BigBlueButton calls: who sends which",
        "Which HTTP statuses come instead of a BigBlueButton API response, from 301 to 504, and who sends each.",
        None,
        rows=list(_rows(catalog)),
        texts=section(catalog, link, cause) if cause else None,
        uri=error_uri,
    )


def _rows(catalog: Catalog) -> Iterable[Status]:
    sent = {answer.http_status or 0 for answer in catalog.answers.values()}
    for number in sorted(status for status in sent if status == MOVED or status > USUAL):
        for error in catalog.errors.values():
            sending = [a for a in error.answers if a.http_status == number and a.sendable]
            names = dict.fromkeys(catalog.speakers[answer.speaker].in_text for answer in sending)
            found = (re.search(r"<title>([^<]+)</title>", answer.body or "") for answer in sending)
            titles = dict.fromkeys(code(match[1]) for match in found if match)
            if sending:
                yield Status(number, error, capitalize_first(", ".join(names)), ", ".join(titles))
