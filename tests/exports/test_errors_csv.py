"""errors.csv: readable by the standard library, one row for each answer, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reference.catalog.contents import Catalog
from reference.exports.errors_csv import COLUMNS, guarded


def test_one_row_for_each_answer(site: Path, catalog: Catalog) -> None:
    raw = (site / "data" / "errors.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")
    with (site / "data" / "errors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert [row["answer"] for row in rows] == list(catalog.answers)
    for row, answer in zip(rows, catalog.answers.values(), strict=True):
        assert row["message"] == guarded(answer.message)
        assert row["key"] == (catalog.owner[answer.id].key or "")
        assert (site / row["page"] / "index.html").is_file()
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_made_harmless(value: str) -> None:
    assert guarded(value) == f"'{value}"
    assert guarded(f"x{value}") == f"x{value}"
