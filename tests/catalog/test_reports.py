"""Reports of real servers: the file holds only such, and the sources page lists them by release."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from reference.catalog.contents import Catalog
from reference.catalog.reports import SeenOtherwise, ServerReport
from reference.pages.catalog_pages import sources_page

REPORT = ServerReport(
    id="report-1",
    release="3.0.12",
    date="2026-11",
    thread="owner/repository#123",
    same=("notFound-meeting",),
    otherwise=(SeenOtherwise(answer="sizeError-name", came="another text"),),
)


def sources(catalog: Catalog) -> str:
    return sources_page(catalog).text


def test_the_page_says_what_was_reported(catalog: Catalog) -> None:
    text = sources(replace(catalog, reports=(REPORT,)))
    assert "None has been reported yet" not in text
    [row] = [line for line in text.splitlines() if "3.0.12" in line and line.startswith("| <span")]
    assert "https://github.com/owner/repository/issues/123" in row
    assert "BigBlueButton" in row
    assert "another text" in row
    assert "errors/sizeError.md" in row


def test_without_reports_the_page_says_so(catalog: Catalog) -> None:
    text = sources(replace(catalog, reports=()))
    assert "None has been reported yet" in text
    assert "guides/check-your-own-server.md" in text


def test_each_report_is_public_and_proves_what_it_says(catalog: Catalog) -> None:
    for report in catalog.reports:
        assert report.line in catalog.releases
        threads = {proof.thread for answer in catalog.answers.values() for proof in answer.evidence}
        assert not report.otherwise or report.thread in threads, f"{report.id}: no response has it as evidence"


@pytest.mark.parametrize(
    "change", [{"same": (), "otherwise": ()}, {"date": "today"}, {"release": "new"}, {"thread": "x"}]
)
def test_a_report_that_says_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ServerReport.model_validate({**REPORT.model_dump(), **change})
