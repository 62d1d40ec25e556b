"""Each question and report that was collected in public has a place in the built site that settles it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
import yaml
from lxml import html

from reference.catalog.contents import Catalog
from tests.real import ROOT

DATA = ROOT / "tests" / "data"
ASKED: dict[str, Any] = yaml.safe_load((DATA / "public_reports.yml").read_text(encoding="utf-8"))
SETTLED: dict[str, Any] = yaml.safe_load((DATA / "settled.yml").read_text(encoding="utf-8"))
REPORTS = {report["id"]: report for report in ASKED["reports"]}
PLACES = sorted({each["place"] for each in SETTLED["reports"].values()} | {*SETTLED["clusters"].values()})
PLACES = sorted({*PLACES, *SETTLED["kinds"].values()})
ALSO = sorted({page for each in SETTLED["others"] for page in each["pages"]})
ALSO = sorted({*ALSO, *(page for each in SETTLED["reports"].values() for page in each.get("also", ()))})


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page that hold a text."""
    tree: Any = html.parse(page).getroot()
    return frozenset(element.get("id") for element in tree.xpath("//article//*[@id]") if element.text_content().strip())


def test_every_report_cluster_and_kind_is_settled_once() -> None:
    assert len(REPORTS) == len(ASKED["reports"])
    assert SETTLED["reports"].keys() == REPORTS.keys()
    assert SETTLED["clusters"].keys() == set(ASKED["clusters"])
    assert SETTLED["kinds"].keys() | SETTLED["exempt"].keys() == set(ASKED["kinds"])
    assert not SETTLED["kinds"].keys() & SETTLED["exempt"].keys()
    assert all(why.strip() for why in SETTLED["exempt"].values())
    assert {report.get("kind") for report in REPORTS.values()} <= {None, *ASKED["kinds"]}
    assert {report.get("cluster") for report in REPORTS.values()} <= {None, *ASKED["clusters"]}


@pytest.mark.parametrize("place", PLACES)
def test_the_place_is_there(site: Path, place: str) -> None:
    page, anchor = urldefrag(place)
    assert (site / page / "index.html").is_file()
    assert anchor in anchors(site / page / "index.html")


@pytest.mark.parametrize("place", ALSO)
def test_every_other_page_that_is_right_is_there(site: Path, place: str) -> None:
    page, anchor = urldefrag(place)
    assert (site / page / "index.html").is_file()
    assert not anchor or anchor in anchors(site / page / "index.html")


@pytest.mark.parametrize("name", REPORTS)
def test_a_symptom_links_the_threads_that_it_settles(catalog: Catalog, name: str) -> None:
    page, anchor = urldefrag(SETTLED["reports"][name]["place"])
    if page.startswith("troubleshooting/"):
        group = catalog.group_of[anchor]
        [threads] = [symptom.threads for symptom in group.symptoms if symptom.id == anchor]
        assert set(REPORTS[name]["threads"]) <= set(threads)


def test_every_thread_of_a_symptom_is_one_that_was_collected(catalog: Catalog) -> None:
    collected = {thread for report in REPORTS.values() for thread in report["threads"]}
    linked = {thread for group in catalog.symptoms.values() for each in group.symptoms for thread in each.threads}
    assert linked <= collected
    assert collected - linked == set(), "a symptom, or an error's evidence, should link these"


@pytest.mark.parametrize("name", REPORTS)
def test_what_people_type_is_short(name: str) -> None:
    assert 2 <= len(SETTLED["reports"][name]["words"].split()) <= 6
