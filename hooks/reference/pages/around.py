"""The pages around the errors: programs that answer, front ends, libraries, releases, what SUCCESS does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bbb_wire.response import Wire
from reference.catalog.answer import SERVER, Answer
from reference.catalog.contents import Catalog
from reference.catalog.speakers import Speaker
from reference.catalog.surroundings import Upgrade
from reference.catalog.vocabulary import Format
from reference.pages import client_texts, front_ends, programs, release_lines, silent_success, views
from reference.pages.answers import AnswerCells
from reference.pages.frame import CATALOG, Page, front_matter, in_a_row
from reference.pages.from_template import about, page_of
from reference.pages.links import PAGE_URIS, Linker, error_uri, speaker_uri, upgrade_uri
from reference.pages.text import render
from reference.snippets import Example

WORDS = {"yes": "yes", "part": "in part", "no": "no", "unknown": "unknown"}
"""How the matrix says whether a line sends a key."""


def pages(catalog: Catalog, examples: Mapping[str, Example], directory_urls: bool) -> Iterator[Page]:
    """All of them."""
    yield _speakers(catalog)
    yield from in_a_row([_speaker(catalog, each) for each in catalog.programs.values()])
    yield front_ends.index(catalog)
    yield from in_a_row([front_ends.page(catalog, each) for each in catalog.front_ends.values()])
    yield front_ends.libraries(catalog, examples)
    yield client_texts.statuses(catalog)
    yield silent_success.page(catalog)
    yield _releases(catalog, directory_urls)
    yield from in_a_row([_upgrade(catalog, examples, each) for each in catalog.upgrades.values()])


def _speakers(catalog: Catalog) -> Page:
    return page_of(
        "speakers.md.j2",
        Linker(catalog, PAGE_URIS["speakers"]),
        "Who responds",
        "Load balancers, webhooks and other programs that respond to BigBlueButton calls, and how to tell them apart.",
        "speakers.yml",
        speakers=[(each, programs.wrong_checksum(catalog, each)) for each in catalog.programs.values()],
        uri=speaker_uri,
    )


def _speaker(catalog: Catalog, each: Speaker) -> Page:
    link = Linker(catalog, speaker_uri(each.id))
    own = [answer for answer in catalog.answers.values() if answer.speaker == each.id]
    return page_of(
        "speaker.md.j2",
        link,
        f"{each.name}: its own responses and what it changes",
        about(each.summary),
        "speakers.yml",
        speaker=each,
        answers=_by_entry(catalog, own),
        line=AnswerCells(catalog, link).line,
        sample=_sample(catalog, own),
        evidence=[proof for answer in own for proof in answer.evidence],
    )


def _sample(catalog: Catalog, answers: list[Answer]) -> Wire | None:
    """How a program writes XML: its first failure, or nothing if none of its XML is known."""
    failures = [answer for answer in answers if answer.format is Format.XML and answer.returncode == "FAILED"]
    return next((wire for answer in failures for wire in views.answer_forms(catalog, answer)), None)


def _by_entry(catalog: Catalog, answers: list[Answer]) -> list[Answer]:
    """The answers in the order of their entries."""
    order = {address: number for number, address in enumerate(catalog.errors)}
    return sorted(answers, key=lambda answer: order[catalog.owner[answer.id].address])


def _releases(catalog: Catalog, directory_urls: bool) -> Page:
    """The lines, the upgrades, and the matrix of keys. It is HTML, because rows carry what the filter needs."""
    link = Linker(catalog, PAGE_URIS["releases"], directory_urls)
    body, plainly = (
        render(
            "releases.md.j2",
            link=link,
            prose=link.prose,
            releases=catalog.releases.values(),
            upgrades=catalog.upgrades.values(),
            uri=upgrade_uri,
            rows=_matrix(catalog, link),
            words=WORDS,
            as_html=as_html,
        )
        for as_html in (True, False)
    )
    head = front_matter(
        "Releases: which line sends which key",
        "Every messageKey and the BigBlueButton release lines that send it, 2.2 to 4.0, and what each upgrade changes.",
        scripts=["matrix-page"],
        hide=["toc"],
    )
    return Page(link.uri, head + body, f"{CATALOG}/releases.yml", plain=plainly)


def _matrix(catalog: Catalog, link: Linker) -> list[dict[str, object]]:
    """One row for each key of the server that some line is known, or may be found, to send."""
    answers = [answer for answer in catalog.answers.values() if answer.speaker == SERVER and answer.sendable]
    shown = {error.address: error for error in (catalog.owner[answer.id] for answer in answers) if error.key}
    return [
        {
            "error": error,
            "uri": error_uri(error.address),
            "href": link.href(error_uri(error.address)),
            "text": " ".join(dict.fromkeys([error.name, error.title, *(a.message or "" for a in error.answers)])),
            "cells": release_lines.extent(catalog, error.answers),
        }
        for error in sorted(shown.values(), key=lambda error: error.name.lower())
    ]


def _upgrade(catalog: Catalog, examples: Mapping[str, Example], each: Upgrade) -> Page:
    """What one step changes. An example stands with the first point that names it."""
    first: dict[str, int] = {}
    for number, point in enumerate(each.points, 1):
        if point.example and f"upgrades/{point.example}.py:all" in examples:
            first.setdefault(point.example, number)
    return page_of(
        "upgrade.md.j2",
        Linker(catalog, upgrade_uri(each.id)),
        f"From {each.older} to {each.newer}: what you must change in your code",
        about(each.summary),
        f"upgrades/{each.id}.yml",
        upgrade=each,
        examples={name: examples[f"upgrades/{name}.py:all"] for name in first},
        first=first,
        change=lambda error: release_lines.change(catalog, error, each.older, each.newer),
        evidence=[proof for point in each.points for proof in point.evidence],
    )
