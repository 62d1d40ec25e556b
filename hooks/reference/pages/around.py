"""The pages of what stands around the server: programs that answer, front ends, libraries, release lines, upgrades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bbb_wire.response import Wire
from reference.catalog.contents import Catalog
from reference.catalog.evidence import Holds
from reference.catalog.lists import Speaker
from reference.catalog.model import Answer
from reference.catalog.surroundings import Upgrade
from reference.catalog.vocabulary import Format
from reference.pages import front_ends, programs, release_lines, views
from reference.pages.answers import AnswerCells
from reference.pages.frame import Page, in_a_row
from reference.pages.from_template import about, page_of
from reference.pages.links import PAGE_URIS, Linker, error_uri, speaker_uri, upgrade_uri
from reference.snippets import Example

MARKS = {Holds.YES: "yes", Holds.NO: "no", Holds.UNKNOWN: "unknown"}


def pages(catalog: Catalog, examples: Mapping[str, Example], directory_urls: bool) -> Iterator[Page]:
    """All of them."""
    yield _speakers(catalog)
    yield from in_a_row([_speaker(catalog, each) for each in catalog.programs.values()])
    yield front_ends.index(catalog)
    yield from in_a_row([front_ends.page(catalog, each) for each in catalog.front_ends.values()])
    yield front_ends.libraries(catalog)
    yield _releases(catalog, directory_urls)
    yield from in_a_row([_upgrade(catalog, examples, each) for each in catalog.upgrades.values()])


def _speakers(catalog: Catalog) -> Page:
    return page_of(
        "speakers.md.j2",
        Linker(catalog, PAGE_URIS["speakers"]),
        "Who answers",
        "Load balancers, webhooks and other programs that answer calls of the BigBlueButton API, and how to tell them.",
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
        f"{each.name}: its own answers and what it changes",
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
    link = Linker(catalog, PAGE_URIS["releases"], directory_urls)
    rows = []
    for error in catalog.errors.values():
        found = release_lines.holding(catalog, error.answers)
        if error.key and any(holds is Holds.YES for holds in found.values()):
            rows.append((error, link.href(error_uri(error.address)), [MARKS[holds] for holds in found.values()]))
    return page_of(
        "releases.md.j2",
        link,
        "Releases: which line sends which key",
        "Every messageKey and the BigBlueButton release lines that send it, 2.2 to 4.0, and what each upgrade changes.",
        "releases.yml",
        releases=catalog.releases.values(),
        upgrades=catalog.upgrades.values(),
        rows=sorted(rows, key=lambda row: row[0].name.lower()),
        uri=upgrade_uri,
    )


def _upgrade(catalog: Catalog, examples: Mapping[str, Example], each: Upgrade) -> Page:
    return page_of(
        "upgrade.md.j2",
        Linker(catalog, upgrade_uri(each.id)),
        f"From {each.older} to {each.newer}: what your code must change",
        about(each.summary),
        f"upgrades/{each.id}.yml",
        upgrade=each,
        examples={
            point.example: examples[f"upgrades/{point.example}.py"]
            for point in each.points
            if f"upgrades/{point.example}.py" in examples
        },
        evidence=[proof for point in each.points for proof in point.evidence],
    )
