"""The search index: the sections of all pages as plain text, and the exact texts that lead to a place.

The search plugin of the theme collects the sections. What is of no use to somebody who searches is taken out of them,
and the texts of the catalog are added, each with its place and a rank: a search for exactly this finds that place
first.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reference.catalog.answer import Answer
from reference.catalog.contents import Catalog
from reference.catalog.error import Error
from reference.exports.edition import Edition
from reference.pages.links import (
    PAGE_URIS,
    call_uri,
    cause_uri,
    error_uri,
    front_end_uri,
    sentence_anchor,
    symptoms_uri,
)
from reference.pages.text import plain

URI = "search/search_index.json"
"""Path in the site."""

WEIGHTS = {
    "troubleshooting/": 1.5,
    "faq": 1.4,
    "after-join": 1.2,
    "errors/": 1.1,
    "guides/": 1.0,
    "libraries": 1.0,
    "releases/": 0.8,
    "sources": 0.5,
}
"""How much a page counts, or all below a folder, where that is not the usual: symptoms and causes before history."""

USUAL_WEIGHT = 0.85

_LISTING = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_INLINE = re.compile(r"</?(?:code|sub|sup)>")
_TAG = re.compile(r"<[^>]+>")
_PAGE_TITLE = re.compile(r"<title>([^<]+)</title>", re.IGNORECASE)

Ranked = tuple[int, str, str]
"""Rank, place and text."""


def text(written: str, catalog: Catalog, edition: Edition) -> str:
    """Return the index.

    Args:
        written: The index as the plugin has written it.
        catalog: Has the exact texts.
        edition: Has the addresses.
    """
    index: dict[str, Any] = json.loads(written)
    places = {entry["location"] for entry in index["docs"]}
    index["docs"] = [_section(entry) for entry in index["docs"]]
    exact: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for rank, place, said in exact_texts(catalog, edition):
        if said:
            exact[rank, place if place in places else place.partition("#")[0]][said] = None
    index["config"]["exact"] = [[rank, place, *texts] for (rank, place), texts in exact.items()]
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _section(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a section as plain text, without listings, and with its weight."""
    return {
        "location": entry["location"],
        "title": _plain(entry["title"]),
        "text": _plain(_LISTING.sub(" ", entry["text"])),
        "boost": _weight(entry["location"]),
    }


def _weight(location: str) -> float:
    """Return how much a section counts."""
    page = location.partition("#")[0].removesuffix("index.html").removesuffix(".html").removesuffix("/")
    folder, slash, _ = page.partition("/")
    return WEIGHTS.get(folder + slash, USUAL_WEIGHT)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())


def exact_texts(catalog: Catalog, edition: Edition) -> Iterator[Ranked]:
    """Yield every exact text with its rank and its place."""
    for error in catalog.errors.values():
        yield from _of_error(error, edition.page(error_uri(error.address)))
    for call in catalog.calls.values():
        yield 480, edition.page(call_uri(call.name)), call.name
    yield from _signs(catalog, edition)
    yield from _signs_of_programs(catalog, edition)
    yield from _names(catalog, edition)


def _of_error(error: Error, page: str) -> Iterator[Ranked]:
    for key in error.keys:
        yield 2000, page, key
    yield 500, page, error.address
    yield 490, page, plain(error.title)
    for alias in error.aliases:
        yield 1000, page, alias.key or alias.text or ""
    for answer in error.answers:
        yield from ((rank, page, said) for rank, said in _of_answer(answer))


def _of_answer(answer: Answer) -> Iterator[tuple[int, str]]:
    if answer.message:
        yield 1900 if answer.sendable else 950, answer.message
    for line in answer.lines:
        if line.message:
            yield 940, line.message
    for said in (answer.literal, answer.body):
        if said:
            yield 900, _plain(said)
            yield from ((890, title) for title in _PAGE_TITLE.findall(said))


def _signs(catalog: Catalog, edition: Edition) -> Iterator[Ranked]:
    """Yield what people see that is no response."""
    for group in catalog.symptoms.values():
        for symptom in group.symptoms:
            for said in (plain(symptom.symptom), *symptom.seen_as, *map(plain, symptom.asked)):
                yield 850, f"{edition.page(symptoms_uri(group.id))}#{symptom.id}", said
    for front_end in catalog.front_ends.values():
        page = edition.page(front_end_uri(front_end.id))
        yield 480, page, front_end.name
        for sentence in front_end.sentences:
            for shown in (sentence.text or "", *sentence.codes):
                yield 860, f"{page}#{sentence_anchor(sentence)}", shown


def _signs_of_programs(catalog: Catalog, edition: Edition) -> Iterator[Ranked]:
    """Yield what clients say, the user's browser included, and lines of logs."""
    for cause in catalog.client_causes.values():
        page = edition.page(cause_uri(catalog, cause.id))
        for said in (*(marker.text for marker in cause.markers), *(each.text for each in cause.texts)):
            yield 800, f"{page}#texts", said
    for seen in catalog.after_join.texts:
        for shown in (seen.text or "", *seen.older):
            yield 780, f"{edition.page(PAGE_URIS['after-join'])}#{seen.id}", shown
    for group in catalog.log_groups.values():
        for line in group.lines:
            yield 770, f"{edition.page(PAGE_URIS['log-lines'])}#{group.id}", line.line


def _names(catalog: Catalog, edition: Edition) -> Iterator[Ranked]:
    """Yield names of settings and parameters, and titles of what is asked often."""
    page = edition.page(PAGE_URIS["settings"])
    for setting in catalog.settings.settings:
        yield 600, f"{page}#{setting.group}", setting.name
    page = edition.page(PAGE_URIS["silent-success"])
    for item in catalog.silent_successes.values():
        yield 560, f"{page}#{item.id}", plain(item.title)
        for name in (*item.parameters, *item.settings):
            yield 550, f"{page}#{item.id}", name
    for question in catalog.faq:
        yield 490, f"{edition.page(PAGE_URIS['faq'])}#{question.id}", plain(question.question)
