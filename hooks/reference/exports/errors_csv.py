"""errors.csv: one row for each answer, for spreadsheets and quick scripts. RFC 4180, UTF-8, CRLF.

A value that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io

from reference.exports.publication import Publication
from reference.exports.shape.entries import AnswerData, ErrorData

URI = "data/errors.csv"

COLUMNS = (
    *("error", "key", "kind", "status", "retry", "title", "answer", "answer_status", "calls", "message"),
    *("returncode", "format", "http_status", "condition", "certainty", "page"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(publication: Publication) -> str:
    """Return the text of the file."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for error in publication.reference.errors:
        page = publication.edition.link(error.page)
        for answer in error.answers:
            writer.writerow([guarded(value) for value in _row(error, answer, page)])
    return sheet.getvalue()


def guarded(value: str | int | None) -> str:
    """A cell that no spreadsheet runs; nothing becomes the empty text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(error: ErrorData, answer: AnswerData, page: str) -> tuple[str | int | None, ...]:
    return (
        *(error.id, error.key, error.kind, error.status, error.retry, error.title, answer.id, answer.status),
        *(" ".join(answer.calls), answer.message, answer.returncode, answer.format, answer.http_status),
        *(answer.condition, answer.certainty, page),
    )
