"""How the programs that answer in front of the server or beside it are told apart."""

from __future__ import annotations

from reference.catalog.contents import Catalog
from reference.catalog.speakers import Speaker
from reference.pages.links import Linker, speaker_uri
from reference.pages.text import NEXT_LINE, cell, code, table

REFUSALS = ("checksumError", "http-401")
"""Addresses of the entries that stand for a checksum that does not fit."""


def wrong_checksum(catalog: Catalog, program: Speaker) -> str:
    """What a program answers to a checksum that does not fit, as a table cell: HTTP status and text."""
    entries = [catalog.errors[address] for address in REFUSALS if address in catalog.errors]
    own = [answer for entry in entries for answer in entry.answers if answer.speaker == program.id]
    told = dict.fromkeys(f"HTTP {answer.http_status}, {code(answer.message or answer.body or '')}" for answer in own)
    return NEXT_LINE.join(cell(text) for text in told)


def checksum_table(catalog: Catalog, link: Linker) -> str:
    """The programs: what each says to a wrong checksum, and whose secret signs the requests to it."""
    rows = [
        (
            f"[{program.name}]({link.to(speaker_uri(program.id))})",
            wrong_checksum(catalog, program),
            cell(link.prose(program.secret or "not known")),
        )
        for program in catalog.programs.values()
    ]
    return table(("Program", "Its response to a wrong checksum", "The secret"), rows)
